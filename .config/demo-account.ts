// Turns the files below src/replay/demo/ into one module, `virtual:demo-account`, checked when the project is built, so that
// the demo needs no files beside the command line and a mistake in them stops the build.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { accountPaths, loadAccount } from '../src/replay/account/load-account.ts';

const NAME = 'virtual:demo-account';
const RESOLVED = `\0${NAME}`;
const DEMO = fileURLToPath(new URL('../src/replay/demo', import.meta.url));

interface PluginContext {
  addWatchFile(path: string): void;
}

export function shippedDemo() {
  return {
    name: 'demo-account',
    resolveId: (id: string) => (id === NAME ? RESOLVED : null),
    async load(this: PluginContext, id: string) {
      if (id !== RESOLVED) return null;
      for (const file of await accountPaths(DEMO)) this.addWatchFile(join(DEMO, file));
      // As a string: the engine reads JSON faster than an object literal of this size, and the bundler does not spread it out.
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(await loadAccount(DEMO)))});`;
    },
  };
}
