// Lists the builds in the files that `--from` names, as if the files were a region.

import type { ListedImage } from '../../model/image-list.ts';
import type { OnProgress } from '../../model/progress.ts';
import { EXIT, Trouble, type ExitCode } from '../../model/trouble.ts';
import { readFiles, type FileBuild } from '../../sources/files.ts';
import type { ErrandOptions } from './errands.ts';
import { excuseOf } from './excuses.ts';
import type { Listing } from './listing.ts';

/** Stands where a region does. */
const PLACE = 'files';

/** Nothing is listed yet. */
export function createFileListing({ session, options, publish }: ErrandOptions, onProgress: OnProgress): Listing {
  const now = () => options.nowMs ?? Date.now();
  let builds: readonly FileBuild[] = [];
  let exitCode: ExitCode = EXIT.done;
  const listed = { kind: 'listed', gaps: [], regions: [PLACE] } as const;
  return {
    list: async () => {
      try {
        builds = await readFiles(session.settings.from, { onProgress });
        exitCode = EXIT.done;
        publish({ ...listed, images: builds.map(listedBuild), excuses: [], nowMs: now() });
      } catch (error) {
        exitCode = error instanceof Trouble ? error.exitCode : EXIT.unexpected;
        publish({ ...listed, images: [], excuses: [excuseOf(error)], nowMs: now() });
      }
    },
    evidenceOf: ({ id }) => {
      const build = builds.find(({ name }) => name === id);
      if (build === undefined) throw new Error(`${id} was not listed`);
      // On the screens a person scrolls through all of it.
      return build.evidence({ whole: true });
    },
    accountOf: () => null,
    exitCode: () => exitCode,
  };
}

function listedBuild({ name }: FileBuild): ListedImage {
  return {
    id: name,
    region: PLACE,
    status: 'failed',
    pclusterVersion: null,
    stackStatus: null,
    statusReason: null,
    at: null,
    from: 'log-group',
    note: null,
  };
}
