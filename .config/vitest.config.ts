// The tests read the sources, with the same virtual modules as the build; those of the command line run dist/.
import { defineConfig } from 'vitest/config';
import { fileURLToPath } from 'node:url';
import { shippedDemo } from './demo-account.ts';
import { kernel } from './kernel.ts';
import { shippedCatalog, shippedSamples } from './shipped-catalog.ts';
import { commonWordsModule, shippedScan } from './shipped-scan.ts';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  plugins: [shippedCatalog(), shippedSamples(), shippedScan(), commonWordsModule(), shippedDemo(), kernel()],
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/temporary-folder.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    env: {
      AWS_EC2_METADATA_DISABLED: 'true',
      // Ten lines from the SDK about its own future on Node 20.
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      NO_COLOR: '1',
    },
  },
});
