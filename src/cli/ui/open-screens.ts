// Opens the screens for a person at a terminal that was taken already: shows what the store holds, and runs its errands.

import { openCatalog } from '../../catalog/shipped.ts';
import type { ExitCode } from '../../model/trouble.ts';
import type { Errand, News } from '../../tui/news.ts';
import { beginning, type Size } from '../../tui/state.ts';
import { createStore } from '../../tui/store.ts';
import type { OverviewOptions } from '../commands/overview.ts';
import { INTERRUPTED } from '../exit-code.ts';
import type { Session } from '../session.ts';
import type { Streams } from '../terminal.ts';
import { readConfig } from './config-file.ts';
import { createErrands } from './errands.ts';
import type { Opening } from './opening.ts';
import { surfaceFor } from './surfaces.ts';

interface Opened {
  readonly session: Session;
  readonly streams: Streams;
  readonly options: OverviewOptions;
  readonly opening: Opening;
}

/** Resolves when the person quits. Throws Trouble for a catalog or a configuration that cannot be read. */
export async function openScreens({ session, streams, options, opening }: Opened): Promise<ExitCode> {
  const { settings } = session;
  const { stdout } = streams;
  const config = settings.config === null ? null : readConfig(settings.config);
  const catalog = await openCatalog(settings.patterns);
  const surface = surfaceFor({ opening, settings, streams });
  const publish = (news: News) => store.take(news);
  const errands = createErrands({ session, catalog, options, publish, write: (text) => stdout.write(text) });
  const run = (errand: Errand) => {
    if (errand.kind === 'quit') return errand.how === 'asked' ? shown.close() : process.exit(INTERRUPTED);
    if (errand.kind === 'redraw') return surface.redraw();
    if (errand.kind === 'suspend') return surface.suspend();
    return errands.run(errand);
  };
  const store = createStore({ begin: beginning({ size: sizeOf(stdout), config }), run });
  const shown = surface.show(store);
  stdout.on('resize', () => store.take({ kind: 'resized', size: sizeOf(stdout) }));
  errands.run({ kind: 'list' });
  await shown.closed;
  return errands.exitCode();
}

function sizeOf({ columns, rows }: NodeJS.WriteStream): Size {
  return { columns, rows };
}
