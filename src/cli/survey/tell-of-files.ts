// Tells of one build in files: what certainly ended well by the marks of its log is not read, every other build is diagnosed. It is the same
// in the thread that was asked and in those that help.

import type { Catalog } from '../../catalog/catalog.ts';
import type { OnProgress } from '../../model/progress.ts';
import type { SurveyedBuild } from '../../model/survey.ts';
import { openBuild, type FileBuild, type FilesOfBuild } from '../../sources/files.ts';
import { goodByMarks } from '../../survey.ts';
import { tell, type Told } from './told.ts';

/** Of hundreds of logs the end is read in smaller pieces than of one, which is answered within a second anyway. */
const ENDS_BYTES = [64 * 1024, 512 * 1024, 4 * 1024 * 1024];

interface Telling {
  readonly catalog: Catalog;
  /** Reads everything. */
  readonly full: boolean;
  readonly onProgress: OnProgress;
}

export async function tellOfFiles(files: FilesOfBuild, { catalog, full, onProgress }: Telling): Promise<Told> {
  const build = openBuild(files, { onProgress, tailsBytes: ENDS_BYTES });
  const good = full ? null : await goodBuildIn(build);
  if (good !== null) return { build: good, why: null, isRead: false, unread: null };
  const toRead = { name: files.name, evidence: () => build.evidence({ whole: full }) };
  return tell(toRead, { catalog, full, cautious: true });
}

async function goodBuildIn(build: FileBuild): Promise<SurveyedBuild | null> {
  try {
    const marks = await build.marks();
    return marks && goodByMarks(marks);
  } catch {
    // Whoever reads it meets the same, and says it.
    return null;
  }
}
