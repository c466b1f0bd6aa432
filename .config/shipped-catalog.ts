// Turns the YAML files below patterns/ into one module, `virtual:shipped-catalog`.
import { fileURLToPath } from 'node:url';
import { loadPatternFolder, patternFiles } from '../src/catalog/load.ts';
import { virtualModule } from './virtual-module.ts';

export function shippedCatalog() {
  return virtualModule({
    name: 'virtual:shipped-catalog',
    folder: fileURLToPath(new URL('../patterns', import.meta.url)),
    files: patternFiles,
    value: loadPatternFolder,
  });
}
