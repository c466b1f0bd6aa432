// Builds the benchmarks and what takes the pictures: they run as plain Node programs beside the built command line.
import { defineConfig } from 'rolldown';
import { shippedDemo } from './demo-account.ts';
import { kernel } from './kernel.ts';
import { shippedCatalog, shippedSamples } from './shipped-catalog.ts';
import { commonWordsModule, shippedScan } from './shipped-scan.ts';

export default defineConfig({
  input: {
    main: 'test/bench/main.ts',
    pictures: 'test/pictures/main.ts',
  },
  platform: 'node',
  // They find their binaries by their own place.
  external: ['@lydell/node-pty', '@xterm/headless', '@vscode/ripgrep'],
  plugins: [shippedCatalog(), shippedSamples(), shippedScan(), commonWordsModule(), shippedDemo(), kernel()],
  output: { dir: '.cache/bench', format: 'esm', cleanDir: true },
});
