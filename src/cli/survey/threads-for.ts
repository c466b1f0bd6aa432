// How many threads pay for the builds in some files.

import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { FilesOfBuild } from '../../sources/files.ts';

/** A thread starts in the time in which another one tells of so much. What is packed counts by its builds. */
const PAYS_BYTES = 32 * 1024 * 1024;
const PAYS_BUILDS = 50;
/** Each has its own memory, some hundred megabytes. */
const MOST_THREADS = 4;

/** 1 for none but the one that asks. `wanted` is how many are wanted, null for as many as pay. */
export function threadsFor(builds: readonly FilesOfBuild[], wanted: number | null): number {
  const places = builds.flatMap(({ files }) => files);
  // Only this thread has standard input.
  if (places.some(({ path }) => path === '-')) return 1;
  const bytes = places.reduce((sum, { path }) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
  const paying = Math.floor(Math.max(bytes / PAYS_BYTES, builds.length / PAYS_BUILDS));
  return Math.max(1, Math.min(builds.length, wanted ?? Math.min(paying, availableParallelism(), MOST_THREADS)));
}
