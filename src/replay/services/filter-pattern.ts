// The pattern language of FilterLogEvents for plain text: bare terms that must all occur, `-term` that must not, `?a ?b` of which
// one must, quoted phrases, and `%regex%` of a small alphabet. JSON and column patterns (`{…}`, `[…]`) are refused.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html

import { AwsError } from '../wire/aws-error.ts';

const TERM = /\s*([-?]?)(?:"((?:[^"\\]|\\.)*)"|%((?:[^%\\]|\\.)+)%|([^\s"%]+))(?=\s|$)/y;
const BARE = /^\w+$/;
/** No parentheses and nothing outside ASCII. */
const REGEX_ALPHABET = /^[A-Za-z0-9:_#=@/;,\-^$?[\]{}|\\*+.\s]+$/;
const MOST_REGEXES = 2;

interface Term {
  readonly sign: '' | '-' | '?';
  readonly matches: (message: string) => boolean;
  readonly isRegex: boolean;
}

/** A test for messages. Throws InvalidParameterException for a pattern that AWS would refuse. */
export function compileFilter(pattern: string): (message: string) => boolean {
  const terms = termsOf(pattern);
  if (terms.filter(({ isRegex }) => isRegex).length > MOST_REGEXES)
    throw invalid(`more than ${MOST_REGEXES} regular expressions`);
  const wanted = terms.filter(({ sign }) => sign === '');
  const unwanted = terms.filter(({ sign }) => sign === '-');
  const optional = terms.filter(({ sign }) => sign === '?');
  // `?` terms count only when they stand alone.
  const oneOf = wanted.length + unwanted.length > 0 ? [] : optional;
  return (message) =>
    wanted.every(({ matches }) => matches(message)) &&
    !unwanted.some(({ matches }) => matches(message)) &&
    (oneOf.length === 0 || oneOf.some(({ matches }) => matches(message)));
}

function termsOf(pattern: string): Term[] {
  const text = pattern.trim();
  if (/^[{[]/.test(text)) throw invalid('JSON and column patterns are not served by this recording');
  const terms: Term[] = [];
  const reader = new RegExp(TERM);
  while (reader.lastIndex < text.length) {
    const found = reader.exec(text);
    if (!found) throw invalid(`cannot read ${text}`);
    terms.push(termOf(found));
  }
  return terms;
}

function termOf([, sign = '', quoted, regex, bare]: readonly (string | undefined)[]): Term {
  const kept = sign === '-' || sign === '?' ? sign : '';
  if (regex !== undefined) return { sign: kept, isRegex: true, matches: regexTest(regex) };
  if (bare !== undefined && !BARE.test(bare)) throw invalid(`term ${bare} must be quoted`);
  const phrase = bare ?? (quoted ?? '').replace(/\\(.)/g, '$1');
  return { sign: kept, isRegex: false, matches: (message) => message.includes(phrase) };
}

function regexTest(source: string): (message: string) => boolean {
  if (!REGEX_ALPHABET.test(source)) throw invalid(`unsupported character in regular expression ${source}`);
  try {
    const regex = new RegExp(source);
    return (message) => regex.test(message);
  } catch {
    throw invalid(`malformed regular expression ${source}`);
  }
}

function invalid(why: string): AwsError {
  return new AwsError('InvalidParameterException', `Invalid filter pattern: ${why}`);
}
