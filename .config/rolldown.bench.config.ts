// Builds the benchmarks and what takes the pictures: they run as plain Node programs beside the built command line.
import { defineConfig } from 'rolldown';
import { shippedDemo } from './demo-account.ts';

export default defineConfig({
  input: { main: 'test/bench/main.ts', pictures: 'test/pictures/main.ts' },
  platform: 'node',
  // It finds its binary by its own place.
  external: ['@lydell/node-pty', '@xterm/headless'],
  plugins: [shippedDemo()],
  output: { dir: '.cache/bench', format: 'esm', cleanDir: true },
});
