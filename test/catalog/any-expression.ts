// Regular expressions of every shape that RE2 takes, and that a reader of literals may get wrong.
import * as fc from 'fast-check';
import { RE2JS } from 're2js';

const LETTERS = ['error', 'foo', 'bar', 'a', 'ab', 'é', '😀', ' ', 'Cannot ask', 'kiosk is', 'naïve résumé'];
const CLASSES = ['.', '\\d', '\\w', '\\s', '[ab]', '[^a]', '[]x]', '[[:alpha:]]', '[\\]e]', '\\.', '\\(', '\\{'];
const ESCAPES = ['\\x41', '\\x{66}oo', '\\pLoo', '\\p{L}rror', '\\141b', '\\Qfoo.\\E', '\\Qa|b\\E'];
const EDGES = ['^', '$', '\\b', '\\B', '\\A', '\\z'];
const QUANTIFIERS = ['', '', '', '*', '+', '?', '{2}', '{0,1}', '{0}', '{1,}', '*?', '+?', '??'];
const GROUPS = ['(', '(?:', '(?P<name>', '(?i:', '(?i)(?:'];

const { expression } = fc.letrec<{ expression: string; atom: string }>((tie) => ({
  atom: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...LETTERS, ...CLASSES, ...ESCAPES, ...EDGES),
    fc.tuple(fc.constantFrom(...GROUPS), tie('expression')).map(([open, inner]) => `${open}${inner})`),
  ),
  expression: fc
    .array(fc.array(fc.tuple(tie('atom'), fc.constantFrom(...QUANTIFIERS)), { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 3,
    })
    .map((branches) => branches.map((atoms) => atoms.map((atom) => atom.join('')).join('')).join('|')),
}));

/** Made of words that also stand in the logs of the tests. */
export const anyExpression = expression.filter(compiles);

function compiles(source: string): boolean {
  try {
    return RE2JS.compile(source) !== null;
  } catch {
    return false;
  }
}
