// However a build is spread over files, and in whatever order they are found, its diagnosis is the same.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCatalog } from '../../src/catalog/shipped.ts';
import { diagnose } from '../../src/doctor.ts';
import { buildsAt } from './reading.ts';

const catalog = await openCatalog(null);
const STORIES = ['masked-cookbook', 'mysql-on-3.4.1', 'unknown-compiler-error'];
/** Events of an exported stream; a line without a time goes on with the one before. */
const logs = STORIES.map((name) => readFileSync(`test/stories/${name}/input.log`, 'utf8').split(/(?<=\n)(?=\d{4}-)/));
const DESCRIBED = {
  imageId: 'site',
  imageBuildStatus: 'BUILD_FAILED',
  region: 'eu-west-1',
  cloudformationStackStatus: 'CREATE_FAILED',
};
const EVENTS = [
  {
    LogicalResourceId: 'site',
    StackName: 'site',
    ResourceType: 'AWS::CloudFormation::Stack',
    ResourceStatus: 'CREATE_FAILED',
    Timestamp: '2024-05-14T09:00:00Z',
  },
];

async function told(files: readonly (readonly [string, string])[]) {
  const folder = mkdtempSync(join(tmpdir(), 'pc-doctor-'));
  try {
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
    const [build] = await buildsAt(...files.map(([name]) => join(folder, name)));
    if (!build) throw new Error('no build');
    const { verdict, fingerprint, rootCause, failure, image } = await diagnose(build.evidence(), { catalog });
    return {
      verdict,
      fingerprint,
      failure,
      quoted: rootCause?.evidence.map(({ text }) => text),
      id: image.id,
      status: image.buildStatus,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A log cut into pages, with its answers, in an order and under names that say nothing. */
const spread = fc.constantFrom(...logs).chain((events) =>
  fc.uniqueArray(fc.integer({ min: 1, max: Math.max(1, events.length - 1) }), { maxLength: 4 }).chain((cuts) => {
    const places = [0, ...cuts.toSorted((a, b) => a - b), events.length];
    const pages = places.slice(1).map((to, i) => events.slice(places[i], to).join(''));
    const texts = [...pages.filter((page) => page !== ''), JSON.stringify(DESCRIBED), JSON.stringify(EVENTS)];
    return fc
      .tuple(
        fc.shuffledSubarray(texts, { minLength: texts.length }),
        fc.shuffledSubarray('abcdefgh'.split(''), { minLength: texts.length }),
      )
      .map(([shuffled, names]) => ({
        whole: events.join(''),
        files: shuffled.map((text, i): [string, string] => [names[i] ?? '', text]),
      }));
  }),
);

test('pages and answers in any order give the diagnosis of the whole', async () => {
  await fc.assert(
    fc.asyncProperty(spread, async ({ whole, files }) => {
      const expected = await told([
        ['a', whole],
        ['b', JSON.stringify(DESCRIBED)],
        ['c', JSON.stringify(EVENTS)],
      ]);
      expect(await told(files)).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});
