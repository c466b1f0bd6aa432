// The fourth path, over many builds at once: which of them certainly ended well, so that nobody has to read their logs, and what the
// others failed of, counted. A build is counted by its diagnosis and by nothing else: a line that matches a pattern is often an echo, a
// diff, or an attempt that was made good.

import { endedWell, ENDING_WORDS, type Ending } from './dialects/endings.ts';
import { readRun } from './dialects/run.ts';
import type { Diagnosis, Verdict } from './model/diagnosis.ts';
import type { Evidence, Line } from './model/evidence.ts';
import type { Counted, SurveyedBuild, SurveyedCause, SurveySummary, VersionCount } from './model/survey.ts';
import { isoTime } from './wording/time.ts';

export { ENDING_WORDS };

/** When one log began and ended: milliseconds since the epoch. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** A log as far as it is seen without reading it. */
export interface LogAtLarge extends Span {
  readonly stream: string;
  readonly wordings: readonly Ending[];
}

/** Whether the only log of a build says that it ended well; of several logs each may be of another run. */
export function certainlyEndedWell(logs: readonly LogAtLarge[]): boolean {
  const [only, second] = logs;
  return only !== undefined && second === undefined && endedWell(only.wordings);
}

/** A build that ended well, which nobody has to diagnose. */
export function goodBuild(
  image: Pick<SurveyedBuild, 'id' | 'region' | 'account' | 'profile'>,
  logs: readonly LogAtLarge[],
): SurveyedBuild {
  const version = logs.map(({ stream }) => /^\d+\.\d+\.\d+/.exec(stream)?.[0]).find((one) => one !== undefined);
  return {
    ...image,
    pclusterVersion: version ?? null,
    verdict: 'not-failed',
    fingerprint: null,
    pattern: null,
    title: null,
    line: null,
    ...spent(logs),
  };
}

/** The same for a log of which only the lines are at hand that no program printed; null where it has to be read. */
export function goodByMarks(evidence: Evidence): SurveyedBuild | null {
  const [log, second] = evidence.logs;
  if (log === undefined || second !== undefined) return null;
  const logs = spansOf(evidence).map((span) => ({ ...span, stream: log.name, wordings: evidence.lines.map(endingOf) }));
  if (!certainlyEndedWell(logs)) return null;
  const { facts } = readRun(evidence);
  const image = { id: evidence.image.id ?? facts.imageId, region: facts.region, account: null, profile: null };
  return { ...goodBuild(image, logs), pclusterVersion: facts.pclusterVersion };
}

/** A line without a time of its own goes on with one that may not be at hand. */
function endingOf({ text, time, continues }: Line): Ending {
  const isWhole = time !== null && !continues;
  return { text: isWhole ? text : `\n${text}`, first: time ?? 0, last: time ?? 0 };
}

/** A build by its diagnosis. */
export function surveyedBuild(
  { image, verdict, fingerprint, rootCause }: Diagnosis,
  spans: readonly Span[],
): SurveyedBuild {
  return {
    id: image.id,
    region: image.region,
    account: image.account,
    profile: null,
    pclusterVersion: image.pclusterVersion,
    verdict,
    fingerprint,
    pattern: rootCause?.pattern ?? null,
    title: rootCause?.title ?? null,
    line: rootCause?.evidence[0]?.text ?? null,
    ...(spans.length > 0 ? spent(spans) : { startedAt: at(image.startedAt), endedAt: at(image.failedAt), spentMs: 0 }),
  };
}

function at(time: string | null): number | null {
  return time === null ? null : Date.parse(time);
}

/** A build that failed of something its log would tell, which could not be read: what other witnesses say of it is no cause to count. */
export function uncounted(build: SurveyedBuild): SurveyedBuild {
  return { ...build, verdict: 'inconclusive', fingerprint: null, pattern: null, title: null, line: null };
}

/** When the logs in some evidence begin and end. */
export function spansOf({ lines, logs }: Evidence): Span[] {
  const spans = logs.map(() => ({ first: Infinity, last: -Infinity }));
  for (const { witness, log, time } of lines) {
    const span = spans[log];
    if (witness !== 'log' || time === null || span === undefined) continue;
    span.first = Math.min(span.first, time);
    span.last = Math.max(span.last, time);
  }
  return spans.filter(({ last }) => last >= 0);
}

