// Small recorded accounts for these tests, and a connection to the server that replays them. Waits are noted down, not waited.
import { onTestFinished } from 'vitest';
import type { Evidence } from '../../../src/model/evidence.ts';
import type { Progress } from '../../../src/model/progress.ts';
import type {
  Account,
  Build,
  Image,
  LogGroup,
  Stack,
  StackEvent,
  StreamPart,
} from '../../../src/replay/account/account.ts';
import { startReplay, type Replay, type ReplayOptions } from '../../../src/replay/server.ts';
import { connect, type AwsAccount, type ConnectOptions } from '../../../src/sources/aws/account.ts';
import { readImage, type ReadImageOptions } from '../../../src/sources/aws/image.ts';

export const REGION = 'us-east-1';
export const ACCOUNT = '111122223333';
export const STARTED = Date.parse('2023-01-27T10:08:12.345Z');
export const FAILED = Date.parse('2023-01-27T11:20:41.001Z');
const UUID = '0c9f3a10-9e35-11ed-8a5c-0e1a2b3c4d5e';

export interface Opened {
  readonly aws: AwsAccount;
  readonly replay: Replay;
  readonly progress: Progress[];
  /** Milliseconds of each wait that was asked for. */
  readonly waits: number[];
}

/** Serves the account until the test has finished and connects to it. */
export async function open(
  builds: readonly Build[],
  options: {
    readonly replay?: ReplayOptions;
    readonly connect?: Partial<ConnectOptions>;
    readonly otherStacks?: Stack[];
  } = {},
): Promise<Opened> {
  const account: Account = {
    id: ACCOUNT,
    clock: Date.parse('2023-02-01T00:00:00Z'),
    builds,
    otherStacks: options.otherStacks ?? [],
    parentImages: [],
  };
  const replay = await startReplay(account, { emptyTailPages: 0, ...options.replay });
  onTestFinished(() => replay.close());
  const progress: Progress[] = [];
  const waits: number[] = [];
  const aws = await connect({
    region: REGION,
    endpoint: replay.url,
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' },
    signal: new AbortController().signal,
    onProgress: (step) => progress.push(step),
    pace: {
      random: () => 0.5,
      sleep: async (ms, signal) => {
        waits.push(ms);
        signal.throwIfAborted();
      },
    },
    ...options.connect,
  });
  return { aws, replay, progress, waits };
}

/** The actions that were asked of AWS, in order. */
export function actions({ replay }: Opened): string[] {
  return replay.requests.map(({ action }) => action);
}

export async function readAll(
  { aws }: Opened,
  id: string,
  options: ReadImageOptions = { full: false },
): Promise<Evidence[]> {
  const read: Evidence[] = [];
  for await (const evidence of readImage(aws, id, options)) read.push(evidence);
  return read;
}

/** The last, most complete evidence. */
export async function readLast(opened: Opened, id: string): Promise<Evidence> {
  const last = (await readAll(opened, id)).at(-1);
  if (!last) throw new Error('nothing was read');
  return last;
}

export function texts(evidence: Evidence, witness: string): string[] {
  return evidence.lines.filter((line) => line.witness === witness).map((line) => line.text);
}

/** A failed build with all its witnesses; the overrides say what is different. */
export function failedBuild(id: string, overrides: Partial<Build> = {}): Build {
  return {
    imageId: id,
    region: REGION,
    stack: stack(id),
    image: image(id),
    workflows: [],
    ami: null,
    config: null,
    logGroup: logGroup(id, [{ name: '3.4.1/1', parts: FAILING_LINES }]),
    ...overrides,
  };
}

export const FAILING_LINES: readonly StreamPart[] = [
  { at: STARTED + 600_000, after: null, text: 'Step InstallPClusterPackages' },
  { at: null, after: 1000, text: 'Stdout: E: Packages were downgraded and -y was used without --allow-downgrades.' },
  { at: null, after: 500, text: 'Stderr: first of two\nsecond of two\n' },
  { at: null, after: 300, text: 'CmdExecution: ExitCode 100' },
];

export function stack(id: string, overrides: Partial<Stack> = {}): Stack {
  return {
    id: `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/${id}/${UUID}`,
    name: id,
    region: REGION,
    status: 'CREATE_FAILED',
    reason: 'The following resource(s) failed to create: [ParallelClusterImage]. ',
    createdAt: STARTED,
    parameters: {},
    tags: {
      'parallelcluster:image_id': id,
      'parallelcluster:version': '3.4.1',
      'parallelcluster:build_log': `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/aws/imagebuilder/ParallelClusterImage-${id}`,
    },
    events: stackEvents(id),
    ...overrides,
  };
}

export const IMAGE_REASON = `Resource handler returned message: "Error occurred during operation 'Workflow Execution ID: 'wf-1' failed'." (RequestToken: 1)`;

export function stackEvents(id: string): StackEvent[] {
  const imageEvent = { type: 'AWS::ImageBuilder::Image', logicalId: 'ParallelClusterImage', physicalId: imageArn(id) };
  const stackEvent = {
    type: 'AWS::CloudFormation::Stack',
    logicalId: id,
    physicalId: `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/${id}/${UUID}`,
  };
  return [
    { at: STARTED, status: 'CREATE_IN_PROGRESS', reason: 'User Initiated', ...stackEvent },
    { at: STARTED + 60_000, status: 'CREATE_IN_PROGRESS', reason: 'Resource creation Initiated', ...imageEvent },
    { at: FAILED, status: 'CREATE_FAILED', reason: IMAGE_REASON, ...imageEvent },
    {
      at: FAILED + 900,
      status: 'CREATE_FAILED',
      reason: 'The following resource(s) failed to create: [ParallelClusterImage]. ',
      ...stackEvent,
    },
  ];
}

export function imageArn(id: string): string {
  return `arn:aws:imagebuilder:${REGION}:${ACCOUNT}:image/parallelclusterimage-${id.toLowerCase()}/3.4.1/1`;
}

export function image(id: string, overrides: Partial<Image> = {}): Image {
  return {
    arn: imageArn(id),
    name: `ParallelClusterImage-${id}`,
    status: 'FAILED',
    reason: `Workflow Execution ID: 'wf-1' failed with reason: Document failed!`,
    failureContext: null,
    createdAt: STARTED + 60_000,
    parentImage: `arn:aws:imagebuilder:${REGION}:aws:image/ubuntu-server-20-lts-x86/x.x.x`,
    osVersion: 'Ubuntu 20',
    instanceType: 'c5.xlarge',
    components: [],
    amis: [],
    tags: {},
    ...overrides,
  };
}

export function logGroup(id: string, streams: readonly { name: string; parts: readonly StreamPart[] }[]): LogGroup {
  return {
    name: `/aws/imagebuilder/ParallelClusterImage-${id}`,
    createdAt: STARTED + 61_000,
    retentionInDays: null,
    streams,
  };
}

/** About 10 MB: 30,000 events of 330 bytes. */
export function longStream(): readonly StreamPart[] {
  const text = `Stdout: turn {n} of a long build: ${'compiling a file that nobody will ever look at; '.repeat(6)}`;
  return [
    { at: STARTED + 600_000, after: null, text: 'Step Begin' },
    { times: 29_995, every: 100, beats: [{ at: null, after: 0, text }] },
    ...FAILING_LINES.slice(1),
  ];
}
