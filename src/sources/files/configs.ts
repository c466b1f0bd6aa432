// The image configurations among the files of a build, told by their content as everything else is.

import { createReadStream, statSync } from 'node:fs';
import { takeHead } from './head.ts';
import type { Place } from './places.ts';
import { isImageConfig } from './shapes/config-yaml.ts';

export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** A configuration has a few kilobytes. */
const LARGEST_BYTES = 128 * 1024;

/** The configurations that lie unpacked on disk. */
export async function configsAmong(files: readonly Place[]): Promise<readonly NamedText[]> {
  const found: NamedText[] = [];
  for (const { path } of files) {
    if (path === '-') continue;
    const { size, isFile } = whatIs(path);
    // A pipe can be read only once.
    if (!isFile || size > LARGEST_BYTES) continue;
    const stream = createReadStream(path);
    const { head } = await takeHead(stream);
    stream.destroy();
    if (isImageConfig(head)) found.push({ name: path, text: head.text });
  }
  return found;
}

function whatIs(path: string): { readonly size: number; readonly isFile: boolean } {
  const found = statSync(path);
  return { size: found.size, isFile: found.isFile() };
}