function spent(spans: readonly Span[]): Pick<SurveyedBuild, 'startedAt' | 'endedAt' | 'spentMs'> {
  if (spans.length === 0) return { startedAt: null, endedAt: null, spentMs: 0 };
  return {
    startedAt: Math.min(...spans.map(({ first }) => first)),
    endedAt: Math.max(...spans.map(({ last }) => last)),
    spentMs: spans.reduce((sum, { first, last }) => sum + (last - first), 0),
  };
}

const HOUR_MS = 3_600_000;

/** Counts builds up; `price` is that of an hour, in whatever currency. The order of the builds does not matter. */
export function countUp(builds: readonly SurveyedBuild[], price: number | null): Counted {
  const ordered = builds.toSorted(byEnd);
  const causes = new Map<string, SurveyedBuild[]>();
  for (const build of ordered) {
    if (build.fingerprint !== null) causes.set(build.fingerprint, [...(causes.get(build.fingerprint) ?? []), build]);
  }
  return {
    summary: summaryOf(ordered, price),
    causes: [...causes].map(([fingerprint, of]) => causeOf(fingerprint, of, price)).sort(mostFirst),
  };
}

function summaryOf(builds: readonly SurveyedBuild[], price: number | null): SurveySummary {
  const of = (verdict: Verdict) => builds.filter((build) => build.verdict === verdict).length;
  const lost = builds.filter(({ fingerprint }) => fingerprint !== null);
  return {
    builds: builds.length,
    recognised: of('recognised'),
    located: of('located'),
    inconclusive: of('inconclusive'),
    notFailed: of('not-failed'),
    hours: hoursOf(builds),
    hoursLost: hoursOf(lost),
    costLost: costOf(lost, price),
  };
}

function causeOf(fingerprint: string, builds: readonly SurveyedBuild[], price: number | null): SurveyedCause {
  const [first] = builds;
  const ends = builds.flatMap(({ endedAt }) => endedAt ?? []);
  return {
    fingerprint,
    verdict: first?.pattern === null ? 'located' : 'recognised',
    pattern: first?.pattern ?? null,
    title: first?.title ?? '',
    line: first?.line ?? null,
    builds: builds.length,
    firstSeen: ends.length === 0 ? null : isoTime(Math.min(...ends)),
    lastSeen: ends.length === 0 ? null : isoTime(Math.max(...ends)),
    hours: hoursOf(builds),
    cost: costOf(builds, price),
    versions: versionsOf(builds),
    images: builds.map(({ id, region, profile }) => ({ id, region, ...(profile !== null && { profile }) })),
  };
}

function hoursOf(builds: readonly SurveyedBuild[]): number {
  return rounded(builds.reduce((sum, { spentMs }) => sum + spentMs, 0) / HOUR_MS);
}

function costOf(builds: readonly SurveyedBuild[], price: number | null): number | null {
  return price === null ? null : rounded((builds.reduce((sum, { spentMs }) => sum + spentMs, 0) / HOUR_MS) * price);
}

/** Hundredths: of an hour, and of any currency. */
function rounded(amount: number): number {
  return Math.round(amount * 100) / 100;
}

function versionsOf(builds: readonly SurveyedBuild[]): VersionCount[] {
  const counts = new Map<string | null, number>();
  for (const { pclusterVersion: version } of builds) counts.set(version, (counts.get(version) ?? 0) + 1);
  return [...counts]
    .map(([version, amount]) => ({ version, builds: amount }))
    .sort((a, b) => b.builds - a.builds || compare(a.version ?? '', b.version ?? ''));
}

/** The text of the cause is that of the build that met it first. */
function byEnd(a: SurveyedBuild, b: SurveyedBuild): number {
  return (
    (a.endedAt ?? Infinity) - (b.endedAt ?? Infinity) ||
    compare(a.id ?? '', b.id ?? '') ||
    compare(a.region ?? '', b.region ?? '') ||
    compare(a.profile ?? '', b.profile ?? '')
  );
}

function mostFirst(a: SurveyedCause, b: SurveyedCause): number {
  return b.builds - a.builds || b.hours - a.hours || compare(a.fingerprint, b.fingerprint);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
