// What of a file could not be read, as gaps: each says how to see it after all.

import type { Gap } from '../../model/evidence.ts';
import { count } from '../../wording/counts.ts';
import { MAX_LINE_BYTES, type LineBatch } from './physical-lines.ts';

const SAVE_AGAIN =
  'save the log again: pcluster get-image-log-events --image-id IMAGE --log-stream-name VERSION/1 > events.json';

export function empty(name: string, blankLines: number): Gap {
  const why = blankLines === 0 ? 'the file is empty' : 'the file is empty but for blank lines';
  return { what: `the log in ${name}`, why, toSeeIt: SAVE_AGAIN };
}

export function noEvents(name: string): Gap {
  return {
    what: `the log events of ${name}`,
    why: 'its list of events is empty; a page of CloudWatch may be, though others are not',
    toSeeIt: 'ask for the next page with --next-token, or read from the start with --start-from-head',
  };
}

export function excerpt(name: string, events: number): Gap {
  return {
    what: `whatever ${name} leaves out`,
    why: `it is not valid JSON (an excerpt, or cut off); ${count(events, 'event')} could be picked out`,
    toSeeIt: SAVE_AGAIN,
  };
}

export function skipped(name: string, entries: number): Gap {
  return {
    what: `${count(entries, 'entry', 'entries')} in the events of ${name}`,
    why: 'they hold no message',
    toSeeIt: SAVE_AGAIN,
  };
}

export function undecodable(name: string, lines: number): Gap {
  return {
    what: `the exact text of ${count(lines, 'line')} of ${name}`,
    why: 'not valid UTF-8; U+FFFD stands for what could not be decoded',
    toSeeIt: `convert it first, for example: iconv -f LATIN1 -t UTF-8 FILE | pc-doctor diagnose --from -`,
  };
}

export function tooManyLines(name: string, forgotten: number): Gap {
  return {
    what: `${count(forgotten, 'line')} in the middle of ${name}`,
    why: 'it has more lines than are kept; its beginning, its end and the marks of its steps were',
    toSeeIt: 'give a part of it: tail -n 100000 FILE | pc-doctor diagnose --from -',
  };
}

interface Cut {
  readonly line: number;
  readonly bytes: number;
}

/** Counts over all lines what went wrong with some, so that a damaged file does not bring a thousand gaps. */
export class LineGaps {
  readonly #name: string;
  #undecodable = 0;
  #cuts: Cut[] = [];

  constructor(name: string) {
    this.#name = name;
  }

  /** `ordinal` is the number of the last line of the batch. */
  count(batch: LineBatch, ordinal: number): void {
    this.#undecodable += batch.undecodable;
    if (batch.cutFrom !== null) this.#cuts.push({ line: ordinal, bytes: batch.cutFrom });
  }

  all(): readonly Gap[] {
    const [first, ...others] = this.#cuts;
    return [
      ...(this.#undecodable > 0 ? [undecodable(this.#name, this.#undecodable)] : []),
      ...(first ? [tooLong(this.#name, first, others.length)] : []),
    ];
  }
}

function tooLong(name: string, { line, bytes }: Cut, others: number): Gap {
  const more = others > 0 ? ` and of ${count(others, 'other line')}` : '';
  return {
    what: `the end of line ${line} of ${name}${more}`,
    why: `line ${line} is ${mebibytes(bytes)} MiB long and was cut after 1 MiB, the most that CloudWatch takes as one event`,
    toSeeIt: `sed -n ${line}p FILE | tail -c +${MAX_LINE_BYTES + 1}`,
  };
}

function mebibytes(bytes: number): string {
  return (bytes / (1024 * 1024)).toFixed(1);
}
