// What the user asked of every command, checked and complete: options as commander gives them become values the jobs use.

import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { EXIT, Trouble } from '../model/trouble.ts';
import type { Background } from '../reports/palette.ts';
import type { Format } from './formats.ts';
import type { OutputFile } from './option-values.ts';

/** Options that every command knows, by commander's names. */
export interface GlobalOptions {
  readonly region?: readonly string[];
  readonly profile?: readonly string[];
  readonly json?: boolean;
  readonly format?: Format;
  readonly output?: readonly OutputFile[];
  readonly patterns?: string;
  readonly full?: boolean;
  readonly cache: boolean;
  readonly compare?: boolean;
  readonly exitZero?: boolean;
  readonly redact: boolean;
  readonly redactRules?: string;
  readonly color?: boolean;
  readonly ascii?: boolean;
  readonly theme?: Background;
  readonly screenReader?: boolean;
  readonly config?: string;
  readonly from?: readonly string[];
  readonly timeout?: number;
  readonly debug?: boolean;
}

export interface Settings {
  /** Empty: the region of the SDK's own chain. */
  readonly regions: readonly string[];
  /** Empty: the profile of the SDK's own chain. */
  readonly profiles: readonly string[];
  readonly format: Format;
  /** A format or a file was asked for: then nobody wants screens. */
  readonly wantsReport: boolean;
  readonly outputs: readonly OutputFile[];
  /** A folder with patterns of the user's own. */
  readonly patterns: string | null;
  readonly full: boolean;
  /** Whether evidence of builds that are over is kept and taken from where it was kept. */
  readonly cache: boolean;
  /** Which builds are compared with the last good one. */
  readonly compare: 'always' | 'located' | 'never';
  readonly exitZero: boolean;
  readonly redact: boolean;
  /** A file with rules of the site's own about what is hidden. */
  readonly redactRules: string | null;
  readonly colour: boolean | undefined;
  readonly ascii: boolean;
  /** Of the terminal; undefined: what it says itself. */
  readonly background: Background | undefined;
  readonly screenReader: boolean;
  /** A file with the image configuration that failed. */
  readonly config: string | null;
  /** Files to read instead of asking AWS; `-` is standard input. */
  readonly from: readonly string[];
  readonly timeoutSeconds: number;
  readonly debug: boolean;
}

/** What differs from command to command. */
interface Habits {
  /** The formats that it can write. */
  readonly formats: readonly Format[];
  readonly timeoutSeconds: number;
  /** Whether it asks several accounts in one run. */
  readonly takesProfiles: boolean;
}

/** Throws Trouble for options that contradict each other, and for files that could not be written an hour later. */
export function settingsFrom(options: GlobalOptions, habits: Habits): Settings {
  const { formats, timeoutSeconds } = habits;
  const format = formatOf(options);
  for (const one of [format, ...(options.output ?? []).map((output) => output.format)]) refuseOther(one, formats);
  for (const { path } of options.output ?? []) refuseMissingFolder(path);
  return {
    regions: [...new Set(options.region)],
    profiles: profilesOf(options, habits),
    format,
    wantsReport: Boolean(options.json || options.format || options.output),
    outputs: options.output ?? [],
    patterns: options.patterns ?? null,
    full: options.full ?? false,
    cache: options.cache,
    compare: options.compare === undefined ? 'located' : options.compare ? 'always' : 'never',
    exitZero: options.exitZero ?? false,
    redact: options.redact,
    redactRules: options.redactRules ?? null,
    colour: options.color,
    ascii: options.ascii ?? false,
    background: options.theme,
    screenReader: options.screenReader ?? false,
    config: options.config ?? null,
    from: options.from ?? [],
    timeoutSeconds: options.timeout ?? timeoutSeconds,
    debug: options.debug ?? false,
  };
}

function formatOf({ json, format }: GlobalOptions): Format {
  if (!json) return format ?? 'text';
  if (format !== undefined && format !== 'json') {
    throw new Trouble(`--json and --format ${format} contradict each other`, {
      exitCode: EXIT.usage,
      toTry: `use --json for standard output and --output ${format}=FILE for a file`,
    });
  }
  return 'json';
}

/** An empty name is none, as it is in AWS_PROFILE. */
function profilesOf({ profile = [] }: GlobalOptions, { takesProfiles }: Habits): readonly string[] {
  const profiles = [...new Set(profile)].filter((name) => name !== '');
  if (profiles.length < 2 || takesProfiles) return profiles;
  throw new Trouble('this command asks the account of one profile', {
    exitCode: EXIT.usage,
    toTry: 'give one --profile; pc-doctor survey takes several',
  });
}

function refuseOther(format: Format, formats: readonly Format[]): void {
  if (formats.includes(format)) return;
  throw new Trouble(`this command cannot write ${format}`, {
    exitCode: EXIT.usage,
    toTry: `use ${formats.join(' or ')}`,
  });
}

function refuseMissingFolder(path: string): void {
  const folder = dirname(path);
  if (existsSync(folder)) return;
  throw new Trouble(`cannot write ${path}: there is no folder ${folder}`, {
    exitCode: EXIT.usage,
    toTry: `mkdir -p ${folder}`,
  });
}
