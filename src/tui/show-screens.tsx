// The screens on a terminal, drawn by ink. `debug` makes ink hand out every frame whole and at once: what of it goes to the terminal, and
// how often, is decided by the painter and the store.

import { render } from 'ink';
import { SpeechApp } from './speech/app.tsx';
import { App } from './app.tsx';
import type { Store } from './store.ts';
import type { Theme } from './theme.ts';

export interface Showing {
  readonly store: Store;
  readonly theme: Theme;
  readonly ascii: boolean;
  readonly stdin: NodeJS.ReadStream;
  /** Gets a whole frame with each write. */
  readonly stdout: NodeJS.WriteStream;
}

export interface Shown {
  /** Rejects when a screen could not be drawn. */
  readonly closed: Promise<unknown>;
  readonly close: () => void;
}

/** Draws the screens until they are closed. */
export function showScreens({ stdin, stdout, ...props }: Showing): Shown {
  const ink = render(<App {...props} />, { stdin, stdout, debug: true, exitOnCtrlC: false, patchConsole: false });
  return { closed: ink.waitUntilExit(), close: () => ink.unmount() };
}

/** Tells the screens as text that only grows, for screen readers. */
export function tellScreens({ store, stdin, stdout }: Pick<Showing, 'store' | 'stdin' | 'stdout'>): Shown {
  const ink = render(<SpeechApp store={store} />, {
    stdin,
    stdout,
    isScreenReaderEnabled: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  return { closed: ink.waitUntilExit(), close: () => ink.unmount() };
}
