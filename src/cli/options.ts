// The options that every command takes, one row each; help, parsing and completion come from these rows.

import { Option } from 'commander';
import { BACKGROUNDS } from '../reports/palette.ts';
import { FORMATS } from './formats.ts';
import { collected, LONGEST_TIMEOUT_S, outputFiles, timeoutSeconds } from './option-values.ts';

/** A run that takes longer than this has met an outage; what was read until then is still reported. */
const DEFAULT_TIMEOUT_S = 600;

/** Commands that last as long as a build does. */
const TIMEOUTS_S: Readonly<Record<string, number>> = { watch: LONGEST_TIMEOUT_S };

/** Commands that ask several accounts in one run. */
const OF_SEVERAL_PROFILES: readonly string[] = ['survey'];

/** The time for a run of the command, unless another one is given. */
export function timeoutOf(command: string): number {
  return TIMEOUTS_S[command] ?? DEFAULT_TIMEOUT_S;
}

export function takesProfiles(command: string): boolean {
  return OF_SEVERAL_PROFILES.includes(command);
}

/** New objects each time, because commander keeps a command's state in them. */
export function globalOptions(): Option[] {
  return [
    new Option('-r, --region <region>', 'AWS region; repeat it for several').argParser(collected),
    new Option('--profile <name>', 'AWS profile, like AWS_PROFILE; repeat it for a survey of several').argParser(
      collected,
    ),
    new Option('--json', 'the report as JSON: short for --format json'),
    new Option('--format <format>', 'how to write to standard output (default: text)').choices(FORMATS),
    new Option('--output <format=path>', 'write a file as well; repeat it for several').argParser(outputFiles),
    new Option('--from <path...>', 'files of a build instead of AWS: log, archive, folder, JSON; - is standard input'),
    new Option('--patterns <folder>', 'folder with patterns of your own, beside the shipped'),
    new Option('--full', 'read every log from its first event'),
    new Option('--no-cache', 'ask AWS again for what was kept of finished builds, and keep nothing'),
    new Option('--compare', 'say of each build what changed since the last good one, not only where no pattern fits'),
    new Option('--no-compare', 'never look for a good build'),
    new Option('--timeout <seconds>', `time for the whole run (default: ${DEFAULT_TIMEOUT_S}; watch: none)`).argParser(
      timeoutSeconds,
    ),
    new Option('--exit-zero', 'exit 0 even when a build failed'),
    new Option('--no-redact', 'show account ids, addresses and secrets as they are'),
    new Option('--redact-rules <file>', 'rules of your own about what to hide, in YAML'),
    new Option('--color', 'colour even in a pipe'),
    new Option('--no-color', 'no colour, like NO_COLOR'),
    new Option('--ascii', 'signs and lines in ASCII only'),
    new Option('--theme <background>', 'colours for a dark or a light background').choices(BACKGROUNDS),
    new Option('--screen-reader', 'screens as lines of text, like INK_SCREEN_READER=true'),
    new Option('--config <file>', 'the configuration that failed: changes are shown as a diff of it'),
    new Option('--debug', 'show where an error comes from'),
  ];
}
