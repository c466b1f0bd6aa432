// A module that exists only in the bundle: its value is worked out from files when the project is built, so that the command line needs
// neither the files nor what reads them, and a mistake in them stops the build.
import { join } from 'node:path';

interface PluginContext {
  addWatchFile(path: string): void;
  emitFile(file: { type: 'asset'; fileName: string; source: string }): unknown;
}

interface VirtualModule {
  /** `virtual:shipped-catalog` */
  readonly name: string;
  readonly folder: string;
  /** The files behind it, relative to the folder: a change of one makes it anew. */
  readonly files: (folder: string) => Promise<readonly string[]>;
  readonly value: (folder: string) => Promise<unknown>;
}

/** `asFile` puts the value into a file of its own beside the chunks: a large one is read from there in a third of the time. */
export function virtualModule({ name, folder, files, value }: VirtualModule, { asFile = false } = {}) {
  const resolved = `\0${name}`;
  return {
    name,
    resolveId: (id: string) => (id === name ? resolved : null),
    async load(this: PluginContext, id: string) {
      if (id !== resolved) return null;
      for (const file of await files(folder)) this.addWatchFile(join(folder, file));
      const json = JSON.stringify(await value(folder));
      if (!asFile) return inlined(json);
      const fileName = `data/${name.replace('virtual:', '')}.json`;
      this.emitFile({ type: 'asset', fileName, source: json });
      return readFrom(fileName);
    },
  };
}

/** As a string: the engine reads JSON faster than an object literal of this size, and the bundler does not spread it out. */
function inlined(json: string): string {
  return `export default JSON.parse(${JSON.stringify(json)});`;
}

/** Chunks stand in a folder beside that of the data. */
function readFrom(fileName: string): string {
  return [
    "import { readFileSync } from 'node:fs';",
    `export default JSON.parse(readFileSync(new URL('../${fileName}', import.meta.url), 'utf8'));`,
  ].join('\n');
}
