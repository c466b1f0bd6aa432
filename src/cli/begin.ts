// How a command's job is run: its options become a session, the deadline is set, and what goes wrong is said. Commands get this as a
// function, so that they know nothing of exit codes of the process.

import type { Command } from 'commander';
import type { ExitCode } from '../model/trouble.ts';
import { forgiven } from './exit-code.ts';
import { beforeDeadline, openSession, type Session } from './session.ts';
import { settingsFrom, type GlobalOptions } from './settings.ts';
import type { Streams } from './terminal.ts';

type Job = (session: Session) => Promise<ExitCode>;
export type Begin = (command: Command, job: Job) => Promise<void>;

/** `done` learns the exit code. Trouble before there is a session, such as options that contradict each other, is thrown. */
export function beginner(streams: Streams, done: (code: ExitCode) => void): Begin {
  return async (command, job) => {
    const session = openSession(settingsFrom(command.optsWithGlobals<GlobalOptions>()), streams);
    const code = await beforeDeadline(job(session), session).catch(session.complain);
    session.progress.clear();
    done(forgiven(code, session.settings.exitZero));
  };
}
