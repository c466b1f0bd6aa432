// Loose files where many builds are expected. Each log is a build; an answer about an image, or its configuration, belongs to the log
// beside it, so that no build is counted twice.

import { dirname } from 'node:path';
import type { Gap } from '../../model/evidence.ts';
import { parsedJson } from '../json.ts';
import { answerOf } from './answers/answers.ts';
import { headOf, sizeOf } from './long-log.ts';
import type { Place } from './places.ts';
import { isImageConfig } from './shapes/config-yaml.ts';
import { jsonDocument } from './shapes/json-document.ts';

export interface Loose {
  /** By the path of the file that gives each its name. */
  readonly builds: ReadonlyMap<string, readonly Place[]>;
  /** Files of which nobody knows whose build they tell of. */
  readonly gaps: readonly Gap[];
}

/** The builds that loose files tell of, folder by folder. */
export async function looseBuilds(files: readonly Place[]): Promise<Loose> {
  const builds = new Map<string, readonly Place[]>();
  const gaps: Gap[] = [];
  for (const inFolder of byFolder(files).values()) {
    const { logs, others } = await sorted(inFolder);
    const [only, second] = logs;
    if (only !== undefined && second === undefined) builds.set(only.path, inFolder);
    else for (const file of only === undefined ? others : logs) builds.set(file.path, [file]);
    if (second !== undefined) gaps.push(...others.map(whose));
  }
  return { builds, gaps };
}

function byFolder(files: readonly Place[]): Map<string, Place[]> {
  const folders = new Map<string, Place[]>();
  for (const file of files) {
    const folder = dirname(file.path);
    const known = folders.get(folder);
    if (known === undefined) folders.set(folder, [file]);
    else known.push(file);
  }
  return folders;
}

async function sorted(files: readonly Place[]): Promise<{ logs: readonly Place[]; others: readonly Place[] }> {
  const logs: Place[] = [];
  const others: Place[] = [];
  for (const file of files) ((await tellsOfAnImage(file)) ? others : logs).push(file);
  return { logs, others };
}

/** Longer files are logs. */
const LONGEST_ANSWER_BYTES = 128 * 1024;

/** What cannot be read is said where it is. */
async function tellsOfAnImage({ path }: Place): Promise<boolean> {
  const size = sizeOf(path);
  if (size === 0 || size > LONGEST_ANSWER_BYTES) return false;
  const head = await headOf(path);
  if (isImageConfig(head)) return true;
  const document = jsonDocument.recognises(head) ? parsedJson(head.text) : undefined;
  return document !== undefined && answerOf(document) !== null;
}

function whose({ name }: Place): Gap {
  return {
    what: `whose build ${name} tells of`,
    why: 'several logs lie beside it, and it is no log itself; it is not counted',
    toSeeIt: 'put it into one folder with the log of its build',
  };
}
