// Pieces of get-image-log-events JSON as issues quote them: fields elided, commas left over, ends cut off. No parser takes that, but the
// message and timestamp fields can be picked out one by one. Braces tell the events apart, and where they are missing, a field that
// comes again does.

import { parsedJson } from '../../json.ts';
import type { DocumentShape } from '../shape.ts';
import type { Transcript } from '../transcript.ts';
import { timeOf } from '../instants.ts';

/**
 * The inside of a JSON string, which ends at its quote or, cut off, at the end of the line. The number of escapes is bounded, by the
 * bytes of CloudWatch's longest event, since V8 keeps a stack entry for each: some five million overflow it.
 */
const STRING = String.raw`"([^"\\\n]*(?:\\.[^"\\\n]*){0,1048576})(?:"|\\?$)`;
/** AWS's own samples lack the quote in front of some timestamps. */
const BARE_STAMP = String.raw`([\dTZ:.+-]+)"?`;
const TOKEN = new RegExp(`"(message|timestamp)"\\s*:\\s*(?:${STRING}|${BARE_STAMP})|${STRING}|[{}]`, 'gm');
/** What JSON is made of, three dots for what was left out, and the prompt with the command that printed it. */
const JSON_TEXT = new RegExp(
  String.raw`${STRING}|[\s{}[\],:]+|(?:-?\d[\dTZ:.eE+-]*"?|true|false|null)(?=[\s,\]}]|$)|\.{3}|…|^\s*\$ .*$`,
  'gm',
);
const PROSE_SHARE = 0.25;
const LOOKED_AT = 256 * 1024;
const MESSAGE = /"message"\s*:\s*"/;
/** Validation errors of the pcluster command: their level and type would be lost with the message alone. */
const REFUSAL = /"configurationValidationErrors"\s*:|"type"\s*:\s*"\w+Validator"/;

export const jsonExcerpt: DocumentShape = {
  kind: 'document',
  name: 'an excerpt of that JSON',
  recognises: ({ text }) => looksLikeExcerpt(text),
  read: (text, transcript) => {
    let fields: Partial<Record<string, string>> = {};
    const flush = () => {
      sayEvent(fields, transcript);
      fields = {};
    };
    for (const [token, field, string, bare] of text.matchAll(TOKEN)) {
      if (token === '{' || token === '}' || (field !== undefined && field in fields)) flush();
      if (field !== undefined) fields[field] = string ?? bare ?? '';
    }
    flush();
    return { kind: 'excerpt' };
  },
};

/** True for text that is made of JSON, valid or not, and holds a message. */
export function looksLikeExcerpt(text: string): boolean {
  return MESSAGE.test(text) && !REFUSAL.test(text) && mostlyJson(text);
}

/** True when hardly anything at the start of the text would not fit into JSON. */
export function mostlyJson(whole: string): boolean {
  const text = whole.slice(0, LOOKED_AT);
  const prose = text.replace(JSON_TEXT, '').length;
  return prose <= PROSE_SHARE * text.replace(/\s+/g, '').length;
}

function sayEvent(fields: Partial<Record<string, string>>, transcript: Transcript): void {
  if (fields['message'] === undefined) return;
  transcript.event({
    ordinal: transcript.events + 1,
    time: timeOf(fields['timestamp']),
    text: unescaped(fields['message']),
  });
}

function unescaped(inside: string): string {
  const text = parsedJson(`"${inside}"`);
  return typeof text === 'string' ? text : inside;
}
