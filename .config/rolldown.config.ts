// Builds the command line into chunks that load only when they are needed. Nothing is minified: an uncaught error must show a
// readable line, not a megabyte of source. What is run first is CommonJS: Node's loader of modules takes ten milliseconds to begin.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'rolldown';
import { shippedDemo } from './demo-account.ts';
import { kernel } from './kernel.ts';
import { publishedFiles } from './published-files.ts';
import { shippedCatalog, shippedSamples } from './shipped-catalog.ts';
import { commonWordsModule, shippedScan } from './shipped-scan.ts';
import { loadedWith } from './together.ts';

const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'));

// Required and not imported, since its types describe a module of another kind than it is.
const require = createRequire(import.meta.url);
const license: (options: object) => Plugin = require('rollup-plugin-license');
/** What is bundled is redistributed: its licences ask for their text to go along. */
const notices = license({ thirdParty: { output: 'dist/THIRD-PARTY-NOTICES.txt' } });

/** ink asks for React's developer tools only when DEV is set; they are not installed, and would be bundled for nothing. */
const withoutInkDevtools: Plugin = {
  name: 'without-ink-devtools',
  resolveId: (id, importer) => (id === './devtools.js' && importer?.includes('/ink/build/') ? '\0ink-devtools' : null),
  load: (id) => (id === '\0ink-devtools' ? 'export {};' : null),
};

/** By them other programs read what pc-doctor prints. */
const SCHEMAS = ['diagnosis', 'list', 'report', 'survey', 'watch'].map((name) => `src/reports/${name}.schema.json`);

const sourceAt = (path: string) => fileURLToPath(new URL(`../src/${path}`, import.meta.url));

const AS_FILE = { asFile: true };

const shared = {
  platform: 'node',
  transform: {
    target: 'node20.19',
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.PC_DOCTOR_VERSION': JSON.stringify(version) },
  },
  // The version is answered from the entry itself, without loading a chunk for it.
  optimization: { inlineConst: { mode: 'all', pass: 2 } },
  // The catalog takes its seconds, and what is imported on demand may stand in a chunk that is there; who builds it need not be told each time.
  checks: { pluginTimings: false, ineffectiveDynamicImport: false },
} as const;

const program = defineConfig({
  ...shared,
  input: {
    'cli/process': 'src/cli/process.ts',
    'cli/part-worker': 'src/cli/patterns/part-worker.ts',
    'cli/build-worker': 'src/cli/survey/build-worker.ts',
  },
  // Modules are put together by what loads them, not by what they load.
  preserveEntrySignatures: 'allow-extension',
  plugins: [
    withoutInkDevtools,
    shippedCatalog(AS_FILE),
    shippedSamples(AS_FILE),
    shippedScan(AS_FILE),
    commonWordsModule(AS_FILE),
    shippedDemo(AS_FILE),
    kernel(),
    publishedFiles(SCHEMAS),
    notices,
  ],
  // The AWS SDK's `main` is CommonJS that cannot be shaken; its `module` entry is a third of the size.
  resolve: { mainFields: ['module', 'main'] },
  output: {
    dir: 'dist',
    format: 'esm',
    minify: 'dce-only',
    cleanDir: true,
    entryFileNames: '[name].mjs',
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [
        // What every client needs, in one piece: a chunk for each set of clients that shares something would be thirty files to open.
        { name: 'aws', test: /node_modules[\\/](?:@smithy|@aws-sdk|@aws-crypto)/, minShareCount: 4 },
        loadedWith('start', [sourceAt('cli/process.ts')]),
        loadedWith('scan', ['cli/patterns/scan.ts', 'catalog/bytes/verify.ts'].map(sourceAt)),
        loadedWith('diagnosis', ['cli/examine.ts', 'cli/outcomes.ts'].map(sourceAt)),
      ],
    },
    chunkFileNames: 'chunks/[name]-[hash].js',
  },
});

/** Says of its folder what package.json says otherwise of all of dist/. */
const commonJsHere: Plugin = {
  name: 'common-js-here',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'cli/package.json', source: '{ "type": "commonjs" }\n' });
  },
};

/** Everything else is the other bundle. */
const processBeside: Plugin = {
  name: 'process-beside',
  resolveId: (id) => (id === './process.ts' ? { id: './process.mjs', external: 'relative' } : null),
};

const entry = defineConfig({
  ...shared,
  input: { 'cli/main': 'src/cli/main.ts' },
  plugins: [processBeside, commonJsHere],
  output: {
    dir: 'dist',
    format: 'cjs',
    minify: 'dce-only',
    entryFileNames: '[name].js',
  },
});

export default [program, entry];
