// What is told of a build in progress as lines for people: the time (UTC), and what happened. Steps of a moment are told once, when they have ended.

import type { StepName, StepOutcome, WatchEvent, WatchEventKind, WatchLine } from '../model/watch.ts';
import { duration, isoTime } from '../wording/time.ts';
import { boundedTexts } from './bounded.ts';
import type { Palette } from './palette.ts';
import { diagnosisText } from './text.ts';
import { copied, paragraph, type Page } from './text/layout.ts';
import { headline } from './words.ts';

export interface WatchManner {
  readonly page: Page;
  readonly image: WatchLine['image'];
  /** The last verdict that was told in full, by its fingerprint; null before the first. */
  readonly told: string | null;
}

type Said = { readonly text: string; readonly paint?: keyof Palette };
type Spoken = Exclude<WatchEventKind, 'verdict'>;

const MARKS: Readonly<Record<StepOutcome, string>> = { succeeded: '✔', failed: '✘', ignored: '–' };
const PAINTS: Readonly<Record<StepOutcome, keyof Palette>> = { succeeded: 'good', failed: 'bad', ignored: 'doubtful' };

const SAYS: { readonly [K in Spoken]: (event: WatchEvent<K>, manner: WatchManner) => Said | null } = {
  watching: ({ pclusterVersion, everyMs }, { image }) => ({
    text: `watching ${image.id} in ${image.region}${pclusterVersion === null ? '' : `, ParallelCluster ${pclusterVersion}`}; a look every ${duration(everyMs)}; times are UTC`,
  }),
  waiting: ({ waitsFor }) => ({
    text:
      waitsFor === 'image' ? 'no image yet: its stack is being created' : 'no log yet: its instance is being launched',
  }),
  status: ({ imageStatus, reason }) => ({
    text: `the image is ${imageStatus ?? 'not known'}${reason === null ? '' : `: ${reason}`}`,
    paint: 'quiet',
  }),
  stage: ({ name }) => ({ text: `Image Builder: ${name}`, paint: 'quiet' }),
  'step-began': ({ step, usuallyMs }) => ({ text: `▸ ${nameOf(step)}${usually(usuallyMs)}` }),
  'step-ended': ({ step, outcome, tookMs, usuallyMs, exitCode }) => ({
    text: [
      `${MARKS[outcome]} ${nameOf(step)}`,
      ...(tookMs === null ? [] : [`${duration(tookMs)}${usually(usuallyMs)}`]),
      ...(outcome === 'succeeded' ? [] : [outcome]),
      ...(exitCode === null || exitCode === 0 ? [] : [`exit code ${exitCode}`]),
    ].join(', '),
    paint: PAINTS[outcome],
  }),
  progress: () => null,
  silence: ({ forMs, step, lastLine, asks }) => ({
    text: `nothing in the log for ${duration(forMs)}${step === null ? '' : `, in ${nameOf(step)}`}. ${asks ? 'The last line is a question, and nobody is there to answer it' : 'The last line'}: ${lastLine}`,
    paint: 'doubtful',
  }),
  unseen: ({ what, why, toSeeIt }) => ({
    text: `cannot see ${what}: ${why}. Asking again all the time; to mend it, ${toSeeIt}`,
    paint: 'doubtful',
  }),
  'seen-again': ({ what }) => ({ text: `can see again ${what}` }),
  'live-tail': (event) => LIVE_TAIL[event.state](event),
  sampled: () => ({
    text: 'Live Tail sent only a sample of the lines; all are read from the log, so that none is missing here',
    paint: 'quiet',
  }),
  'verdict-withdrawn': ({ why }) => ({ text: `the verdict is withdrawn: ${why}`, paint: 'doubtful' }),
  ended: ({ outcome, imageStatus, tookMs }) => ({
    text: `${ENDS[outcome] ?? `the image is ${imageStatus}`}${tookMs === null ? '' : `, after ${duration(tookMs)}`}`,
    paint: outcome === 'available' ? 'good' : 'bad',
  }),
  'notify-failed': ({ why }) => ({ text: `the command of --notify failed: ${why}`, paint: 'doubtful' }),
};

