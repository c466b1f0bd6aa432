// Whatever lines stand in whatever order, the structure that is read from them holds together, and reading takes linear time.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRun } from '../../src/dialects/run.ts';
import type { Run } from '../../src/model/run.ts';
import { evidenceOf } from '../../src/sources/sample.ts';
import { LINES } from './log-lines.ts';

const anyLog = fc.array(fc.constantFrom(...LINES), { minLength: 1, maxLength: 120 });

test('one event a line, its text untouched and its body a part of it', () => {
  fc.assert(
    fc.property(anyLog, (lines) => {
      const run = readRun(evidenceOf(`${lines.join('\n')}\n`));
      expect(run.events.map((event) => event.line.text)).toEqual(lines);
      for (const [at, event] of run.events.entries()) {
        expect(event.at).toBe(at);
        expect(event.line.text).toContain(event.body);
      }
    }),
  );
});

test('steps follow one another and hold their events', () => {
  fc.assert(
    fc.property(anyLog, (lines) => {
      const run = readRun(evidenceOf(`${lines.join('\n')}\n`));
      for (const [i, step] of run.steps.entries()) {
        expect(step.from).toBeGreaterThan(run.steps[i - 1]?.to ?? -1);
        expect(step.to).toBeGreaterThanOrEqual(step.from);
        expect(step.to).toBeLessThan(lines.length);
      }
      expect(run.events.filter((event) => !insideItsStep(run, event.step, event.at))).toEqual([]);
      expect(run.steps.slice(0, -1).map((step) => step.outcome)).not.toContain('failed');
    }),
  );
});

function insideItsStep(run: Run, step: number | null, at: number): boolean {
  const found = step === null ? undefined : run.steps[step];
  return step === null || (found !== undefined && found.from <= at && at <= found.to);
}

test('accounts of Chef do not overlap, stay in one step and hold their message and output', () => {
  fc.assert(
    fc.property(anyLog, (lines) => {
      const run = readRun(evidenceOf(`${lines.join('\n')}\n`));
      for (const [i, failure] of run.chef.entries()) {
        expect(failure.from).toBeGreaterThan(run.chef[i - 1]?.to ?? -1);
        expect(failure.to).toBeGreaterThanOrEqual(failure.from);
        expect(run.events[failure.to]?.step).toBe(run.events[failure.from]?.step);
        const inside = [...failure.message, ...failure.output];
        expect(inside.filter((at) => at < failure.from || at > failure.to)).toEqual([]);
        expect(inside.map((at) => run.events[at]?.channel)).not.toContain('toe');
      }
    }),
  );
});

test('markers are never hollow, and the run ends where a marker says so', () => {
  fc.assert(
    fc.property(anyLog, (lines) => {
      const run = readRun(evidenceOf(`${lines.join('\n')}\n`));
      const markers = run.events.filter((event) => event.channel === 'toe' || event.channel === 'workflow');
      expect(run.hasMarkers).toBe(markers.length > 0);
      expect(markers.filter((event) => event.hollow !== null)).toEqual([]);
      const ends = markers.filter((event) => event.at === run.endingAt);
      expect(ends).toHaveLength(run.ending === 'not-seen' ? 0 : 1);
    }),
  );
});

const SLOW_IF_ANY = LINES.filter((line) =>
  /Error executing|FATAL|ERROR: |Retrying|Begin output|@@|action run|complete/.test(line),
);

test.each(SLOW_IF_ANY)('fifty thousand times the same line is read in a few seconds: %s', (line) => {
  const evidence = evidenceOf(`${line}\n`.repeat(50_000));
  const started = performance.now();
  expect(readRun(evidence).events).toHaveLength(50_000);
  expect(performance.now() - started).toBeLessThan(5000);
});
