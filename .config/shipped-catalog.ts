// Turns the YAML files below patterns/ into one module, `virtual:shipped-catalog`, checked when the project is built, so that the
// command line neither parses YAML nor loads the schema library to use its own catalog.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadPatternFolder } from '../src/catalog/load.ts';

const NAME = 'virtual:shipped-catalog';
const RESOLVED = `\0${NAME}`;
const PATTERNS = fileURLToPath(new URL('../patterns', import.meta.url));

interface PluginContext {
  addWatchFile(path: string): void;
}

export function shippedCatalog() {
  return {
    name: 'shipped-catalog',
    resolveId: (id: string) => (id === NAME ? RESOLVED : null),
    async load(this: PluginContext, id: string) {
      if (id !== RESOLVED) return null;
      for (const file of readdirSync(PATTERNS, { recursive: true, encoding: 'utf8' })) {
        if (file.endsWith('.yaml')) this.addWatchFile(join(PATTERNS, file));
      }
      return `export default ${JSON.stringify(await loadPatternFolder(PATTERNS))};`;
    },
  };
}
