// Runs the errands of the screens: what they ask of AWS, of the disk and of the clipboard. What comes of it goes back as news; what goes wrong
// is news as well, so that losing AWS in the middle costs an answer and never the session.

import type { Catalog } from '../../catalog/catalog.ts';
import type { ExitCode } from '../../model/trouble.ts';
import type { Errand, News } from '../../tui/news.ts';
import type { OverviewOptions } from '../commands/overview.ts';
import type { Session } from '../session.ts';
import { createBuilds } from './builds.ts';
import { copyErrand } from './clipboard.ts';
import { excuseOf } from './excuses.ts';
import { createFileListing } from './file-listing.ts';
import { createListing } from './listing.ts';
import { saveErrand } from './tickets.ts';
import { createWatches } from './watches.ts';
import { createWorkLine } from './work-line.ts';

/** What the terminal itself does is not an errand into the world. */
type WorldErrand = Exclude<Errand, { kind: 'suspend' | 'redraw' | 'quit' }>;
/** A watch lasts as long as its build, which is no work that somebody waits for. */
type WorkErrand = Exclude<WorldErrand, { kind: 'watch' }>;

export interface ErrandOptions {
  readonly session: Session;
  readonly catalog: Catalog;
  readonly options: OverviewOptions;
  readonly publish: (news: News) => void;
  /** Writes a control sequence to the terminal. */
  readonly write: (sequence: string) => void;
}

export interface Errands {
  readonly run: (errand: WorldErrand) => void;
  /** What the session ends with: trouble only when nothing could ever be listed. */
  readonly exitCode: () => ExitCode;
}

/** Runs errands for one session. */
export function createErrands(asked: ErrandOptions): Errands {
  const { publish } = asked;
  const line = createWorkLine((text) => publish({ kind: 'progress', text }));
  const fromFiles = asked.session.settings.from.length > 0;
  const listing = fromFiles ? createFileListing(asked, line.onProgress) : createListing(asked, line.onProgress);
  const builds = createBuilds(asked, listing.evidenceOf);
  const watchBuild = createWatches(asked, {
    accountOf: listing.accountOf,
    diagnose: (image) => builds.diagnose(image, true),
  });
  const runNow = async (errand: WorkErrand): Promise<void> => {
    switch (errand.kind) {
      case 'list':
        return listing.list();
      case 'diagnose':
        return builds.diagnose(errand.image, errand.urgent);
      case 'open-log':
        return builds.openLog(errand.image);
      case 'read-older':
        return builds.readOlder(errand.image, errand.all);
      case 'copy':
        return copyErrand(errand.copy, asked);
      case 'save':
        return saveErrand({ ...errand, diagnosis: builds.diagnosisOf(errand.image) }, asked);
    }
  };
  // An error nobody foresaw is said like any other.
  const excused = (error: unknown) => publish({ kind: 'told', notice: { tone: 'bad', text: excuseOf(error).what } });
  return {
    run: (errand) => {
      const done = errand.kind === 'watch' ? watchBuild(errand.image) : line.during(() => runNow(errand));
      void done.catch(excused);
    },
    exitCode: listing.exitCode,
  };
}
