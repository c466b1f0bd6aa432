// Expressions that JavaScript's own engine may run: those that it takes for the same as RE2 does, and of which it is proved that it needs no more
// time than the text is long, times a constant. It is there without being loaded and compiles in a tenth of the time; all others are
// left to RE2. The proof is made when the catalog is built.

import { partsOf, partsWithin, type Part } from './expression-tree.ts';
import { isLinear } from './linear.ts';

const CASELESS = '(?i)';

/** By expression, what was proved. */
const proved = new Map<string, boolean>();
const compiled = new Map<string, RegExp | null>();

/** As JavaScript's engine runs it; null where RE2 is needed. */
export function nativeOf(expression: string): RegExp | null {
  const known = compiled.get(expression);
  if (known !== undefined) return known;
  const native = (proved.get(expression) ?? isNative(expression)) ? compiledFrom(expression) : null;
  compiled.set(expression, native);
  return native;
}

/** What was proved before: all of these that are among the native ones. */
export function rememberNative(expressions: readonly string[], native: readonly string[]): void {
  const among = new Set(native);
  for (const expression of expressions) proved.set(expression, among.has(expression));
}

/** Whether JavaScript's engine finds the same as RE2, in linear time; false where that is not proved. */
export function isNative(expression: string): boolean {
  const native = compiledFrom(expression);
  if (native === null) return false;
  const source = withoutFlag(expression);
  const parts = partsOf(source);
  return !hasRepeatedCapture(parts) && isLinear(parts, charactersOf(source, native.flags));
}

/** Of a group that is repeated JavaScript forgets what it captured before. */
function hasRepeatedCapture(part: Part, isRepeated = false): boolean {
  if (part.kind === 'capture' && isRepeated) return true;
  const repeats = part.kind === 'repeated' && part.most > 1;
  return partsWithin(part).some((inner) => hasRepeatedCapture(inner, isRepeated || repeats));
}

function withoutFlag(expression: string): string {
  return expression.startsWith(CASELESS) ? expression.slice(CASELESS.length) : expression;
}

/** Null for what JavaScript writes or means otherwise. */
function compiledFrom(expression: string): RegExp | null {
  const source = withoutFlag(expression);
  const isCaseless = source !== expression;
  // Without regard to case, JavaScript takes letters beyond ASCII for some of `\w`, and so of `\b`.
  if (isCaseless && /\\[wWbB]/.test(source)) return null;
  const native = translated(source);
  return native === null ? null : compiledAs(native, isCaseless ? 'sui' : 'su');
}

const ESCAPED = /\\[\s\S]/g;
const CLASS = /\[\^?\]?(?:\\[\s\S]|\[:\w+:\]|[^\]])*\]/;
const TOKEN = new RegExp(`${ESCAPED.source}|${CLASS.source}|\\(\\?P<`, 'g');

/** What RE2 takes for blanks: JavaScript has some more. */
const BLANKS = String.raw`\t\n\f\r `;

/** What means something else in JavaScript, or nothing: among escapes, in classes, and flags in the middle. */
const FOREIGN = /^\\[^\Wbdnrtwsfv BDSW]|^\[.*(?:\[:|\\[^\Wdnrtwsfv BDW])/su;

/** Null for what only RE2 knows. */
function translated(source: string): string | null {
  if (/\(\?(?!P<|:)/.test(source) || [...source.matchAll(TOKEN)].some(([token]) => FOREIGN.test(token))) return null;
  return source.replaceAll(TOKEN, (token) => {
    if (token === '(?P<') return '(?<';
    if (token === String.raw`\s`) return `[${BLANKS}]`;
    if (token === String.raw`\S`) return `[^${BLANKS}]`;
    return token.startsWith('[') ? inClass(token) : unescaped(token);
  });
}

/** A `]` in the first place stands for itself. */
function inClass(token: string): string {
  return token
    .replace(/^\[(\^?)\]/, String.raw`[$1\]`)
    .replaceAll(ESCAPED, (escape) => (escape === String.raw`\s` ? BLANKS : unescaped(escape)));
}

/** JavaScript's strict form allows a backslash only before what it would otherwise take for syntax. */
function unescaped(escape: string): string {
  const char = escape.charAt(1);
  return /[\w^$\\.*+?()[\]{}|/-]/.test(char) && char !== '_' ? escape : char;
}

function compiledAs(source: string, flags: string): RegExp | null {
  try {
    return new RegExp(source, flags);
  } catch {
    return null;
  }
}

/** A line holds no line feed. */
const ASCII = [...Array(128).keys()].map((code) => String.fromCharCode(code)).filter((char) => char !== '\n');
const OTHERS = ['\u00a0', 'é', '\u017f', '\u212a', '漢', '😀'];

function charactersOf(source: string, flags: string): Parameters<typeof isLinear>[1] {
  const named = Array.from(source).flatMap((char) => [char, char.toLowerCase(), char.toUpperCase()]);
  return {
    characters: [...new Set([...ASCII, ...OTHERS, ...named])].filter((char) => char !== '\n'),
    classTest: (written) => {
      const native = translated(written);
      return native === null ? null : compiledAs(`^(?:${native})$`, flags);
    },
  };
}
