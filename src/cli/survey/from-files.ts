// The builds in the files that `--from` names, as those on AWS: what certainly ended well by the marks of its log is not read, every other
// build is diagnosed.

import PQueue from 'p-queue';
import { goodByMarks } from '../../survey.ts';
import { buildsInFiles } from '../file-builds.ts';
import { BUILDS_AT_ONCE } from '../outcomes.ts';
import { diagnosed, type Reading } from './diagnosed.ts';
import type { Surveyed, SurveyOptions } from './survey.ts';

/** Of hundreds of logs the end is read in smaller pieces than of one, which is answered within a second anyway. */
const ENDS_BYTES = [64 * 1024, 512 * 1024, 4 * 1024 * 1024];

export async function buildsInLogFiles(_options: SurveyOptions, reading: Reading): Promise<Surveyed> {
  const { session } = reading;
  const files = await buildsInFiles(session, { tailsBytes: ENDS_BYTES, apart: true });
  const queue = new PQueue({ concurrency: BUILDS_AT_ONCE });
  const glances = await Promise.all(
    files.map((file) =>
      queue.add(async () => {
        const marks = session.settings.full ? null : await file.marks();
        return { file, good: marks && goodByMarks(marks) };
      }),
    ),
  );
  const good = glances.flatMap((glance) => glance.good ?? []);
  const toRead = glances.flatMap(({ file, good: known }) => (known === null ? [file] : []));
  const read = await diagnosed(toRead, reading, { cautious: true });
  const builds = [...good, ...read.builds];
  const regions = [...new Set(builds.flatMap(({ region }) => region ?? []))].sort();
  const source = { kind: 'files', regions, read: toRead.length, bytesScanned: 0 } as const;
  return { builds, gaps: read.gaps, failures: read.failures, source };
}
