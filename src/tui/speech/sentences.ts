// Rows of the screens as sentences. They are made harmless where all that is said is.

import type { ListedImage } from '../../model/image-list.ts';
import { count, grouped } from '../../wording/counts.ts';
import { age, isoTime } from '../../wording/time.ts';
import type { Case } from '../cases.ts';
import { HOLLOW_WORDS, MARK_WORDS, stepTitle } from '../screens/evidence/lines.ts';
import { rowAt, stepsOf, type ReadLog } from '../screens/evidence/log.ts';
import type { EvidenceState } from '../screens/evidence/state.ts';
import { shownText } from '../screens/evidence/viewport.ts';
import { verdictWord } from '../screens/images/words.ts';

/** A build: its name, where it is, how old, and what is known of its failure. */
export function imageSentence(image: ListedImage, known: Case | undefined, nowMs: number): string {
  const { id, region, pclusterVersion, at } = image;
  const cause = known?.kind === 'done' ? known.diagnosis.rootCause?.title : undefined;
  return `${[
    id,
    region,
    pclusterVersion === null ? null : `version ${pclusterVersion}`,
    at === null ? null : `${age(at, nowMs)} ago`,
    verdictWord(image, known) + (cause === undefined ? '' : `: ${cause}`),
  ]
    .filter((part) => part !== null)
    .join(', ')}.`;
}

/** What there is of a log. */
export function logSentence({ rows, marks, older }: ReadLog): string {
  const olderWords = {
    none: '',
    unread: ' Older events are still on AWS.',
    reading: ' Reading older events.',
    refused: '',
  };
  const refused = older.kind === 'refused' ? ` Older events were not read: ${older.excuse.what}. R tries again.` : '';
  return `${count(rows.length, 'line')}, ${grouped(marks.events.length)} of them marked as evidence.${olderWords[older.kind]}${refused}`;
}

/** The line one is at: what it is before what it says. */
export function rowSentence({ log, cursor }: EvidenceState): string {
  if (log === null) return '';
  const found = rowAt(log, cursor);
  if (found.kind === 'section') {
    const { section } = found;
    return section.kind === 'log' ? `Log ${section.source.name}.` : `Step ${stepTitle(log, section.step)}.`;
  }
  const { line, hollow } = found.event;
  const mark = log.marks.of.get(found.event.at);
  const lead = [
    mark === undefined ? null : MARK_WORDS[mark],
    hollow === null ? null : HOLLOW_WORDS[hollow].words,
    line.ordinal === null ? null : `line ${line.ordinal}`,
    isoTime(line.time),
  ].filter((part) => part !== null);
  return `${lead.join(', ')}: ${shownText(found.event)}`;
}

/** The chosen step in the list of steps. */
export function stepSentence({ log, steps }: EvidenceState): string {
  const step = log === null || steps === null ? undefined : stepsOf(log)[steps];
  return log === null || step === undefined ? 'No steps.' : `Step ${stepTitle(log, step)}. Enter jumps.`;
}
