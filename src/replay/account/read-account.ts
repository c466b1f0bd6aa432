// Puts a recorded account together from the texts of its files: account.yaml, and a folder for each image with build.yaml,
// stack-events.txt, image-config.yaml and its log streams. The name of a stream is its path inside that folder: `3.4.1/1.log` is stream `3.4.1/1`.

import type { Account, Build, BuiltAmi, Image, LogGroup, Stack, Workflow } from './account.ts';
import { badFile } from './bad-file.ts';
import { accountFile, buildFile, type AccountFile, type BuildFile } from './build-file.ts';
import { readStackEventsFile } from './stack-events-file.ts';
import { readStreamFile } from './stream-file.ts';
import { readYamlFile } from './yaml-file.ts';

/** Texts by path, relative to the account's folder, with `/` between the parts. */
export type AccountFiles = ReadonlyMap<string, string>;

const BUILD = /^([^/]+)\/build\.yaml$/;

/** Reads an account; `folder` is only used to name files in errors. */
export function readAccount(files: AccountFiles, folder: string): Account {
  const text = files.get('account.yaml');
  if (text === undefined) throw badFile({ file: `${folder}/account.yaml`, line: 1 }, 'no such file');
  const read = readYamlFile(text, { file: `${folder}/account.yaml`, schema: accountFile });
  const ids = [...files.keys()].flatMap((path) => BUILD.exec(path)?.[1] ?? []);
  return {
    id: read.account,
    clock: read.clock,
    builds: ids.sort().map((imageId) => readBuild(files, { imageId, folder, account: read.account })),
    parentImages: read.parentImages,
    otherStacks: read.otherStacks.map((stack) => otherStack(stack, read.account)),
  };
}

interface Where {
  readonly imageId: string;
  readonly folder: string;
  readonly account: string;
}

function readBuild(files: AccountFiles, where: Where): Build {
  const path = `${where.imageId}/build.yaml`;
  const read = readYamlFile(files.get(path) ?? '', { file: `${where.folder}/${path}`, schema: buildFile });
  return {
    imageId: where.imageId,
    region: read.region,
    stack: read.stack && stackOf(read.stack, { ...where, region: read.region, events: stackEvents(files, where) }),
    image: read.image && imageOf(read.image, where.imageId),
    workflows: read.workflows.map(workflowOf),
    logGroup: logGroupOf(read, files, where),
    ami: read.ami && amiOf(read.ami),
    config: files.get(`${where.imageId}/image-config.yaml`) ?? null,
  };
}

function stackEvents(files: AccountFiles, where: Where): Stack['events'] {
  const path = `${where.imageId}/stack-events.txt`;
  return readStackEventsFile(files.get(path) ?? '', `${where.folder}/${path}`);
}

function stackOf(
  stack: NonNullable<BuildFile['stack']>,
  at: { imageId: string; region: string; account: string; events: Stack['events'] },
): Stack {
  const { uuid, created, ...rest } = stack;
  const id = `arn:aws:cloudformation:${at.region}:${at.account}:stack/${at.imageId}/${uuid}`;
  return { ...rest, id, name: at.imageId, region: at.region, createdAt: created, events: at.events };
}

function otherStack(stack: AccountFile['otherStacks'][number], account: string): Stack {
  const { name, region, ...rest } = stack;
  return stackOf(rest, { imageId: name, region, account, events: [] });
}

function imageOf(image: NonNullable<BuildFile['image']>, imageId: string): Image {
  const { created, ...rest } = image;
  return { ...rest, name: `ParallelClusterImage-${imageId}`, createdAt: created };
}

function amiOf({ created, ...ami }: NonNullable<BuildFile['ami']>): BuiltAmi {
  return { ...ami, createdAt: created };
}

function workflowOf(workflow: BuildFile['workflows'][number]): Workflow {
  const { started, ended, steps, ...rest } = workflow;
  return {
    ...rest,
    startedAt: started,
    endedAt: ended,
    steps: steps.map(({ started: begun, ended: done, ...step }) => ({ ...step, startedAt: begun, endedAt: done })),
  };
}

/** A build has a log group when it has a stream, or when build.yaml says that an empty one is there. */
function logGroupOf(read: BuildFile, files: AccountFiles, where: Where): LogGroup | null {
  const prefix = `${where.imageId}/`;
  const paths = [...files.keys()].filter((path) => path.startsWith(prefix) && path.endsWith('.log')).sort();
  if (paths.length === 0 && !read.logGroup) return null;
  const streams = paths.map((path) =>
    readStreamFile(files.get(path) ?? '', {
      name: path.slice(prefix.length, -'.log'.length),
      file: `${where.folder}/${path}`,
    }),
  );
  const first = streams[0]?.parts[0];
  const began = first && 'at' in first ? first.at : null;
  return {
    name: `/aws/imagebuilder/ParallelClusterImage-${where.imageId}`,
    createdAt: read.logGroup?.created ?? began ?? 0,
    retentionInDays: read.logGroup?.retentionInDays ?? null,
    streams,
  };
}
