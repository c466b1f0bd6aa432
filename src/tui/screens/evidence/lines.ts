// The log as lines of text: numbers, marks and, where it was searched, the hits. What did not really happen (echoed source, diffs, attempts
// that were repeated) is dimmed, and a letter beside it says what it is.

import sliceAnsi from 'slice-ansi';
import type { Hollow, RunEvent } from '../../../model/run.ts';
import { grouped } from '../../../wording/counts.ts';
import { neutraliseLine } from '../../../wording/neutralise.ts';
import { duration, isoTime } from '../../../wording/time.ts';
import { cutTo, fitted } from '../../frame/fitted.ts';
import { SIGNS, type Theme } from '../../theme.ts';
import { rowAt, stepDuration, stepsOf, type ReadLog, type Section } from './log.ts';
import type { Mark } from './marks.ts';
import { finder } from './search.ts';
import type { EvidenceState } from './state.ts';
import { gutterWidth, rowsFrom, shownText, wrappedText, type Frame } from './viewport.ts';

const MARK_SIGNS: Readonly<Record<Mark, string>> = {
  cause: SIGNS.cause,
  context: SIGNS.context,
  consequence: SIGNS.consequence,
};

export const HIT_SIGN = '/';

export const MARK_WORDS: Readonly<Record<Mark, string>> = {
  cause: 'the decisive line',
  context: 'further evidence',
  consequence: 'a consequence',
};

/** Letters in the gutter, and what they stand for. */
export const HOLLOW_WORDS: Readonly<Record<Hollow, { readonly letter: string; readonly words: string }>> = {
  echo: { letter: 'e', words: 'script source, echoed' },
  diff: { letter: 'd', words: 'content of a file Chef wrote' },
  declaration: { letter: 's', words: 'source of a Chef resource' },
  retried: { letter: 'r', words: 'an attempt that was repeated' },
  ignored: { letter: 'i', words: 'a failure the build was told to ignore' },
};

/** The window onto the log. */
export function logLines(state: EvidenceState, frame: Frame, theme: Theme): string[] {
  const { log } = state;
  if (log === null) return [];
  return rowsFrom(log, state.top, frame)
    .flatMap((row) => rowLines(row, { state, log, frame, theme }))
    .slice(0, frame.height);
}

interface Drawing {
  readonly state: EvidenceState;
  readonly log: ReadLog;
  readonly frame: Frame;
  readonly theme: Theme;
}

function rowLines(row: number, drawing: Drawing): string[] {
  const { state, log, frame, theme } = drawing;
  const found = rowAt(log, row);
  const pointer = row === state.cursor ? SIGNS.pointer : ' ';
  if (found.kind === 'section') return [sectionLine(found.section, pointer, drawing)];
  const { event } = found;
  const mark = log.marks.of.get(event.at);
  const gutter = `${pointer}${signOf(event, mark, state)} ${numberOf(event, log)}${timeOf(event, frame)}`;
  const paint = paintOf(event, mark, theme);
  return textPieces(event, drawing).map(
    (text, index) =>
      `${index === 0 ? gutterPaint(gutter, pointer, theme) : ' '.repeat(gutter.length)}${paintHits(text, state, paint, theme)}`,
  );
}

function gutterPaint(gutter: string, pointer: string, theme: Theme): string {
  return pointer === ' ' ? theme.quiet(gutter) : theme.chosen(gutter.slice(0, -1)) + gutter.slice(-1);
}

/** A hit has its sign as well as its colour: there are terminals without any. */
function signOf({ hollow, line }: RunEvent, mark: Mark | undefined, { search }: EvidenceState): string {
  if (mark !== undefined) return MARK_SIGNS[mark];
  if (search !== null && finder(search.text)?.test(line.text)) return HIT_SIGN;
  return hollow === null ? ' ' : HOLLOW_WORDS[hollow].letter;
}

function numberOf({ line }: RunEvent, { numberWidth }: ReadLog): string {
  if (numberWidth === 0) return '';
  return `${(line.ordinal === null || line.continues ? '' : String(line.ordinal)).padStart(numberWidth)} `;
}

function timeOf({ line }: RunEvent, { times }: Frame): string {
  return times ? `${isoTime(line.time)?.slice(11, 23) ?? ' '.repeat(12)} ` : '';
}

function paintOf({ hollow, channel }: RunEvent, mark: Mark | undefined, theme: Theme): (text: string) => string {
  if (mark === 'cause') return theme.bad;
  if (mark !== undefined) return theme.doubtful;
  return hollow !== null || channel === 'toe' ? theme.quiet : String;
}

function textPieces(event: RunEvent, { state, log, frame }: Drawing): readonly string[] {
  if (frame.wrap) return wrappedText(event, log, frame);
  const text = shownText(event);
  return [cutTo(state.left === 0 ? text : sliceAnsi(text, state.left), frame.width - gutterWidth(log, frame))];
}

