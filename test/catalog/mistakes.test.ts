// What is said of a file that is not a pattern: where, and what is wrong, in one line; and what becomes of one that is.
import { expect, test } from 'vitest';
import { mistakeText, parsePattern } from '../../src/catalog/load.ts';

const GOOD = `title: The disk is full
kind: cause
layer: system
explanation: A program could not write.
match:
  line: "No space left on (?P<where>device)"
hits:
  - log: "cp: x: No space left on device"
    captures:
      where: device
misses:
  - log: Filesystem has space left
`;

function mistakes(source: string, id = 'system/disk'): readonly string[] {
  const loaded = parsePattern(source, { path: `${id}.yaml`, id });
  return 'mistakes' in loaded ? loaded.mistakes.map(mistakeText) : [];
}

/** The good file with one piece of its text replaced. */
function edited(piece: string, by: string): string {
  expect(GOOD).toContain(piece);
  return GOOD.replace(piece, by);
}

const MATCH = '  line: "No space left on (?P<where>device)"';
const HITS = GOOD.slice(GOOD.indexOf('hits:'), GOOD.indexOf('misses:'));
const RE2 = 'not an RE2 regular expression (no look-around, no back-references): error parsing regexp:';

test.each([
  ['a key with a typo', edited('explanation:', 'explanaton:'), '4:1: explanaton: unknown key explanaton'],
  ['a missing key', edited('layer: system\n', ''), '1:1: layer: is missing'],
  [
    'a word that is not in the list',
    edited('kind: cause', 'kind: couse'),
    '2:7: kind: Invalid option: expected one of "cause"|"consequence"|"symptom"|"benign"',
  ],
  ['an empty list of hits', edited(HITS, 'hits: []\n'), '7:7: hits: needs at least one sample that must match'],
  ['no hits', edited(HITS, ''), '1:1: hits: is missing'],
  [
    'look-ahead',
    edited(MATCH, '  line: "(?=No) space"'),
    `6:9: match.line: ${RE2} invalid or unsupported Perl syntax: \`(?=\``,
  ],
  ['look-behind', edited(MATCH, '  line: "(?<!x)y"'), `6:9: match.line: ${RE2} invalid named capture: \`(?<!x)y\``],
  ['a back-reference', edited(MATCH, '  line: "(a)\\\\1"'), `6:9: match.line: ${RE2} invalid escape sequence: \`\\1\``],
  ['an open parenthesis', edited(MATCH, '  line: "(a"'), `6:9: match.line: ${RE2} missing closing ): \`(a\``],
  [
    'an expression deep inside',
    edited(MATCH, '  any:\n    - line: a\n    - sequence:\n        - ok\n        - "[b"'),
    `10:11: match.any.1.sequence.1: ${RE2} missing closing ]: \`[b\``,
  ],
  [
    'an expression of a scope',
    edited(MATCH, '  line: a\n  in:\n    resource: "*"'),
    '8:15: match.in.resource: not an RE2',
  ],
  [
    'an expression with a line break',
    edited(MATCH, '  line: "(a\\nb"'),
    `6:9: match.line: ${RE2} missing closing ): \`(a b\``,
  ],
  ['a bad range', `${GOOD}affects:\n  pcluster: newest\n`, '14:13: affects.pcluster: not a version range: newest'],
  [
    'an unknown architecture',
    `${GOOD}affects:\n  arch: [amd64]\n`,
    '14:10: affects.arch.0: Invalid option: expected one of "x86_64"|"arm64"',
  ],
  [
    'a misspelt operating system',
    `${GOOD}affects:\n  os: [rocky9, ubntu2004]\n`,
    '14:16: affects.os.1: must be a name such as alinux2023, ubuntu2204, rhel9, rocky9 or rocky9.4',
  ],
  [
    'two forms of a matcher',
    edited(MATCH, '  line: a\n  sequence: [a, b]'),
    '6:3: match: needs exactly one of line, sequence, all, any; it has line, sequence',
  ],
  [
    'no form of a matcher',
    edited(MATCH, '  within: 3'),
    '6:3: match: needs exactly one of line, sequence, all, any; it has within',
  ],
  ['an empty matcher', edited(MATCH, ''), '5:7: match: needs exactly one of line, sequence, all, any'],
  [
    'a typo inside any',
    edited(MATCH, '  any:\n    - line: a\n    - lin: b'),
    '8:7: match.any.1: needs exactly one of line, sequence, all; it has lin',
  ],
  ['a typo beside a form', edited(MATCH, '  line: a\n  witin: 3'), '7:3: match.witin: unknown key witin'],
  [
    'a typo in a scope',
    edited(MATCH, '  line: a\n  in:\n    chanel: [stdout]'),
    '8:5: match.in.chanel: unknown key chanel',
  ],
  [
    'a reach of no lines',
    edited(MATCH, '  line: a\n  within: 0'),
    '7:11: match.within: Too small: expected number to be >0',
  ],
  [
    'a reach of another word',
    edited(MATCH, '  line: a\n  within: blok'),
    '7:11: match.within: must be a number of lines from 1 to 2000, or block',
  ],
  [
    'a decisive line that is not there',
    edited(MATCH, '  any:\n    - line: a\n    - all: [a, b]\n      decisive: 2'),
    '9:17: match.any.1.decisive: must be below 2: the first line is 0',
  ],
  [
    'a sample of two witnesses',
    edited('misses:\n', 'misses:\n  - {log: a, stack: b}\n'),
    '12:5: misses.0: needs exactly one of log, stack, image, workflow',
  ],
  ['a date of another form', `${GOOD}since: {date: 2023-1-5, what: x}\n`, '13:15: since.date: must be YYYY-MM-DD'],
  ['an address without https', `${GOOD}references: ["http://x"]\n`, '13:14: references.0: must be an https address'],
  ['a relation that is no id', `${GOOD}refines: [apt]\n`, '13:11: refines.0: must be <category>/<name> in lower case'],
  [
    'not YAML',
    edited('match:\n', 'match: [\n'),
    '7:1: Flow sequence in block collection must be sufficiently indented',
  ],
  ['an open quote', edited('kind: cause', 'kind: "cause'), '2:13: Missing closing "quote'],
  ['a tab', edited('  line', '\tline'), '6:1: Tabs are not allowed as indentation'],
  ['the same key twice', `${GOOD}kind: symptom\n`, '13:1: Map keys must be unique'],
  ['two documents', `${GOOD}---\n${GOOD}`, '13:1: Source contains multiple documents; one file is one document'],
  ['an empty file', '', '1:1: must hold the keys and values of a pattern'],
  ['a list', '- title: x\n', '1:1: must hold the keys and values of a pattern'],
])('%s', (_, source, said) => {
  const [first = ''] = mistakes(source);
  expect(first).toContain(`system/disk.yaml:${said}`);
  expect(first).not.toContain('\n');
});

