// Turns the words of the command line into values, or says what would have been right. commander adds which option it was and
// ends with the exit code for usage.

import { InvalidArgumentError } from 'commander';
import type { ConfigChange } from '../wording/config-yaml.ts';
import { OS_NAME, OS_NAME_EXAMPLES } from '../model/os-name.ts';
import { listed } from '../wording/counts.ts';
import { FORMATS, type Format } from './formats.ts';

export interface OutputFile {
  readonly format: Format;
  readonly path: string;
}

/** As long as a timer of Node can run, about 24 days, and more than anybody waits. */
export const LONGEST_TIMEOUT_S = 2_000_000;

/** For options that may be given several times. */
export function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** `json=report.json` */
export function outputFiles(value: string, before: readonly OutputFile[] = []): readonly OutputFile[] {
  const [name = '', ...rest] = value.split('=');
  const format = FORMATS.find((known) => known === name);
  const path = rest.join('=');
  if (format === undefined || path === '') {
    throw new InvalidArgumentError(
      `It takes FORMAT=PATH, for example json=report.json; formats are ${listed(FORMATS)}.`,
    );
  }
  return [...before, { format, path }];
}

/** More threads than any machine of today has processors are a slip of the finger. */
const MOST_THREADS = 256;

/** A whole number above 0. */
export function threadCount(value: string): number {
  const count = Number(value);
  if (!/^\d+$/.test(value) || count < 1 || count > MOST_THREADS) {
    throw new InvalidArgumentError(`It takes a whole number from 1 to ${MOST_THREADS}.`);
  }
  return count;
}

/** A number of seconds above 0, fractions allowed. */
export function timeoutSeconds(value: string): number {
  const seconds = Number(value);
  if (value.trim() === '' || !(seconds > 0 && seconds <= LONGEST_TIMEOUT_S)) {
    throw new InvalidArgumentError('It takes a number of seconds above 0.');
  }
  return seconds;
}

const SHORTEST_POLL_S = 1;
const LONGEST_POLL_S = 600;

/** Seconds from one look to the next: more often than once a second would crowd out others, and tokens of CloudWatch do not live for ever. */
export function pollSeconds(value: string): number {
  const seconds = Number(value);
  if (value.trim() !== '' && seconds >= SHORTEST_POLL_S && seconds <= LONGEST_POLL_S) return seconds;
  throw new InvalidArgumentError(`It takes a number of seconds from ${SHORTEST_POLL_S} to ${LONGEST_POLL_S}.`);
}

/** `ubuntu2004`, `rocky9.4` */
export function osName(value: string): string {
  if (OS_NAME.test(value)) return value;
  throw new InvalidArgumentError(`It takes a name such as ${OS_NAME_EXAMPLES}.`);
}

/** `3.4.1`, `3.12.0b1` */
export function pclusterVersion(value: string): string {
  if (/^\d{1,3}\.\d{1,3}\.\d{1,3}(?:-?[a-z][\w.]{0,40})?$/.test(value)) return value;
  throw new InvalidArgumentError('It takes a full version such as 3.4.1; `pcluster version` prints it.');
}

/** `Build.SubnetId=subnet-0abc1234`; a value that reads as a number or a boolean is one. */
export function configValues(value: string, before: ConfigChange = {}): ConfigChange {
  const [, key, said] = /^((?:[A-Z]\w*\.)*[A-Z]\w*)=([^]*)$/.exec(value) ?? [];
  if (key === undefined || said === undefined || said === '') {
    throw new InvalidArgumentError('expected KEY=VALUE, such as Build.SubnetId=subnet-0abc1234');
  }
  return { ...before, [key]: scalarOf(said) };
}

function scalarOf(said: string): string | number | boolean {
  if (/^(?:true|false)$/.test(said)) return said === 'true';
  return /^(?:0|[1-9]\d{0,8})$/.test(said) ? Number(said) : said;
}

const UNITS_MS: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** `2026-01-31`, `2026-01-31T12:00Z`, or how long ago: `90d`, `12h`, `4w`. Milliseconds since the epoch. */
export function sinceWhen(value: string): number {
  const [, amount, unit = ''] = /^(\d{1,5})([hdw])$/.exec(value) ?? [];
  if (amount !== undefined) return Date.now() - Number(amount) * (UNITS_MS[unit] ?? 0);
  const time = /^\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?$/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) throw new InvalidArgumentError('It takes a date such as 2026-01-31, or 90d, 12h, 4w.');
  return time;
}

/** `1.53` */
export function priceOfAnHour(value: string): number {
  if (/^\d{1,6}(?:\.\d{1,6})?$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It takes the price of an hour as a number, such as 1.53.');
}
