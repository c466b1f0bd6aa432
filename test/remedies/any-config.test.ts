// Whatever a configuration looks like, a change of one key leaves every other line alone.
import { diffArrays } from 'diff';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { patchConfig } from '../../src/remedies/config-patch.ts';

/** What stands behind a key; a text that goes on below begins with a line feed where nothing stands beside the key. */
const SCALARS = ['1', 'yes # A: a remark', "'it''s'", '"a # b"   # c', '3.10', '~', ''];
const NODES = [...SCALARS, '[1, 2] # c', '{}', '{A: 1, B: {C: no}} # c', '\n    - A: 1'];

const keys = fc.constantFrom('A', 'B', 'C', 'D');
const remarks = fc.constantFrom('', '\n', '# Note: a remark\n', '\n   # A: further in\n');
const mapping = fc
  .uniqueArray(fc.tuple(keys, fc.constantFrom(...SCALARS), remarks), { minLength: 1, selector: ([key]) => key })
  .map((leaves) => leaves.map(([key, node, remark]) => `\n${remark}    ${key}: ${node}`).join(''));
const entries = fc.uniqueArray(fc.tuple(keys, fc.oneof(fc.constantFrom(...NODES), mapping), remarks), {
  selector: ([key]) => key,
});
const scripts = fc.constantFrom('', 'Script: |\n  # no remark\n  A: 1\n', '# Script:\n');

/** Texts of configurations, with and without a final line feed. */
const configs = fc.tuple(scripts, entries, remarks, fc.boolean()).map(([script, top, tail, isWhole]) => {
  const text = `${script}${top.map(([key, node, remark]) => `${remark}${key}: ${node}\n`).join('')}${tail}`;
  return isWhole ? text : text.replace(/\n$/, '');
});
const paths = fc.array(keys, { minLength: 1, maxLength: 3 });
const values = fc.constantFrom(true, 7, 'yes', 'a # b', 'ami-0abcdef1234567890');

const read = (text: string): unknown => parse(text, { version: '1.1' });

test('the change is made or refused, all else reads as before, and no line is lost but the one of the key', () => {
  fc.assert(
    fc.property(configs, paths, values, (config, path, value) => {
      const { text, problem } = patchConfig(config, { [path.join('.')]: value });
      const wanted = changed(read(config), path, value);
      expect(problem === null).toBe(wanted !== null);
      if (text === null) return;
      expect(read(text)).toEqual(wanted);
      const lost = lostLines(config, text);
      expect(lost.length).toBeLessThan(2);
      expect(lost.filter((line) => !path.some((key) => line.trimStart().startsWith(`${key}:`)))).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

/** Null where the key stands below, or in the place of, something that is no place for it. */
function changed(node: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  const isMapping = typeof node === 'object' && !Array.isArray(node);
  if (key === undefined) return typeof node === 'object' && node !== null ? null : value;
  if (node !== undefined && !isMapping) return null;
  const there = new Map<string, unknown>(Object.entries(node ?? {}));
  const below = changed(there.get(key), rest, value);
  return below === null ? null : { ...node, [key]: below };
}

function lostLines(before: string, after: string): string[] {
  return diffArrays(before.split('\n'), after.split('\n')).flatMap((part) => (part.removed ? part.value : []));
}
