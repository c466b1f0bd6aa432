// The builds in the files that `--from` names: each is read and diagnosed, since on disk that is as fast as looking how they ended.

import { buildsInFiles } from '../file-builds.ts';
import { diagnosed, type Reading } from './diagnosed.ts';
import type { Surveyed, SurveyOptions } from './survey.ts';

export async function buildsInLogFiles(_options: SurveyOptions, reading: Reading): Promise<Surveyed> {
  const files = await buildsInFiles(reading.session);
  const { builds, gaps, failures } = await diagnosed(files, reading);
  const regions = [...new Set(builds.flatMap(({ region }) => region ?? []))].sort();
  return { builds, gaps, failures, source: { kind: 'files', regions, read: files.length, bytesScanned: 0 } };
}
