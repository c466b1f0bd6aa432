// How a command's job is run: its options become a session, the deadline is set, and what goes wrong is said. Commands get this as a
// function, so that they know nothing of exit codes of the process.

import type { Command } from 'commander';
import type { ExitCode } from '../model/trouble.ts';
import { forgiven } from './exit-code.ts';
import { formatsOf } from './formats.ts';
import { beforeDeadline, openSession, type Session } from './session.ts';
import { settingsFrom, type GlobalOptions, type Settings } from './settings.ts';
import { canShowScreens, type Streams } from './terminal.ts';

type Job = (session: Session) => Promise<ExitCode>;
/** What a command does for a person at a terminal instead of printing. */
type Screens = (session: Session, streams: Streams) => Promise<ExitCode>;
export type Begin = (command: Command, job: Job, screens?: Screens) => Promise<void>;

/** `done` learns the exit code. Trouble before there is a session, such as options that contradict each other, is thrown. */
export function beginner(streams: Streams, done: (code: ExitCode) => void): Begin {
  return async (command, job, screens) => {
    const settings = settingsFrom(command.optsWithGlobals<GlobalOptions>(), formatsOf(commandOf(command)));
    const isSeen = screens !== undefined && !settings.wantsReport && canShowScreens(streams);
    done(isSeen ? await onScreens(screens, settings, streams) : await printed(job, settings, streams));
  };
}

/** `patterns` for `pc-doctor patterns list`. */
function commandOf(command: Command): string {
  const { parent } = command;
  return parent === null || parent.parent === null ? command.name() : commandOf(parent);
}

async function printed(job: Job, settings: Settings, streams: Streams): Promise<ExitCode> {
  const session = openSession(settings, streams, { dress: await dressOf(settings) });
  const code = await beforeDeadline(job(session), session).catch(session.complain);
  session.progress.clear();
  return forgiven(code, settings.exitZero);
}

/** A person may look as long as they like: there is no deadline. */
async function onScreens(screens: Screens, settings: Settings, streams: Streams): Promise<ExitCode> {
  const session = openSession(settings, streams, { signal: new AbortController().signal });
  return screens(session, streams).catch(session.complain);
}

/** Only text is changed: in JSON every character is a value. */
async function dressOf({ ascii, format }: Settings): Promise<(text: string) => string> {
  return ascii && format === 'text' ? (await import('../wording/ascii.ts')).inAscii : String;
}
