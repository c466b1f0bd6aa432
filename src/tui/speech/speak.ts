// The screens for people who listen: what changed, as lines of text in the order in which they matter. Nothing is ever said again because
// something else has changed, and nothing moves.

import { diagnosisOf, type Case } from '../cases.ts';
import { diagnosisArea } from '../frames.ts';
import { keyOf } from '../news.ts';
import { proseWidth } from '../layout.ts';
import { diagnosisPage } from '../screens/diagnosis/lines.ts';
import { TITLES } from '../frame/places.ts';
import { helpLines } from '../screens/help/lines.ts';
import { chosenImage, chosenRow, shownImages } from '../screens/images/state.ts';
import { chosenItem, remedyPageOf } from '../screens/remedy/moves.ts';
import type { State } from '../state.ts';
import { PLAIN } from '../theme.ts';
import { wrapped } from '../../reports/text/layout.ts';
import { count, listed } from '../../wording/counts.ts';
import { neutraliseLine } from '../../wording/neutralise.ts';
import { imageSentence, logSentence, rowSentence, stepSentence } from './sentences.ts';

/** What to say after a change; empty when nothing changed that is heard. Lines are broken between words: a broken word is read as two. */
export function speak(before: State, after: State): readonly string[] {
  return said(before, after).flatMap((line) => wrapped(neutraliseLine(line), after.size.columns));
}

function said(before: State, after: State): readonly string[] {
  const first = [...remarks(before, after), ...overlay(before, after)];
  if (after.help !== null || after.prompt !== null) return first;
  return [...first, ...(before.screen === after.screen ? moved(before, after) : opened(after))];
}

/** What is said at the very beginning. */
export const GREETING: readonly string[] = [
  'pc-doctor. ? lists the keys, q quits.',
  'Listing the image builds of the account.',
];

function remarks(before: State, after: State): string[] {
  return after.notice === null || after.notice === before.notice ? [] : [after.notice.text];
}

function overlay(before: State, after: State): string[] {
  if (after.help !== null)
    return before.help === null ? [...helpLines(after, { palette: PLAIN, width: width(after) })] : [];
  if (before.help !== null) return [`Help closed. ${TITLES[after.screen]}.`];
  if (after.prompt !== null) return before.prompt === null ? [PROMPTS[after.prompt.for]] : [];
  return before.prompt === null ? [] : [found(after, before.prompt.for)];
}

const PROMPTS = {
  filter: 'Type a filter. Enter keeps it, Escape gives it up.',
  search: 'Type what to search. Enter keeps it, Escape gives it up.',
} as const;

function found({ images, cases, evidence }: State, what: keyof typeof PROMPTS): string {
  if (what === 'filter') return `Filter "${images.filter}": ${count(shownImages(images, cases).length, 'image')}.`;
  return evidence.search === null
    ? 'Search ended.'
    : `Search "${evidence.search.text}": ${count(evidence.search.hits.length, 'hit')}.`;
}

/** All of a screen that was just opened. */
function opened(state: State): readonly string[] {
  const { screen } = state;
  const title = `${TITLES[screen]}.`;
  if (screen === 'images') return [title, ...chosenSentence(state)];
  if (screen === 'diagnosis') return [title, ...diagnosisText(state)];
  if (screen === 'evidence') return [title, ...logText(state)];
  return [title, ...remedyPageOf(state).lines, ...itemText(state)];
}

function moved(before: State, after: State): readonly string[] {
  switch (after.screen) {
    case 'images':
      return [...listing(before, after), ...verdicts(before, after), ...chosen(before, after)];
    case 'diagnosis':
      return caseOf(before) === caseOf(after) ? [] : diagnosisText(after);
    case 'evidence':
      return inLog(before, after);
    case 'remedy':
      return before.remedy.chosen === after.remedy.chosen ? [] : itemText(after);
  }
}

function listing(before: State, { images }: State): string[] {
  if (before.images.listing === images.listing) return [];
  if (images.listing === 'running') return ['Listing the images again.'];
  const failed = images.images.filter(({ status }) => status === 'failed').length;
  return [
    ...(images.listing === 'done' ? [`${count(failed, 'failed image build')} in ${listed(images.regions)}.`] : []),
    ...images.excuses.map(
      ({ what, toTry }) => `Not listed: ${what}. ${toTry === null ? '' : `Try: ${toTry}. `}R tries again.`,
    ),
  ];
}

/** The chosen build is told when its verdict is there; the others are summed up once all are known. */
function verdicts(before: State, after: State): readonly string[] {
  if (before.cases === after.cases) return [];
  const isOwn = caseOf(before) !== caseOf(after) && caseOf(after)?.kind === 'done';
  const isLast = openCases(before) > 0 && openCases(after) === 0;
  return [
    ...(isOwn ? chosenSentence(after) : []),
    ...(isLast ? [`${count(after.cases.size, 'build')} diagnosed.`] : []),
  ];
}

function openCases({ cases }: State): number {
  return [...cases.values()].filter(({ kind }) => kind === 'waiting' || kind === 'running').length;
}

function chosen(before: State, after: State): readonly string[] {
  const [was, is] = [before, after].map(({ images, cases }) => chosenImage(images, cases));
  return was?.id === is?.id && was?.region === is?.region ? [] : chosenSentence(after);
}

function chosenSentence({ images, cases }: State): string[] {
  const image = chosenImage(images, cases);
  if (image === null) return ['No image is shown.'];
  const place = `${chosenRow(images, cases) + 1} of ${shownImages(images, cases).length}`;
  return [`${imageSentence(image, cases.get(keyOf(image)), images.nowMs)} ${place}.`];
}

function caseOf({ images, cases }: State): Case | undefined {
  const image = chosenImage(images, cases);
  return image === null ? undefined : cases.get(keyOf(image));
}

function diagnosisText(state: State): readonly string[] {
  const image = chosenImage(state.images, state.cases);
  const isKnown = image !== null && diagnosisOf(state.cases, keyOf(image)) !== null;
  return [
    ...diagnosisPage(state, { palette: PLAIN, width: width(state) }),
    ...(isKnown ? ['Enter: the evidence.'] : []),
  ];
}

function inLog(before: State, after: State): readonly string[] {
  const { evidence: was } = before;
  const { evidence: is } = after;
  if (is.steps !== null) return was.steps === is.steps ? [] : [stepSentence(is)];
  if (was.log === null || was.excuse !== is.excuse)
    return was.log === is.log && was.excuse === is.excuse ? [] : logText(after);
  if (is.log !== null && was.log.older.kind !== is.log.older.kind) return [logSentence(is.log)];
  return was.cursor === is.cursor ? [] : [rowSentence(is)];
}

function logText({ evidence }: State): string[] {
  const { log, excuse } = evidence;
  if (log === null) return [excuse === null ? 'Reading the log.' : `Not read: ${excuse.what}. R tries again.`];
  return [logSentence(log), rowSentence(evidence)];
}

function itemText(state: State): string[] {
  const item = chosenItem(state);
  return item === null ? [] : [`Chosen ${item.copy.what}: ${item.copy.text}. Enter copies it.`];
}

function width(state: State): number {
  return proseWidth(diagnosisArea(state));
}