const ENDS: Readonly<Record<string, string>> = {
  available: 'the image is AVAILABLE',
  gone: 'the stack is gone: the build has cleaned up after itself, or somebody has deleted it',
};

const LIVE_TAIL: Readonly<Record<'began' | 'renewed' | 'ended', (event: WatchEvent<'live-tail'>) => Said>> = {
  began: ({ usdPerMinute }) => ({
    text: `Live Tail tells when lines arrive; AWS charges about $${usdPerMinute} a minute for it`,
    paint: 'quiet',
  }),
  renewed: ({ why }) => ({ text: `Live Tail was opened again: ${why}`, paint: 'quiet' }),
  ended: ({ why }) => ({ text: `Live Tail has ended: ${why}. The log is polled instead`, paint: 'doubtful' }),
};

/** The lines about the events of one look, with a line feed at their end; empty where there is nothing to say. */
export function watchText(events: readonly WatchEvent[], manner: WatchManner): string {
  const worthTelling = events.filter((event, index) => !isMoment(event, events.slice(index + 1)));
  return worthTelling.map((event) => eventText(boundedTexts(event), manner)).join('');
}

/** The same for a screen, which shows the diagnosis itself: of a verdict, only what to type while the build goes on. */
export function passingLines(events: readonly WatchEvent[], page: Page): string[] {
  const manner = { page, image: { id: null, region: null }, told: null };
  const passed = events.filter(({ event }) => event !== 'watching' && event !== 'verdict');
  const verdict = events.findLast((event) => event.event === 'verdict');
  const text = watchText(passed, manner);
  return [...(text === '' ? [] : text.trimEnd().split('\n')), ...stopLines(verdict?.toStop ?? null, page)];
}

/** A step that has ended by the time it is told. */
function isMoment(event: WatchEvent, later: readonly WatchEvent[]): boolean {
  return (
    event.event === 'step-began' &&
    later.some((other) => other.event === 'step-ended' && nameOf(other.step) === nameOf(event.step))
  );
}

function eventText(event: WatchEvent, manner: WatchManner): string {
  if (event.event === 'verdict') return verdictText(event, manner);
  const said = saidOf(event, manner);
  if (said === null) return '';
  return lines(
    paragraph(said.text, manner.page, { lead: clock(event), paint: manner.page.palette[said.paint ?? 'heading'] }),
  );
}

function saidOf<K extends Spoken>(event: WatchEvent<K>, manner: WatchManner): Said | null {
  return SAYS[event.event](event, manner);
}

function verdictText(event: WatchEvent<'verdict'>, { page, told }: WatchManner): string {
  const { diagnosis, final, toStop } = event;
  if (final && told !== null && told === diagnosis.fingerprint)
    return lines(paragraph(`the verdict stands. ${headline(diagnosis)}`, page, { lead: clock(event) }));
  return `\n${diagnosisText(diagnosis, page)}${lines(stopLines(toStop, page))}`;
}

function stopLines(toStop: string | null, page: Page): string[] {
  return toStop === null ? [] : ['', ...paragraph(STILL_PAID_FOR, page), ...copied(toStop, page, '  $ '), ''];
}

const STILL_PAID_FOR =
  'The build goes on, and so does its instance, until Image Builder gives it up. This ends it and keeps its log; pc-doctor never stops anything by itself:';

function clock({ at }: WatchEvent): string {
  return `${(isoTime(at) ?? '').slice(11, 19)}  `;
}

function nameOf({ component, phase, name }: StepName): string {
  return [component, phase, name].filter((part) => part !== null).join(' ');
}

function usually(ms: number | null): string {
  return ms === null ? '' : ` (last time ${duration(ms)})`;
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}
