// What becomes of each of several builds: read, not read, or broken by a mistake of the doctor's own.
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openCatalog } from '../../src/catalog/shipped.ts';
import { outcomesOf, type Build } from '../../src/cli/outcomes.ts';
import type { Progress } from '../../src/model/progress.ts';
import { EXIT, Trouble } from '../../src/model/trouble.ts';
import { evidenceOf } from '../../src/sources/sample.ts';

const catalog = await openCatalog(null);

function build(name: string, read: () => void): Build {
  async function* evidence() {
    read();
    yield evidenceOf('nothing of interest');
  }
  return { name, image: { id: name, region: 'us-east-1' }, evidence };
}

async function outcomeOf(read: () => void) {
  const [outcome] = await Promise.all(
    outcomesOf([build('hpc-001', read)], { asked: { catalog }, onProgress: () => {} }),
  );
  return outcome;
}

test('trouble becomes a gap of a build of which nothing else is known', async () => {
  const toTry = 'allow logs:GetLogEvents';
  const error = new Trouble('denied', { exitCode: EXIT.credentials, toTry, details: ['twice'] });
  const outcome = await outcomeOf(() => {
    throw error;
  });
  expect(outcome).toMatchObject({ kind: 'unread', error });
  expect(outcome?.diagnosis).toMatchObject({
    image: { id: 'hpc-001', region: 'us-east-1', pclusterVersion: null, logs: [] },
    verdict: 'inconclusive',
    failure: null,
    rootCause: null,
    remedies: [],
    gaps: [{ what: 'the build hpc-001', why: 'denied twice', toSeeIt: toTry }],
  });
});

test('a mistake of the doctor becomes a gap that says so', async () => {
  const outcome = await outcomeOf(() => {
    throw new TypeError('x is not a function\n  at y');
  });
  expect(outcome?.diagnosis?.gaps).toEqual([
    {
      what: 'the build hpc-001',
      why: 'pc-doctor itself failed on it: x is not a function',
      toSeeIt: 'run again with --debug, and report what it shows',
    },
  ]);
});

test('an image that does not exist has no diagnosis', async () => {
  const outcome = await outcomeOf(() => {
    throw new Trouble('there is no image "hpc-001"', { exitCode: EXIT.notFound });
  });
  expect(outcome).toMatchObject({ kind: 'unread', diagnosis: null });
});

test('four builds are read at a time, and each says how many are done before it', async () => {
  let running = 0;
  let most = 0;
  const told: Progress[] = [];
  async function* evidence() {
    running += 1;
    most = Math.max(most, running);
    await setTimeout(5);
    running -= 1;
    yield evidenceOf('nothing of interest');
  }
  const builds = Array.from({ length: 10 }, (_, index): Build => ({ name: `hpc-${index}`, evidence }));
  await Promise.all(outcomesOf(builds, { asked: { catalog }, onProgress: (progress) => told.push(progress) }));
  expect(most).toBe(4);
  expect(told).toHaveLength(10);
  expect(told.slice(0, 4)).toMatchObject(Array.from({ length: 4 }, () => ({ done: 0, of: 10 })));
  expect(told.at(-1)).toMatchObject({ done: expect.any(Number), of: 10 });
});
