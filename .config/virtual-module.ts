// A module that exists only in the bundle: its value is worked out from files when the project is built, so that the command line needs
// neither the files nor what reads them, and a mistake in them stops the build.
import { join } from 'node:path';

interface PluginContext {
  addWatchFile(path: string): void;
}

interface VirtualModule {
  /** `virtual:shipped-catalog` */
  readonly name: string;
  readonly folder: string;
  /** The files behind it, relative to the folder: a change of one makes it anew. */
  readonly files: (folder: string) => Promise<readonly string[]>;
  readonly value: (folder: string) => Promise<unknown>;
}

export function virtualModule({ name, folder, files, value }: VirtualModule) {
  const resolved = `\0${name}`;
  return {
    name,
    resolveId: (id: string) => (id === name ? resolved : null),
    async load(this: PluginContext, id: string) {
      if (id !== resolved) return null;
      for (const file of await files(folder)) this.addWatchFile(join(folder, file));
      // As a string: the engine reads JSON faster than an object literal of this size, and the bundler does not spread it out.
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(await value(folder)))});`;
    },
  };
}
