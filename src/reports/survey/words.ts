// What the survey says in every format: its headline, and of each cause how often, since when, in which versions and at what price.

import type { Survey, SurveyedCause } from '../../model/survey.ts';
import { count, grouped, listed } from '../../wording/counts.ts';
import { ofProfile } from '../../wording/of-profile.ts';
import { onlyKnown, type Row } from '../words.ts';

/** `300 builds in us-east-1 and eu-west-1: 90 recognised, 6 located, 204 did not fail`; `us-east-1 (research)` of several profiles */
export function headline({ summary, source }: Survey): string {
  const counted = [
    [summary.recognised, 'recognised'],
    [summary.located, 'located'],
    [summary.inconclusive, 'inconclusive'],
    [summary.notFailed, 'did not fail'],
  ] as const;
  const verdicts = counted.filter(([builds]) => builds > 0).map(([builds, verdict]) => `${grouped(builds)} ${verdict}`);
  const where = listed(source.accounts?.map(({ region, profile }) => ofProfile(region, profile)) ?? source.regions);
  const since = source.since === null ? '' : ` since ${day(source.since)}`;
  return [`${count(summary.builds, 'build')}${where && ` in ${where}`}${since}`, verdicts.join(', ')]
    .filter(Boolean)
    .join(': ');
}

/** `283 hours of building, 81.2 of them lost, for 124.24` */
export function price({ hours, hoursLost, costLost }: Survey['summary']): string {
  const cost = costLost === null ? '' : `, for ${money(costLost)}`;
  return `${hoursSaid(hours)} of building, ${amount(hoursLost)} of them lost${cost}`;
}

/** `34 builds, 37.5 hours, 57.38` */
export function toll({ builds, hours, cost }: SurveyedCause): string {
  return [count(builds, 'build'), hoursSaid(hours), ...(cost === null ? [] : [money(cost)])].join(', ');
}

/** What else is known of a cause. */
export function causeRows({ pattern, fingerprint, firstSeen, lastSeen, versions, images, line }: SurveyedCause): Row[] {
  return onlyKnown([
    ['known as', pattern === null ? fingerprint : `${pattern} (${fingerprint})`],
    ['line', pattern === null ? line : null],
    ['seen', seen(firstSeen, lastSeen)],
    ['versions', versions.map(({ version, builds }) => `${version ?? 'unknown'} (${grouped(builds)})`).join(', ')],
    ['builds', names(images)],
  ]);
}

function seen(first: string | null, last: string | null): string | null {
  if (first === null || last === null) return null;
  return day(first) === day(last) ? day(first) : `${day(first)} to ${day(last)}`;
}

const MOST_NAMES = 6;

function names(images: SurveyedCause['images']): string {
  const shown = images
    .slice(0, MOST_NAMES)
    .map(({ id, profile = null }) => ofProfile(id ?? 'one without a name', profile));
  const more = images.length - shown.length;
  return listed([...shown, ...(more > 0 ? [`${grouped(more)} more`] : [])]);
}

function day(iso: string): string {
  return iso.slice(0, 10);
}

function hoursSaid(hours: number): string {
  return `${amount(hours)} ${hours === 1 ? 'hour' : 'hours'}`;
}

/** Tenths of small amounts, none of large ones. */
function amount(hours: number): string {
  return hours >= 100 ? grouped(Math.round(hours)) : String(Math.round(hours * 10) / 10);
}

function money(cost: number): string {
  const [whole = '0', cents = '00'] = cost.toFixed(2).split('.');
  return `${grouped(Number(whole))}.${cents}`;
}

/** Known causes and unknown ones, each with its title. */
export function parts({
  causes,
}: Pick<Survey, 'causes'>): readonly { title: string; causes: readonly SurveyedCause[] }[] {
  return [
    { title: 'Known causes', causes: causes.filter(({ verdict }) => verdict === 'recognised') },
    { title: 'Unknown causes', causes: causes.filter(({ verdict }) => verdict === 'located') },
  ].filter((part) => part.causes.length > 0);
}
