// Whether a condition of the catalog (`affects`, a remedy's `when`) holds for an image: yes, no, or not known, and in each case why.
// Unknown facts never count as yes and never as no.

import { coerce, satisfies } from 'semver';
import type { Conditions } from './catalog.ts';
import type { ImageFacts } from './evidence.ts';

export type Held = 'yes' | 'no' | 'unknown';

export interface Holding {
  readonly holds: Held;
  /** What decided: the facts that fit, or the one that does not, or the one that is missing. */
  readonly because: readonly string[];
}

export type KnownFacts = Pick<ImageFacts, 'pclusterVersion' | 'os' | 'osVersion' | 'arch'>;

/** Checks every condition that is given. One "no" decides; otherwise one "unknown" does. */
export function holds(conditions: Conditions, facts: KnownFacts): Holding {
  const checked = [versionHolds(conditions, facts), osHolds(conditions, facts), archHolds(conditions, facts)].filter(
    (holding) => holding !== null,
  );
  const decisive = checked.filter((one) => one.holds === 'no');
  const missing = checked.filter((one) => one.holds === 'unknown');
  if (decisive.length > 0) return { holds: 'no', because: decisive.map((one) => one.why) };
  if (missing.length > 0) return { holds: 'unknown', because: missing.map((one) => one.why) };
  return { holds: 'yes', because: checked.map((one) => one.why) };
}

interface Checked {
  readonly holds: Held;
  readonly why: string;
}

function versionHolds({ pcluster }: Conditions, { pclusterVersion }: KnownFacts): Checked | null {
  if (pcluster === undefined) return null;
  // A development version counts as the release it becomes: 3.12.0b1 as 3.12.0.
  const version = coerce(pclusterVersion);
  if (version === null) {
    return { holds: 'unknown', why: `needs to know the ParallelCluster version (${readRange(pcluster)})` };
  }
  const fits = satisfies(version, pcluster);
  return fits
    ? { holds: 'yes', why: `ParallelCluster ${pclusterVersion}` }
    : { holds: 'no', why: `for ParallelCluster ${readRange(pcluster)}; this is ${pclusterVersion}` };
}

function osHolds({ os }: Conditions, facts: KnownFacts): Checked | null {
  if (os === undefined) return null;
  if (facts.os === null) return { holds: 'unknown', why: `needs to know the operating system (${os.join(', ')})` };
  const answers = os.map((name) => osFits(name, facts));
  const mine = osName(facts);
  if (answers.includes('yes')) return { holds: 'yes', why: mine };
  if (answers.includes('unknown'))
    return { holds: 'unknown', why: `needs to know the minor release of ${mine} (${os.join(', ')})` };
  return { holds: 'no', why: `for ${os.join(', ')}; this is ${mine}` };
}

/** `rocky9` covers all its minor releases; `rocky9.4` only that one. */
function osFits(name: string, { os, osVersion }: KnownFacts): Held {
  const [family, minor] = splitMinor(name);
  if (family !== os) return 'no';
  if (minor === undefined) return 'yes';
  if (osVersion === null || !osVersion.includes('.')) return 'unknown';
  return osVersion.split('.')[1] === minor ? 'yes' : 'no';
}

function osName({ os, osVersion }: KnownFacts): string {
  const minor = os && !os.startsWith('ubuntu') ? osVersion?.split('.')[1] : undefined;
  return minor === undefined ? (os ?? 'an unknown operating system') : `${os}.${minor}`;
}

function archHolds({ arch }: Conditions, facts: KnownFacts): Checked | null {
  if (arch === undefined) return null;
  if (facts.arch === null) return { holds: 'unknown', why: `needs to know the architecture (${arch.join(', ')})` };
  return arch.includes(facts.arch)
    ? { holds: 'yes', why: facts.arch }
    : { holds: 'no', why: `for ${arch.join(', ')}; this is ${facts.arch}` };
}

/** `rocky9.4` → [`rocky9`, `4`]; `ubuntu2004` → [`ubuntu2004`]. */
export function splitMinor(os: string): [string, string?] {
  const found = /^([a-z]+\d+)\.(\d+)$/.exec(os);
  return found ? [found[1] ?? os, found[2] ?? ''] : [os];
}

/** A version range in words a person reads at once: `>=3.3.0 <=3.4.1` → `3.3.0 to 3.4.1`. */
export function readRange(range: string): string {
  return range
    .split('||')
    .map((part) => readPart(part.trim()))
    .join(' or ');
}

function readPart(part: string): string {
  const both = /^>=\s*(\S+)\s+<=\s*(\S+)$/.exec(part) ?? /^(\d\S*)\s+-\s+(\d\S*)$/.exec(part);
  if (both) return both[1] === both[2] ? (both[1] ?? part) : `${both[1]} to ${both[2]}`;
  const until = /^>=\s*(\S+)\s+<\s*(\S+)$/.exec(part);
  if (until) return `${until[1]} up to but not including ${until[2]}`;
  const [, sign = '=', version] = /^(>=|<=|<|>|=)?\s*(\S+)$/.exec(part) ?? [];
  return version === undefined ? part : (READ_SIGN[sign]?.(version) ?? part);
}

const READ_SIGN: Readonly<Record<string, (version: string) => string>> = {
  '>=': (version) => `${version} or later`,
  '<=': (version) => `${version} or earlier`,
  '<': (version) => `before ${version}`,
  '>': (version) => `after ${version}`,
  '=': (version) => version,
};
