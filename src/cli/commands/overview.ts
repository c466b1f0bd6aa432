// Bare `pc-doctor`: every image build that failed, and why. It is what a ticketing job calls with --json.

import type { ListedImage } from '../../model/image-list.ts';
import type { ExitCode } from '../../model/trouble.ts';
import { count, listed } from '../../wording/counts.ts';
import {
  connectAll,
  failedBuilds,
  failedImages,
  findImages,
  remarkGaps,
  type FoundImages,
  type Recorded,
} from '../accounts.ts';
import { examine } from '../examine.ts';
import { worst } from '../exit-code.ts';
import type { Session } from '../session.ts';
import type { Streams } from '../terminal.ts';

export interface OverviewOptions {
  readonly recorded?: Recorded | null;
  /** What counts as now for the ages in the table. */
  readonly nowMs?: number;
}

/** The table of failed builds, then the diagnosis of each. */
export async function overview(session: Session, options: OverviewOptions = {}): Promise<ExitCode> {
  if (session.settings.from.length > 0) return examineFiles(session);
  const { recorded = null, nowMs = Date.now() } = options;
  const accounts = await connectAll(session, recorded);
  const found = await findImages(accounts.reached, session);
  const failures = [...accounts.failures, ...found.failures];
  if (found.regions.length === 0) return worst(failures);
  await showList({ failed: failedImages(found), found, nowMs }, session);
  const builds = failedBuilds({ accounts: accounts.reached, found, session });
  return worst([...failures, await examine({ builds, facts: {} }, session)]);
}

async function examineFiles(session: Session): Promise<ExitCode> {
  const { buildsInFiles } = await import('../file-builds.ts');
  return examine({ builds: await buildsInFiles(session), facts: {} }, session);
}

/** The same on screens, for a person at a terminal. */
export async function screens(session: Session, streams: Streams, options: OverviewOptions = {}): Promise<ExitCode> {
  const { openTerminal } = await import('../ui/opening.ts');
  const opening = openTerminal(session, streams);
  try {
    const { openScreens } = await import('../ui/open-screens.ts');
    return await openScreens({ session, streams, options, opening });
  } finally {
    opening.taken.giveBack();
  }
}

interface Overview {
  readonly failed: readonly ListedImage[];
  readonly found: FoundImages;
  readonly nowMs: number;
}

async function showList({ failed, found, nowMs }: Overview, session: Session): Promise<void> {
  const { images, gaps } = session.redactor.value({ images: failed, gaps: found.gaps });
  if (session.settings.format !== 'text') {
    remarkGaps(gaps, session);
    return;
  }
  const { listText } = await import('../../reports/list.ts');
  const counted = failed.length === 0 ? 'No failed image builds' : count(failed.length, 'failed image build');
  const heading = `${counted} in ${listed(found.regions)}${others(found, failed)}`;
  const table = listText({ images, gaps }, session.page, nowMs);
  await session.print(`${session.page.palette.heading(heading)}\n${table}${failed.length > 0 ? '\n' : ''}`);
}

function others({ images }: FoundImages, failed: readonly ListedImage[]): string {
  const rest = images.length - failed.length;
  return rest === 0 ? '' : ` (${count(rest, 'other')}: pc-doctor list)`;
}
