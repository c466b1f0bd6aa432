// JSON that can be looked at: characters that a terminal could obey or hide are escaped, which changes no value.

/** JSON.stringify escapes C0 controls and lone surrogates itself; these are left: DEL and C1, bidirectional controls, separators. */
const UNSEEN = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** An indented document with a line feed at its end. */
export function jsonDocument(value: unknown): string {
  return `${inSight(JSON.stringify(value, null, 2))}\n`;
}

/** A document on one line each: newline-delimited JSON (https://github.com/ndjson/ndjson-spec). */
export function jsonLines(values: readonly unknown[]): string {
  return values.map((value) => `${inSight(JSON.stringify(value))}\n`).join('');
}

function inSight(json: string): string {
  return json.replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
