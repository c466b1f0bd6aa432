// Colour is for people at terminals who want it.
import { expect, test } from 'vitest';
import { RECOGNISED_LOG } from './logs.ts';
import { pcDoctor } from './pc-doctor.ts';

test.each([
  ['a pipe', [], {}, false],
  ['--color', ['--color'], {}, true],
  ['FORCE_COLOR', [], { FORCE_COLOR: '1' }, true],
  ['FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, false],
  ['--no-color over FORCE_COLOR', ['--no-color'], { FORCE_COLOR: '1' }, false],
  ['NO_COLOR over FORCE_COLOR', [], { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  ['--color over NO_COLOR', ['--color'], { NO_COLOR: '1' }, true],
  ['an empty NO_COLOR counts for nothing', [], { NO_COLOR: '', FORCE_COLOR: '1' }, true],
  ['JSON is never coloured', ['--color', '--json'], { FORCE_COLOR: '1' }, false],
])('%s', async (_name, flags, env, coloured) => {
  const { stdout, stderr } = await pcDoctor(['diagnose', '--from', '-', ...flags], { input: RECOGNISED_LOG, env });
  expect(stderr).toBe('');
  expect(stdout.includes('\u001b[')).toBe(coloured);
});
