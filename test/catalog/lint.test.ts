// Each rule of lint, with a pattern that breaks it and nothing else; and the shipped catalog, which breaks none.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { describe, expect, test } from 'vitest';
import { catalogOf } from '../../src/catalog/catalog.ts';
import { lintPatterns, RULES, type Rule } from '../../src/catalog/lint.ts';
import { readPatternFolder } from '../../src/catalog/load.ts';
import { openWholeCatalog } from '../../src/catalog/shipped.ts';
import { goodBuildLogs } from '../../src/cli/patterns/good-builds.ts';
import { matchSample } from '../../src/doctor.ts';
import type { Pattern } from '../../src/model/catalog.ts';
import { temporaryFolder } from '../cli/pc-doctor.ts';
import { LEAST, pattern } from './patterns.ts';

const GOOD_BUILD = 'Stdout: Unpacking libhwloc15 (2.1.0) ...\nStdout: Setting up libhwloc15 (2.1.0) ...\n';

/** The rules that a pattern breaks, beside others. */
function broken(fields: Readonly<Record<string, unknown>>, others: readonly Pattern[] = []): string[] {
  const own = pattern(fields);
  const catalog = catalogOf([...others, own]);
  const find = (sample: Parameters<typeof matchSample>[1]) => matchSample(catalog, sample);
  const inGoodBuilds = find({ text: GOOD_BUILD, witness: 'log' });
  return lintPatterns([own], { patterns: catalog.patterns, find, inGoodBuilds }).map(({ rule }) => rule);
}

/** The rules that a file breaks as it is read. */
async function unreadable(file: Readonly<Record<string, unknown>>): Promise<string[]> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'a'));
  writeFileSync(join(folder, 'a', 'one.yaml'), stringify(file));
  return (await readPatternFolder(folder)).mistakes.map(({ rule }) => rule);
}

const remedy = { id: 'x', kind: 'command', title: 'Do it', steps: ['Do it.'] };
const other = (fields: Readonly<Record<string, unknown>>) => pattern({ ...LEAST, ...fields }, 'test/other');

const BREAKS: Readonly<Record<Rule, () => string[] | Promise<string[]>>> = {
  schema: () => unreadable({ ...LEAST, explanaton: 'x' }),
  'no-hits': () => unreadable({ ...LEAST, hits: [] }),
  'no-near-miss': () => unreadable({ ...LEAST, misses: [] }),
  'remedy-without-steps': () => unreadable({ ...LEAST, remedies: [{ ...remedy, steps: [] }] }),
  'not-linear': () => unreadable({ ...LEAST, match: { line: '(a)\\1' } }),
  'http-url': () => broken({ remedies: [{ ...remedy, steps: ['Read http://example.com/page first.'] }] }),
  'hit-not-matched': () => broken({ hits: [{ log: 'something else' }] }),
  'miss-matched': () => broken({ misses: [{ log: 'cp: y: No space left on device' }] }),
  'foreign-hit': () => broken({}, [other({})]),
  'fires-on-success': () =>
    broken({
      match: { line: 'Setting up \\S+' },
      hits: [{ log: 'Stdout: Setting up x (1) ...' }],
      misses: [{ log: 'x' }],
    }),
  'unsafe-quantifier': () => broken({ match: { line: 'No space left(?:\\w+)*' } }),
  'common-words': () => broken({ match: { line: '(?:Error|FAILED): ' }, hits: [{ log: 'Error: x' }] }),
  'undefined-capture': () => broken({ explanation: 'The package {package} is missing; "${HOME}" is of the shell.' }),
  'unknown-relation': () => broken({ refines: ['test/nothing'] }),
  'relation-cycle': () =>
    broken({ refines: ['test/other'] }, [other({ refines: ['test/one'], match: { line: 'never this' } })]),
  'empty-version-range': () => broken({ affects: { pcluster: '>3.5.0 <3.4.0' } }),
  'secret-in-sample': () => broken({ hits: [{ log: 'No space left on arn:aws:s3:us-east-1:987654321098:x' }] }),
};

test.each(RULES)('%s is found, and nothing else is said', async (rule) => {
  expect(new Set(await BREAKS[rule]())).toEqual(new Set([rule]));
});

test('the least pattern breaks no rule', () => {
  expect(broken({})).toEqual([]);
});

describe('what is no mistake', () => {
  test('a harmless line in a hit of another pattern', () => {
    expect(broken({}, [other({ kind: 'benign' })])).toEqual([]);
  });

  test('a related pattern in a hit', () => {
    expect(broken({ refines: ['test/other'] }, [other({})])).toEqual([]);
  });

  test('common words within one Chef resource', () => {
    const match = { line: '^Error: ', in: { resource: 'install_slurm' } };
    expect(broken({ match }).filter((rule) => rule === 'common-words')).toEqual([]);
  });

  test('invented accounts, and the address of the metadata service', () => {
    const log = 'No space left on arn:aws:s3:us-east-1:111122223333:x';
    const steps = ['Ask http://169.254.169.254/latest/meta-data/ for it.'];
    expect(broken({ hits: [{ log }], remedies: [{ ...remedy, steps }] })).toEqual([]);
  });
});

test('the shipped catalog breaks no rule', async () => {
  const catalog = await openWholeCatalog(null);
  const find = (sample: Parameters<typeof matchSample>[1]) => matchSample(catalog, sample);
  const inGoodBuilds = (await goodBuildLogs()).flatMap((text) => find({ text, witness: 'log' }));
  const findings = lintPatterns(catalog.patterns, { patterns: catalog.patterns, find, inGoodBuilds });
  expect(findings.map(({ pattern: id, rule, what }) => `${id}: [${rule}] ${what}`)).toEqual([]);
});
