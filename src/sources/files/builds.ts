// Which of the files that a person names belong to one build. Loose files do, unless many builds are expected; an archive, and a folder that holds
// `cloudwatch-logs` as exports do, is a build of its own where there is more than one.

import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Gap } from '../../model/evidence.ts';
import { isArchive } from './documents.ts';
import { fileTrouble, shown } from './file-trouble.ts';
import { looseBuilds } from './loose.ts';
import { placesAt, type Place } from './places.ts';

interface NamedBuild {
  readonly name: string;
  readonly files: readonly Place[];
}

/** The builds behind some paths; `apart`: each loose log is one. Throws Trouble for a path that cannot be read. */
export async function buildsIn(
  paths: readonly string[],
  apart = false,
): Promise<{ builds: NamedBuild[]; gaps: Gap[] }> {
  const found = [...new Set(paths)].map((path) => ({ path, ...placesAt(path) }));
  const gaps = found.flatMap((one) => one.gaps);
  const files = toldApart(found.flatMap((one) => one.files));
  const roots = new Map<string, Place[]>();
  for (const file of files) {
    const root = (await rootOf(file)) ?? LOOSE;
    const known = roots.get(root);
    if (known === undefined) roots.set(root, [file]);
    else known.push(file);
  }
  if (apart) gaps.push(...(await setApart(roots)));
  const exported = [...roots].filter(([root]) => root !== LOOSE);
  if (exported.length < 2) return { builds: [{ name: nameOf(paths), files }], gaps };
  return {
    builds: [...roots].map(([root, own]) => ({ name: root === LOOSE ? 'the other files' : root, files: own })),
    gaps,
  };
}

/** Each build that loose files tell of gets a root of its own. */
async function setApart(roots: Map<string, Place[]>): Promise<readonly Gap[]> {
  const { builds, gaps } = await looseBuilds(roots.get(LOOSE) ?? []);
  roots.delete(LOOSE);
  for (const [root, files] of builds) roots.set(root, [...files]);
  return gaps;
}

/** How a person knows it. */
function nameOf([first = '-', ...others]: readonly string[]): string {
  const name = first === '-' ? shown(first) : basename(first);
  return others.length === 0 ? name : `${name} and ${others.length} more`;
}

/** Two files of one name, from different folders, are called by their paths. */
function toldApart(files: readonly Place[]): readonly Place[] {
  const names = files.map(({ name }) => name);
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return files.map((file) => (twice.has(file.name) ? { ...file, name: file.path } : file));
}

const LOOSE = '';

/** The archive or exported folder a file belongs to; null for a loose one. */
async function rootOf(file: Place): Promise<string | null> {
  const folder = /^(.*?)\/?cloudwatch-logs\//.exec(file.path)?.[1];
  if (folder !== undefined) return folder === '' ? '.' : folder;
  const beside = /^(.*)\/[^/]*-cfn-events$/.exec(file.path)?.[1];
  if (beside !== undefined) return beside;
  return (await holdsMembers(file)) ? file.path : null;
}

/** Standard input and pipes can be read only once, so they are not looked into. */
async function holdsMembers({ path }: Place): Promise<boolean> {
  if (path === '-' || !statSync(path).isFile()) return false;
  const stream = createReadStream(path);
  try {
    return await isArchive(stream);
  } catch (error) {
    throw fileTrouble(path, error);
  } finally {
    stream.destroy();
  }
}
