// Opens the screens for a person at a terminal: takes the terminal, shows what the store holds, runs its errands, and gives the terminal
// back.

import { openCatalog } from '../../catalog/shipped.ts';
import type { ExitCode } from '../../model/trouble.ts';
import type { Errand, News } from '../../tui/news.ts';
import { beginning, type Size } from '../../tui/state.ts';
import { createStore } from '../../tui/store.ts';
import { themeOf } from '../../tui/theme.ts';
import { inAscii } from '../../wording/ascii.ts';
import type { OverviewOptions } from '../commands/overview.ts';
import { INTERRUPTED } from '../exit-code.ts';
import type { Session } from '../session.ts';
import { backgroundOf, wantsColour, type Streams } from '../terminal.ts';
import { readConfig } from './config-file.ts';
import { createErrands } from './errands.ts';
import { createPainter } from './painter.ts';
import { paintedStdout } from './painted-stdout.ts';
import { takeTerminal } from './terminal.ts';

/** Resolves when the person quits. Throws Trouble for a catalog or a configuration that cannot be read. */
export async function openScreens(session: Session, streams: Streams, options: OverviewOptions): Promise<ExitCode> {
  const { settings } = session;
  const config = settings.config === null ? null : readConfig(settings.config);
  const catalog = await openCatalog(settings.patterns);
  const { showScreens } = await import('../../tui/show-screens.tsx');
  const { stdin, stdout } = streams;
  const painter = createPainter(stdout, settings.ascii ? inAscii : String);
  const terminal = takeTerminal({ stdin, stdout });
  const publish = (news: News) => store.take(news);
  const errands = createErrands({ session, catalog, options, publish, write: (text) => stdout.write(text) });
  const run = (errand: Errand) => {
    if (errand.kind === 'quit') return quit(errand.how);
    if (errand.kind === 'redraw') return painter.redraw();
    if (errand.kind !== 'suspend') return errands.run(errand);
    painter.pause();
    return terminal.suspend(() => painter.redraw());
  };
  const store = createStore({ begin: beginning({ size: sizeOf(stdout), config }), run });
  const shown = showScreens({
    store,
    theme: themeOf(wantsColour(settings.colour, streams), settings.background ?? backgroundOf(streams)),
    ascii: settings.ascii,
    stdin,
    stdout: paintedStdout(stdout, painter.paint),
  });
  const quit = (how: Extract<Errand, { kind: 'quit' }>['how']) => {
    if (how === 'interrupted') process.exit(INTERRUPTED);
    shown.close();
  };
  stdout.on('resize', () => store.take({ kind: 'resized', size: sizeOf(stdout) }));
  errands.run({ kind: 'list' });
  try {
    await shown.closed;
    return errands.exitCode();
  } finally {
    terminal.giveBack();
  }
}

function sizeOf({ columns, rows }: NodeJS.WriteStream): Size {
  return { columns, rows };
}