const REMEDY = `remedies:
  - id: upgrade
    kind: upgrade
    title: Upgrade
    when: {pcluster: "<3.5.0"}
    otherwise:
      - when: {pcluster: "3.4.1"}
        say: upgrade first
    steps:
      - text: Upgrade the CLI
`;

test.each([
  ['kind: upgrade', 'kind: upgrad', '15:11: remedies.0.kind: Invalid option'],
  ['id: upgrade', 'id: Up Grade', '14:9: remedies.0.id: must be lower-case words joined by hyphens'],
  ['"<3.5.0"', 'soon', '17:22: remedies.0.when.pcluster: not a version range: soon'],
  ['"3.4.1"', 'soon', '19:26: remedies.0.otherwise.0.when.pcluster: not a version range: soon'],
  ['- text:', '- txt:', '22:9: remedies.0.steps.0.txt: unknown key txt'],
  ['- text: Upgrade the CLI', '- 3', '22:9: remedies.0.steps.0: Invalid input: expected string, received number'],
])('in a remedy, %s as %s', (piece, by, said) => {
  const [first = ''] = mistakes(GOOD + REMEDY.replace(piece, by));
  expect(first).toContain(`system/disk.yaml:${said}`);
});

test('every mistake of a file is said, the typos first', () => {
  const source = edited('explanation:', 'explanaton:').replace('layer:', 'layr:');
  expect(mistakes(source)).toEqual([
    'system/disk.yaml:3:1: layr: unknown key layr',
    'system/disk.yaml:4:1: explanaton: unknown key explanaton',
    'system/disk.yaml:1:1: layer: is missing',
    'system/disk.yaml:1:1: explanation: is missing',
  ]);
});

test.each(['disk', 'System/disk', 'system/disk/full', 'system/disk full'])('a file by the name %s.yaml', (id) => {
  expect(mistakes(GOOD, id)).toEqual([
    `${id}.yaml:1:1: file must be <category>/<name>.yaml in lower case, not ${id}.yaml`,
  ]);
});

test('a good file becomes a pattern, what it leaves out filled in', () => {
  const loaded = parsePattern(GOOD + REMEDY.replace('- text: Upgrade the CLI', '- Upgrade the CLI'), {
    path: 'system/disk.yaml',
    id: 'system/disk',
  });
  expect(loaded).toMatchObject({
    pattern: {
      id: 'system/disk',
      category: 'system',
      kind: 'cause',
      affects: {},
      since: null,
      knownIssue: null,
      refines: [],
      leadsTo: [],
      references: [],
      remedies: [{ id: 'upgrade', steps: [{ text: 'Upgrade the CLI', command: null }], patch: null, expect: null }],
      hits: [{ witness: 'log', text: 'cp: x: No space left on device', captures: { where: 'device' } }],
      misses: [{ witness: 'log', captures: {}, why: null }],
    },
  });
});
