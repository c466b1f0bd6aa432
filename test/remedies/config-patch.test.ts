// A user's configuration after a remedy's change: what was asked for is set, and everything else is as they wrote it.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { patchConfig } from '../../src/remedies/config-patch.ts';
import type { ConfigChange } from '../../src/wording/config-yaml.ts';

const COOKBOOK = 'DevSettings.Cookbook.ChefCookbook';

/** The version that ParallelCluster's PyYAML speaks. */
const read = (text: string | null): unknown => parse(text ?? '', { version: '1.1' });

test('a value is replaced, and comments, alignment and quoting stay', () => {
  const before = [
    '# The image of the chemists.',
    'Build:',
    "  ParentImage:   'ami-0abcdef1234567890'   # Ubuntu 20.04, do not change: ask",
    '  InstanceType:  "c5.xlarge"',
    '  Tags: [ {Key: owner,Value: chem} ]',
    '',
    '\t',
    '  UpdateOsPackages: { Enabled: yes }   ',
    '# the end',
  ];
  expect(patchConfig(before.join('\n'), { 'Build.ParentImage': 'ami-0fedcba9876543210' })).toEqual({
    text: before.with(2, '  ParentImage:   ami-0fedcba9876543210   # Ubuntu 20.04, do not change: ask').join('\n'),
    problem: null,
  });
});

test.each<readonly [name: string, before: string, change: ConfigChange, after: string]>([
  ['an empty file', '', { 'A.B': 1 }, 'A:\n  B: 1\n'],
  ['a file of comments', '# nothing yet\n', { 'A.B': 1 }, '# nothing yet\nA:\n  B: 1\n'],
  ['a comment without a final line feed', '# nothing yet', { A: 1 }, '# nothing yet\nA: 1\n'],
  ['a missing final line feed, with a new key', 'A: 1', { B: 2 }, 'A: 1\nB: 2\n'],
  ['a missing final line feed, with a new value', 'A: 1', { A: 2 }, 'A: 2'],
  ['line feeds of Windows', 'A: 1\r\nB:\r\n  C: 1\r\n', { A: 2 }, 'A: 2\r\nB:\r\n  C: 1\r\n'],
  ['a key without a value', 'A:\nB: 1\n', { A: 'x' }, 'A: x\nB: 1\n'],
  ['a null', 'A: ~ # none\n', { A: 'x' }, 'A: x # none\n'],
  ['a text over several lines', 'A: "x\n  y" # c\nB: 1\n', { A: 'z' }, 'A: z # c\nB: 1\n'],
  [
    'a new key in a mapping',
    'A:\n  B: 1 # c\n\n# of D\nD: 1\n',
    { 'A.C': 2 },
    'A:\n  B: 1 # c\n  C: 2\n\n# of D\nD: 1\n',
  ],
  ['a new mapping in a mapping', 'A:\n  B: 1\nD: 1\n', { 'A.C.E': 2 }, 'A:\n  B: 1\n  C:\n    E: 2\nD: 1\n'],
  ['an indentation of four', 'A:\n    B: 1\nD: 1\n', { 'A.C': 2 }, 'A:\n    B: 1\n    C: 2\nD: 1\n'],
  ['an indentation of one', 'A:\n B: 1\nD: 1\n', { 'A.C': 2 }, 'A:\n B: 1\n C: 2\nD: 1\n'],
  ['an indented file', '  A: 1\n', { B: 2 }, '  A: 1\n  B: 2\n'],
  ['keys below an empty key', 'A: # c\nB: 1\n', { 'A.C': 2 }, 'A: # c\n  C: 2\nB: 1\n'],
  ['keys below an empty key at the end', 'B:\n  A:', { 'B.A.C': 2 }, 'B:\n  A:\n    C: 2\n'],
  ['a flow mapping', 'A: {B: 1, C: [1,2]} # c\n', { 'A.D.E': 'x: y' }, 'A: {B: 1, C: [1,2], D: {E: "x: y"}} # c\n'],
  ['an empty flow mapping', 'A: {}\nB: 1\n', { 'A.C': 'yes' }, 'A: {C: "yes"}\nB: 1\n'],
  ['a value in a flow mapping', 'A: {"B":1,C: 2}\n', { 'A.B': 3 }, 'A: {"B":3,C: 2}\n'],
  [
    'a block scalar before',
    'S: |\n  # no comment\n  x: 1\n\nA: 1\n',
    { A: 2 },
    'S: |\n  # no comment\n  x: 1\n\nA: 2\n',
  ],
  ['a block scalar above', 'A:\n  S: |+\n    x\n\nB: 1\n', { 'A.C': 2 }, 'A:\n  S: |+\n    x\n\n  C: 2\nB: 1\n'],
  ['a quoted key', '"A": 1\n', { A: 2 }, '"A": 2\n'],
  ['several keys', 'A: 1\n', { A: 2, 'B.C': 3, 'B.D': false }, 'A: 2\nB:\n  C: 3\n  D: false\n'],
  ['a sequence at the end', 'A:\n- x\n# c\n', { B: 2 }, 'A:\n- x\nB: 2\n# c\n'],
])('%s', (_name, before, change, after) => {
  expect(patchConfig(before, change)).toEqual({ text: after, problem: null });
});

