// Diagnoses the builds that have to be read, and counts each by its diagnosis. What keeps one from being told is a gap, once for each
// reason and with the builds that it stands for.

import type { Catalog } from '../../catalog/catalog.ts';
import type { Diagnosis } from '../../model/diagnosis.ts';
import type { Gap } from '../../model/evidence.ts';
import type { SurveyedBuild } from '../../model/survey.ts';
import type { ExitCode } from '../../model/trouble.ts';
import { isLogUnread } from '../../sources/aws/log-tail.ts';
import { spansOf, surveyedBuild, uncounted, type Span } from '../../survey.ts';
import { listed } from '../../wording/counts.ts';
import { outcomesOf, type Build } from '../outcomes.ts';
import type { Session } from '../session.ts';
import { Unread } from '../unread-said.ts';

/** A build that is to be read. */
export interface ToRead extends Build {
  /** When its logs begin and end, where that is known without having read all of them. */
  readonly spans?: (diagnosis: Diagnosis) => readonly Span[];
}

export interface Reading {
  readonly catalog: Catalog;
  readonly session: Session;
}

interface HowFar {
  /** The ends that are read first are short. */
  readonly cautious: boolean;
}

export interface Diagnosed {
  readonly builds: readonly SurveyedBuild[];
  readonly gaps: readonly Gap[];
  readonly failures: readonly ExitCode[];
}

/** All of them, a few at a time. */
export async function diagnosed(
  toRead: readonly ToRead[],
  { catalog, session }: Reading,
  { cautious }: HowFar = { cautious: false },
): Promise<Diagnosed> {
  const watched = toRead.map(watch);
  const asked = { catalog, full: session.settings.full, cautious };
  const outcomes = outcomesOf(
    watched.map(({ build }) => build),
    { asked, onProgress: session.progress.onProgress },
  );
  const unread = new Unread(session);
  const builds: SurveyedBuild[] = [];
  const open = new Map<string, { readonly gap: Gap; readonly names: string[] }>();
  for (const [index, waiting] of outcomes.entries()) {
    const outcome = await waiting;
    if (outcome.kind === 'unread') unread.complain(outcome);
    const { build, seen = [] } = watched[index] ?? {};
    const { diagnosis } = outcome;
    if (diagnosis === null || build === undefined) continue;
    const counted = countable(diagnosis, surveyedBuild(diagnosis, build.spans?.(diagnosis) ?? seen));
    builds.push(counted);
    if (counted.verdict === 'inconclusive') noteWhy(open, diagnosis, build.name);
  }
  return { builds, gaps: [...open.values()].map(gapOver), failures: unread.failures };
}

interface Watched {
  readonly build: ToRead;
  /** When the logs that were read begin and end. */
  readonly seen: Span[];
}

/** Only the evidence knows when a log began; the diagnosis has no place for it. */
function watch(build: ToRead): Watched {
  const seen: Span[] = [];
  async function* evidence() {
    for await (const one of build.evidence()) {
      seen.splice(0, seen.length, ...spansOf(one));
      yield one;
    }
  }
  return { build: { ...build, evidence }, seen };
}

/** What is recognised in the end of a log stays so, whatever its beginning says; what is only located does not. */
function countable({ verdict, gaps, image }: Diagnosis, build: SurveyedBuild): SurveyedBuild {
  const isRead = image.logs.some(({ group, events }) => group !== null && events > 0);
  const isSure = verdict === 'not-failed' || (verdict === 'recognised' && isRead);
  return isSure || !gaps.some(isLogUnread) ? build : uncounted(build);
}

function noteWhy(open: Map<string, { gap: Gap; names: string[] }>, { gaps }: Diagnosis, name: string): void {
  const gap = gaps.find(isLogUnread) ?? gaps[0];
  if (gap === undefined) return;
  const known = open.get(gap.why);
  if (known) known.names.push(name);
  else open.set(gap.why, { gap, names: [name] });
}

const MOST_NAMES = 5;

function gapOver({ gap, names }: { readonly gap: Gap; readonly names: readonly string[] }): Gap {
  const more = names.length - MOST_NAMES;
  const shown = more > 0 ? [...names.slice(0, MOST_NAMES), `${more} more`] : names;
  return { ...gap, what: `${gap.what} of ${listed(shown)}` };
}
