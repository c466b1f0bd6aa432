// Copies a file of the sources into dist/ as it is, under its own name, because programs outside read it from the package.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

interface PluginContext {
  emitFile(file: { type: 'asset'; fileName: string; source: string }): unknown;
}

export function publishedFile(path: string) {
  return {
    name: 'published-file',
    generateBundle(this: PluginContext) {
      this.emitFile({ type: 'asset', fileName: basename(path), source: readFileSync(path, 'utf8') });
    },
  };
}
