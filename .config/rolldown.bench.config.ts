// Builds the benchmarks, which run as plain Node programs beside the built command line.
import { defineConfig } from 'rolldown';
import { shippedDemo } from './demo-account.ts';

export default defineConfig({
  input: { main: 'test/bench/main.ts' },
  platform: 'node',
  plugins: [shippedDemo()],
  output: { dir: '.cache/bench', format: 'esm', cleanDir: true },
});
