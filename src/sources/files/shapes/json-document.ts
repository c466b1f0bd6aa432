// The JSON of `pcluster get-image-log-events` and of `aws logs`, or what a `--query` left of it. What only begins like JSON, as
// Chef's `[2023-01-27T11:20:16+00:00] INFO` nearly does, is given on to the excerpt or the plain log.

import { isObject, parsedJson } from '../../json.ts';
import { answerOf } from '../answers/answers.ts';
import type { Head } from '../head.ts';
import type { DocumentReading, DocumentShape } from '../shape.ts';
import type { Transcript } from '../transcript.ts';
import { foreignName } from './foreign-json.ts';
import { jsonEvent } from './json-event.ts';
import { jsonExcerpt, looksLikeExcerpt, mostlyJson } from './json-excerpt.ts';
import { plainLog } from './plain-log.ts';

const STARTS_LIKE_JSON =
  /^\s*(?:\{\s*(?:["}]|$)|\[\s*(?:[{["\]]|null|-?\d[\d.eE+-]*\s*[,\]]|$)|(?:null|true|false)\s*$)/;

export const jsonDocument: DocumentShape = {
  kind: 'document',
  name: 'the JSON of `pcluster get-image-log-events`, `aws logs get-log-events` or `filter-log-events`',
  recognises: (head) =>
    STARTS_LIKE_JSON.test(head.text) && !firstLineIsAll(head) && (head.whole || mostlyJson(head.text)),
  read: (text, transcript) => {
    const document = parsedJson(text);
    if (document !== undefined) return readEvents(text, document, transcript);
    return looksLikeExcerpt(text) ? jsonExcerpt.read(text, transcript) : readPlain(text, transcript);
  },
};

/** A log whose first line happens to be JSON, such as the settings Chef is called with. */
function firstLineIsAll({ lines }: Head): boolean {
  return lines.length > 1 && parsedJson(lines[0] ?? '') !== undefined;
}

function readEvents(text: string, document: unknown, transcript: Transcript): DocumentReading {
  if (isRefusal(document)) return readPlain(text, transcript);
  const answer = answerOf(document);
  if (answer) return { kind: 'answer', answer: answer.read(document, text) };
  if (typeof document === 'string') return readPlain(document, transcript);
  const entries = entriesOf(document);
  const events = entries?.map(jsonEvent).filter((event) => event !== null) ?? [];
  if (!entries || (entries.length > 0 && events.length === 0)) return { kind: 'foreign', found: foreignName(document) };
  events.forEach(({ time, message }, index) => {
    transcript.event({ ordinal: index + 1, time, text: message });
  });
  return { kind: 'events', skipped: entries.length - events.length };
}

/** What the pcluster command prints when it refuses: there is no log, this is all there is. Its lines say level and validator. */
function isRefusal(document: unknown): boolean {
  if (!isObject(document)) return false;
  const keys = Object.keys(document);
  return 'configurationValidationErrors' in document || (keys.length === 1 && typeof document['message'] === 'string');
}

function entriesOf(document: unknown): readonly unknown[] | null {
  const entries = isObject(document) ? document['events'] : document;
  return Array.isArray(entries) ? entries : null;
}

function readPlain(text: string, transcript: Transcript): DocumentReading {
  const take = plainLog.begin(transcript);
  text
    .replace(/\n$/, '')
    .split(/\r*\n/)
    .forEach((line, index) => {
      take(line, index + 1);
    });
  return { kind: 'events', skipped: 0 };
}
