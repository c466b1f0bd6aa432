// Copies files of the sources into dist/ as they are, under their own names, because programs outside read them from the package.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

interface PluginContext {
  emitFile(file: { type: 'asset'; fileName: string; source: string }): unknown;
}

export function publishedFiles(paths: readonly string[]) {
  return {
    name: 'published-files',
    generateBundle(this: PluginContext) {
      for (const path of paths) {
        this.emitFile({ type: 'asset', fileName: basename(path), source: readFileSync(path, 'utf8') });
      }
    },
  };
}
