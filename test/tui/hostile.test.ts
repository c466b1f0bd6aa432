// A log, a name or a message can hold anything. Nothing of it may reach the terminal as a command.
import { expect, test } from 'vitest';
import { keyOf } from '../../src/tui/news.ts';
import { speak } from '../../src/tui/speech/speak.ts';
import { SCREENS, type State } from '../../src/tui/state.ts';
import { themeOf } from '../../src/tui/theme.ts';
import { after, begun, examined, frame, keys, listed, log, MYSQL, press, type } from './scene.ts';

const EVIL = '\u001b]52;c;ZXZpbA==\u0007\u001b[2J\u001b]8;;https://evil.example\u0007x\u009b31m\u202e\r\n\u0000\u007f';
const image = { ...MYSQL, id: `a${EVIL}`, note: EVIL, pclusterVersion: EVIL };
const read = examined(`E: Packages were downgraded and -y was used without --allow-downgrades.${EVIL}\n${EVIL}\n`);
const diagnosis = {
  ...read.diagnosis,
  verdict: 'recognised',
  rootCause: {
    pattern: EVIL,
    title: EVIL,
    explanation: EVIL,
    category: EVIL,
    confidence: 'certain',
    because: [EVIL],
    captures: {},
    evidence: [{ role: 'cause', log: EVIL, line: 1, time: null, text: EVIL }],
  },
  remedies: [
    {
      id: EVIL,
      kind: 'command',
      title: EVIL,
      applies: 'yes',
      because: [EVIL],
      steps: [{ text: EVIL, command: `echo ${EVIL}` }],
      patch: { 'DevSettings.Cookbook.ChefCookbook': EVIL },
      pitfalls: [EVIL],
      expect: EVIL,
      references: [`https://x.example/${EVIL}`],
    },
  ],
  gaps: [{ what: EVIL, why: EVIL, toSeeIt: EVIL }],
} as const;
const excuse = { what: EVIL, toTry: EVIL };
const key = keyOf(image);
const size = { columns: 100, rows: 40 };
const state = after(
  begun(size, `A: ${JSON.stringify(EVIL)}\n# ${EVIL.replaceAll('\n', '')}\n`),
  listed({ images: [image], regions: ['us-east-1'], gaps: diagnosis.gaps, excuses: [excuse] }),
  { kind: 'progress', text: EVIL },
  { kind: 'diagnosed', key, diagnosis },
  ...keys('e'),
  log(image, { ...read, diagnosis }, { kind: 'refused', excuse }),
).state;

/** All that a terminal could obey; line feeds part the rows. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/;

const FRAMES: readonly (readonly [name: string, state: State])[] = [
  ...SCREENS.map((screen) => [screen, { ...state, screen }] as const),
  ['help', press(state, '?')],
  ['steps', press(state, 's')],
  ['wrapped', press(state, 'z t')],
  ['search', type(press(state, '/'), '\u202e<U')],
  ['filter', type(press({ ...state, screen: 'images' }, '/'), 'a\u202e')],
  ['notice', after(state, { kind: 'told', notice: { tone: 'bad', text: EVIL } }).state],
  ['no log', after({ ...state, evidence: { ...state.evidence, log: null } }, { kind: 'no-log', key, excuse }).state],
  ['not diagnosed', { ...state, screen: 'diagnosis', cases: new Map([[key, { kind: 'failed', excuse }]]) }],
];

test.each(FRAMES)('without colour, a frame holds no control at all: %s', (_name, shown) => {
  expect(frame(shown)).not.toMatch(CONTROL);
  expect(speak({ ...begun(size), screen: 'remedy' }, shown).join('\n')).not.toMatch(CONTROL);
});

test('with colour, only colours', () => {
  const coloured = SCREENS.map((screen) => frame({ ...state, screen }, themeOf(true, 'dark'))).join('\n');
  // oxlint-disable-next-line no-control-regex -- the same
  expect(coloured.replaceAll(/\u001b\[[\d;]*m/g, '')).not.toMatch(CONTROL);
});

test('what is copied is what is seen', () => {
  const [errand] = after({ ...state, screen: 'remedy' }, ...keys('g c')).errands;
  expect(errand?.kind === 'copy' && errand.copy.text).not.toMatch(CONTROL);
});

test('a line of a megabyte is cut, and says how much is missing', () => {
  const long = examined(`${'x'.repeat(1_000_000)}\n`);
  const shown = after(
    begun(size),
    listed({ images: [MYSQL] }),
    { kind: 'diagnosed', key: keyOf(MYSQL), diagnosis },
    ...keys('e'),
    log(MYSQL, long),
  ).state;
  expect(frame(press(shown, 'z G'))).toMatch(/… \(99\d,\d{3} more characters in this line\)/);
});