test.each([
  'DevSettings:',
  'DevSettings: null # c',
  'DevSettings: ~',
  'DevSettings: {}',
  'DevSettings:\n  Cookbook:\n',
])('new keys find their place below %j', (before) => {
  const { text } = patchConfig(before, { [COOKBOOK]: 'https://bucket.test/x.tgz' });
  expect(read(text)).toEqual({ DevSettings: { Cookbook: { ChefCookbook: 'https://bucket.test/x.tgz' } } });
});

test.each<readonly [before: string, change: ConfigChange]>([
  ['A: true   # on\n', { A: true }],
  ['A:\n    B:  ami-0abcdef1234567890\nC: 3', { 'A.B': 'ami-0abcdef1234567890', C: 3 }],
  ['A: {B: "yes",C: 1}\r\n', { 'A.B': 'yes', 'A.C': 1 }],
])('%j has the value already and stays as it is', (before, change) => {
  expect(patchConfig(before, change)).toEqual({ text: before, problem: null });
});

test.each<readonly [before: string, key: string, problem: string]>([
  ['A: [1\n', 'B', 'Flow sequence'],
  ['A: 1\nA: 2\n', 'B', 'Map keys must be unique'],
  ['A: "x\n', 'B', 'Missing closing'],
  ['A: 1\n---\nB: 1\n', 'C', 'multiple documents'],
  ['- A: 1\n', 'A', 'the file holds no mapping'],
  ['just text\n', 'A', 'the file holds no mapping'],
  ['A: text\n', 'A.B', 'A.B: a value of another kind'],
  ['A: false\n', 'A.B.C', 'A.B.C: a value of another kind'],
  ['A:\n  - B: 1\n', 'A.B', 'A.B: a value of another kind'],
  ['A: [1, 2]\n', 'A', 'A: a value of another kind'],
  ['A:\n  B: 1\n', 'A', 'A: a value of another kind'],
])('%j cannot take %s, and says why', (before, key, problem) => {
  expect(patchConfig(before, { [key]: 1 })).toEqual({ text: null, problem: expect.stringContaining(problem) });
});

const MISREAD = [
  'yes',
  '3.10',
  '@x',
  'a: b',
  'a #b',
  '',
  ' x',
  '~',
  '1:30',
  '{a',
  '*x',
  '2023-01-27',
  '- x',
  'a\nb',
  '"',
];

test('a text that YAML would take for something else is still that text, wherever it is put', () => {
  // `e0` is a number to this parser, though not to YAML.
  const others = fc.string().filter((text) => !/^e[-+]?\d+$/i.test(text));
  const texts = fc.oneof(fc.constantFrom(...MISREAD), others);
  fc.assert(
    fc.property(texts, fc.constantFrom('', 'A: 7 # c\n', 'A:\n', '{A: 7}', '{}', '{B: 7}\n'), (value, before) => {
      expect(read(patchConfig(before, { A: value }).text)).toEqual({ ...parse(before), A: value });
    }),
  );
});

describe('shapes that few people write', () => {
  test.each([
    ['a block of text', 'A: |\n  x\n  y\nB: 1\n', { A: 'z' }, 'A: z\nB: 1\n'],
    ['a block of text at the end', 'A: |\n  x\n', { A: 'z' }, 'A: z\n'],
    ['a comment behind a key without a value', 'A: # c\n', { A: 'x' }, 'A: x # c\n'],
    ['a trailing comma', '{ a: 1, }\n', { A: 1 }, '{ a: 1, A: 1 }\n'],
    ['nothing inside a flow mapping', 'A: {B: null}\n', { 'A.B.C': 1 }, 'A: {B: {C: 1}}\n'],
    ['a byte order mark', '\ufeffB: 1\n', { C: 2 }, '\ufeffB: 1\nC: 2\n'],
    ['a value that is there already, quoted', "A: 'x'\n", { A: 'x' }, "A: 'x'\n"],
    ['only the marker of a document', '---\n# x\n', { A: 1 }, '---\n# x\nA: 1\n'],
    [
      'a comment about what follows',
      'B:\n  C:\n\n# about D\nD: 1\n',
      { 'B.E': 2 },
      'B:\n  C:\n  E: 2\n\n# about D\nD: 1\n',
    ],
    ['lines as Windows ends them', 'B:\r\n  C: 1\r\n', { 'B.E': 2 }, 'B:\r\n  C: 1\r\n  E: 2\r\n'],
    ['null in words', 'A: null\nX: 1\n', { 'A.B': 1 }, 'A:\n  B: 1\nX: 1\n'],
    ['text that a parser takes for a number', 'A: x\n', { A: 'e0' }, 'A: "e0"\n'],
  ])('%s', (_name, before, change, text) => {
    expect(patchConfig(before, change)).toEqual({ text, problem: null });
  });

  test.each(['A: &x 1\nB: *x\n', 'A: !!str 1\n', '? A\n'])('%j is left to a person', (before) => {
    expect(patchConfig(before, { A: 2 })).toEqual({
      text: null,
      problem: 'A: it cannot be set without changing more than it; set it by hand',
    });
  });
});
