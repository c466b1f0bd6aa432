// Loose files where many builds are expected, as a survey finds them: a log is a build, what tells of its image is none.
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { filesOf } from '../../src/sources/files.ts';
import { folderOf } from './packed.ts';

const LOG = 'Stdout: apt-get update\n';
const ANSWER = JSON.stringify({ imageId: 'ubuntu20', imageBuildStatus: 'BUILD_FAILED' });
const CONFIG = 'Image:\n  Name: ubuntu20\nBuild:\n  InstanceType: c5.xlarge\n  ParentImage: ami-0abc\n';
const EVENTS = JSON.stringify({ events: [{ timestamp: '2024-05-14T08:59:59.000Z', message: 'Stdout: ok' }] });

async function builds(files: Readonly<Record<string, string>>) {
  const found = await filesOf([folderOf(files)], { apart: true });
  return found.map(({ files: own, gaps }) => [own.map(({ path }) => basename(path)).sort(), gaps.length]);
}

test('each log is a build, whatever form it has', async () => {
  expect(await builds({ 'a.log': LOG, 'b.log': LOG, 'c.json': EVENTS })).toEqual([
    [['a.log'], 0],
    [['b.log'], 0],
    [['c.json'], 0],
  ]);
});

test('what tells of the image belongs to the only log beside it', async () => {
  const one = { 'x/build.log': LOG, 'x/describe.json': ANSWER, 'x/image-config.yaml': CONFIG };
  expect(await builds({ ...one, 'y/build.log': LOG })).toEqual([
    [['build.log', 'describe.json', 'image-config.yaml'], 0],
    [['build.log'], 0],
  ]);
});

test('beside several logs nobody knows whose it is: it is not counted, and that is said', async () => {
  expect(await builds({ 'a.log': LOG, 'b.log': LOG, 'describe.json': ANSWER })).toEqual([
    [['a.log'], 1],
    [['b.log'], 1],
  ]);
});

test('without a log it is all there is of a build', async () => {
  expect(await builds({ 'x/describe.json': ANSWER, 'y/build.log': LOG })).toEqual([
    [['describe.json'], 0],
    [['build.log'], 0],
  ]);
});
