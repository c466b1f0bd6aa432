// How a command's job is run: its options become a session, the deadline is set, and what goes wrong is said. Commands get this as a
// function, so that they know nothing of exit codes of the process.

import type { Command } from 'commander';
import type { ExitCode } from '../model/trouble.ts';
import type { SecretRule } from '../wording/secrets/rule.ts';
import { forgiven } from './exit-code.ts';
import { formatsOf } from './formats.ts';
import { takesProfiles, timeoutOf } from './options.ts';
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
    const name = commandOf(command);
    const habits = { formats: formatsOf(name), timeoutSeconds: timeoutOf(name), takesProfiles: takesProfiles(name) };
    const settings = settingsFrom(command.optsWithGlobals<GlobalOptions>(), habits);
    const siteRules = await siteRulesOf(settings);
    const isSeen = screens !== undefined && !settings.wantsReport && canShowScreens(streams);
    const run = { settings, streams, siteRules };
    done(isSeen ? await onScreens(screens, run) : await printed(job, run));
  };
}

/** `patterns` for `pc-doctor patterns list`. */
function commandOf(command: Command): string {
  const { parent } = command;
  return parent === null || parent.parent === null ? command.name() : commandOf(parent);
}

interface Run {
  readonly settings: Settings;
  readonly streams: Streams;
  readonly siteRules: readonly SecretRule[];
}

async function printed(job: Job, { settings, streams, siteRules }: Run): Promise<ExitCode> {
  const session = openSession(settings, streams, { siteRules, dress: await dressOf(settings) });
  const code = await beforeDeadline(job(session), session).catch(session.complain);
  session.progress.clear();
  return forgiven(code, settings.exitZero);
}

/** A person may look as long as they like: there is no deadline. */
async function onScreens(screens: Screens, { settings, streams, siteRules }: Run): Promise<ExitCode> {
  const session = openSession(settings, streams, { siteRules, signal: new AbortController().signal });
  return screens(session, streams).catch(session.complain);
}

/** Read before anything else, so that a mistake in them costs no hour. */
async function siteRulesOf({ redactRules }: Settings): Promise<readonly SecretRule[]> {
  return redactRules === null ? [] : (await import('./site-rules.ts')).loadSiteRules(redactRules);
}

/** Only text is changed: in JSON every character is a value. */
async function dressOf({ ascii, format }: Settings): Promise<(text: string) => string> {
  return ascii && format === 'text' ? (await import('../wording/ascii.ts')).inAscii : String;
}
