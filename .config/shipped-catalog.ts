// Turns the YAML files below patterns/ into modules: `virtual:shipped-catalog`, which every diagnosis loads, and `virtual:shipped-samples`, the
// proofs, which only the commands of the catalog need and which are half of it.
import { fileURLToPath } from 'node:url';
import { catalogOf } from '../src/catalog/catalog.ts';
import { expressionsOf } from '../src/catalog/expressions.ts';
import { requiredOf } from '../src/catalog/literals.ts';
import { loadPatternFolder, patternFiles } from '../src/catalog/load.ts';
import { isNative } from '../src/catalog/native.ts';
import { virtualModule } from './virtual-module.ts';

const FOLDER = fileURLToPath(new URL('../patterns', import.meta.url));

export function shippedCatalog(how?: Parameters<typeof virtualModule>[1]) {
  const catalog = {
    name: 'virtual:shipped-catalog',
    folder: FOLDER,
    files: patternFiles,
    value: async (folder: string) => {
      const { patterns, digest } = catalogOf(await loadPatternFolder(folder));
      const sources = patterns.flatMap(({ match }) => expressionsOf(match).map(({ source }) => source));
      return {
        patterns: patterns.map((pattern) => ({ ...pattern, hits: [], misses: [] })),
        digest,
        native: [...new Set(sources)].filter(isNative),
        required: Object.fromEntries(sources.map((source) => [source, requiredOf(source)])),
      };
    },
  };
  return virtualModule(catalog, how);
}

export function shippedSamples(how?: Parameters<typeof virtualModule>[1]) {
  const samples = {
    name: 'virtual:shipped-samples',
    folder: FOLDER,
    files: patternFiles,
    value: async (folder: string) => {
      const patterns = await loadPatternFolder(folder);
      return Object.fromEntries(patterns.map(({ id, hits, misses }) => [id, { hits, misses }]));
    },
  };
  return virtualModule(samples, how);
}
