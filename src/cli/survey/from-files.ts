// The builds in the files that `--from` names. Where it pays, threads tell of them, each of one build after the other.

import type { FilesOfBuild } from '../../sources/files.ts';
import { oneLine } from '../error-text.ts';
import { filesOfBuilds } from '../file-builds.ts';
import { BUILDS_AT_ONCE } from '../outcomes.ts';
import { BuildThread } from './build-thread.ts';
import { gathered, type Gathered } from './gathered.ts';
import type { Reading, Surveyed, SurveyOptions } from './survey.ts';
import { tellOfFiles } from './tell-of-files.ts';
import { threadsFor } from './threads-for.ts';

export async function buildsInLogFiles({ threads = null }: SurveyOptions, reading: Reading): Promise<Surveyed> {
  const files = await filesOfBuilds(reading.session, { apart: true });
  const count = threadsFor(files, threads);
  const { builds, gaps, failures, read } = await (count > 1 ? byThreads(files, count, reading) : here(files, reading));
  const regions = [...new Set(builds.flatMap(({ region }) => region ?? []))].sort();
  // Those of the search for files are the same for each.
  const [first] = files;
  return {
    builds,
    gaps: [...(first?.gaps ?? []), ...gaps],
    failures,
    source: { kind: 'files', regions, read, bytesScanned: 0 },
  };
}

function here(all: readonly FilesOfBuild[], reading: Reading): Promise<Gathered> {
  return gathered(all, { session: reading.session, atOnce: BUILDS_AT_ONCE, tell: tellHere(reading) });
}

function tellHere({ catalog, session: { settings, progress } }: Reading) {
  const { onProgress } = progress;
  return (files: FilesOfBuild) => tellOfFiles(files, { catalog, full: settings.full, onProgress });
}

/** A thread reads one from disk while it works on another. */
const IN_HAND = 2;

async function byThreads(all: readonly FilesOfBuild[], count: number, reading: Reading): Promise<Gathered> {
  const { session } = reading;
  const { patterns, full } = session.settings;
  const sayWhy = (error: unknown) => session.remark(`a thread has ended early (${oneLine(error)}); it goes on without`);
  const threads = Array.from({ length: count }, () => new BuildThread({ patterns, full }, sayWhy));
  const tell = async (files: FilesOfBuild) => {
    const idlest = threads.reduce((one, other) => (other.inHand < one.inHand ? other : one));
    return (await idlest.tell(files)) ?? tellHere(reading)(files);
  };
  try {
    return await gathered(all, { session, atOnce: IN_HAND * count, tell });
  } finally {
    await Promise.all(threads.map((thread) => thread.stop()));
  }
}