function paintHits(text: string, { search }: EvidenceState, paint: (text: string) => string, theme: Theme): string {
  const find = search && finder(search.text, 'g');
  if (!find) return paint(text);
  let painted = '';
  let from = 0;
  for (const { index, 0: hit } of text.matchAll(find)) {
    painted += (index > from ? paint(text.slice(from, index)) : '') + theme.hit(hit);
    from = index + hit.length;
  }
  return painted + (from < text.length ? paint(text.slice(from)) : '');
}

/** A rule with what begins here: `── main › build › InstallPClusterPackages · 12 min 5 s · failed, exit code 1 ───` */
function sectionLine(section: Section, pointer: string, { log, frame, theme }: Drawing): string {
  const text = section.kind === 'log' ? logTitle(section.source) : stepTitle(log, section.step);
  const lead = `${pointer}${SIGNS.rule}${SIGNS.rule} `;
  const line = cutTo(`${lead}${neutraliseLine(text)} `, frame.width);
  const rule = SIGNS.rule.repeat(Math.max(0, frame.width - line.length));
  const paint = section.kind === 'step' && section.step.outcome === 'failed' ? theme.bad : theme.heading;
  return pointer === ' ' ? paint(line + rule) : theme.chosen(line + rule);
}

function logTitle({ name, group, events, complete }: Extract<Section, { kind: 'log' }>['source']): string {
  const amount = group === null ? '' : `${complete ? '' : 'the last '}${grouped(events)} events`;
  return [`log ${name}`, amount].filter((part) => part !== '').join(' · ');
}

/** Where a step belongs, how long it took and how it ended. */
export function stepTitle({ run }: ReadLog, step: Extract<Section, { kind: 'step' }>['step']): string {
  const took = stepDuration(run, step);
  const name = [step.component, step.phase, step.name ?? 'a step whose beginning was not read'];
  return [
    name.filter((part) => part !== null).join(' › '),
    took === null ? null : duration(took),
    OUTCOMES[step.outcome] + (step.exitCode === null || step.exitCode === 0 ? '' : `, exit code ${step.exitCode}`),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

const OUTCOMES = {
  succeeded: 'succeeded',
  failed: 'failed',
  ignored: 'failed, ignored',
  open: 'did not end here',
} as const;

/** One line below the log: where one is, and what there is to go through. */
export function statusLine(state: EvidenceState, width: number, theme: Theme): string {
  const { log, cursor } = state;
  if (log === null) return '';
  const parts = [olderWords(log), markWords(state, log), placeWords(state, log)].filter((part) => part !== '');
  const position = `${grouped(cursor + 1)}/${grouped(log.rows.length)}`;
  return theme.quiet(fitted([position, ...parts].join(' · '), width));
}

function placeWords({ cursor }: EvidenceState, log: ReadLog): string {
  const found = rowAt(log, cursor);
  if (found.kind === 'section') return '';
  const { line, step, hollow } = found.event;
  const mark = log.marks.of.get(found.event.at);
  return [
    mark === undefined ? '' : MARK_WORDS[mark],
    hollow === null ? '' : HOLLOW_WORDS[hollow].words,
    line.ordinal === null ? '' : `line ${grouped(line.ordinal)}`,
    isoTime(line.time) ?? '',
    (step === null ? null : log.run.steps[step]?.name) ?? '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function markWords({ search, cursor }: EvidenceState, { marks }: ReadLog): string {
  if (search === null) return marks.events.length === 0 ? 'no evidence marked' : `${marks.events.length} marked`;
  const at = search.hits.indexOf(cursor);
  return `"${neutraliseLine(search.text)}": ${at < 0 ? '' : `${grouped(at + 1)} of `}${grouped(search.hits.length)}`;
}

function olderWords({ older }: ReadLog): string {
  if (older.kind === 'unread') return `${SIGNS.above} older events on AWS`;
  if (older.kind === 'reading') return `${SIGNS.above} reading older events ${SIGNS.cut}`;
  // What to press stands first: the reason may be cut.
  return older.kind === 'refused'
    ? `${SIGNS.above} R asks again for older events: ${neutraliseLine(older.excuse.what)}`
    : '';
}

/** The steps of the run to choose from. */
export function stepLines(state: EvidenceState, { width, height }: Frame, theme: Theme): string[] {
  const { log, steps: chosen } = state;
  if (log === null || chosen === null) return [];
  const titles = stepsOf(log);
  const top = Math.max(0, Math.min(chosen - Math.floor(height / 2), titles.length - height + 1));
  return [
    theme.heading(cutTo('Steps: Enter jumps, Esc closes', width)),
    ...titles.slice(top, top + height - 1).map((step, index) => {
      const isChosen = top + index === chosen;
      const text = fitted(`${isChosen ? SIGNS.pointer : ' '} ${neutraliseLine(stepTitle(log, step))}`, width);
      if (isChosen) return theme.chosen(text);
      return step.outcome === 'failed' ? theme.bad(text) : text;
    }),
  ];
}
