// Answers of pcluster and the AWS CLI, kept as files: witnesses of a build beside its log.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderOf } from './packed.ts';
import { inFile, readPath, readText } from './reading.ts';

const ARN = 'arn:aws:cloudformation:us-east-1:111122223333:stack/ubuntu20/11112222';
const REASON =
  "SSM execution '1111' failed with status = 'TimedOut' in state = 'BUILDING' and failure message = 'SSM Agent verification failed'";
const DESCRIBED = {
  imageConfiguration: { url: 'NOT_AVAILABLE' },
  imageId: 'ubuntu20',
  imageBuildStatus: 'BUILD_FAILED',
  region: 'us-east-1',
  version: '3.4.1',
  imagebuilderImageStatus: 'FAILED',
  imagebuilderImageStatusReason: REASON,
  cloudformationStackStatus: 'CREATE_FAILED',
  cloudformationStackStatusReason: 'The following resource(s) failed to create: [ParallelClusterImage].',
  cloudformationStackArn: ARN,
  cloudformationStackCreationTime: '2024-05-14T08:30:00.000Z',
};

describe('pcluster describe-image', () => {
  test('gives the reasons of image and stack as witnesses, and the facts of the image', async () => {
    const { image, lines, logs } = await readText(JSON.stringify(DESCRIBED, null, 2));
    expect(lines.map(({ witness, text }) => [witness, text])).toEqual([
      ['image', REASON],
      [
        'stack',
        'CREATE_FAILED ubuntu20 AWS::CloudFormation::Stack: The following resource(s) failed to create: [ParallelClusterImage].',
      ],
    ]);
    expect(logs).toEqual([{ group: null, name: 'standard input', events: 2, complete: true }]);
    expect(image).toMatchObject({
      id: 'ubuntu20',
      region: 'us-east-1',
      account: '111122223333',
      pclusterVersion: '3.4.1',
      buildStatus: 'BUILD_FAILED',
      imageStatus: 'FAILED',
      stackStatus: 'CREATE_FAILED',
      statusReason: REASON,
      startedAt: Date.parse('2024-05-14T08:30:00.000Z'),
    });
  });

  test('of a finished image tells its architecture and system', async () => {
    const ec2AmiInfo = { architecture: 'arm64', tags: [{ key: 'parallelcluster:os', value: 'alinux2' }] };
    const { image } = await readText(JSON.stringify({ imageId: 'x', imageBuildStatus: 'BUILD_COMPLETE', ec2AmiInfo }));
    expect(image).toMatchObject({ arch: 'arm64', os: 'alinux2', buildStatus: 'BUILD_COMPLETE' });
  });
});

describe('stack events', () => {
  const event = {
    stackId: ARN,
    stackName: 'ubuntu20',
    logicalResourceId: 'ParallelClusterImage',
    physicalResourceId: '',
    resourceType: 'AWS::ImageBuilder::Image',
    timestamp: '2024-05-14T09:30:00.000Z',
    resourceStatus: 'CREATE_FAILED',
    resourceStatusReason: 'x',
  };
  const pascal = Object.fromEntries(
    Object.entries(event).map(([key, value]) => [key.charAt(0).toUpperCase() + key.slice(1), value]),
  );

  test.each([
    ['pcluster get-image-stack-events', { events: [event] }],
    [
      'aws cloudformation describe-stack-events',
      { StackEvents: [{ ...pascal, Timestamp: '2024-05-14T09:30:00.000000+00:00' }] },
    ],
    ['a bare list', [pascal]],
    ['the list of lists of an export', [[pascal]]],
  ])('are read in the dress of %s', async (_, document) => {
    const { lines, image } = await readText(JSON.stringify(document));
    expect(lines).toEqual([
      {
        witness: 'stack',
        log: 0,
        ordinal: 1,
        time: Date.parse('2024-05-14T09:30:00.000Z'),
        text: 'CREATE_FAILED ParallelClusterImage AWS::ImageBuilder::Image: x',
        continues: false,
      },
    ]);
    expect(image).toMatchObject({ id: 'ubuntu20', region: 'us-east-1', account: '111122223333' });
  });
});

describe('aws imagebuilder get-image', () => {
  const image = {
    arn: 'arn:aws:imagebuilder:eu-west-1:111122223333:image/parallelclusterimage-ubuntu20/3.4.1/1',
    osVersion: 'Ubuntu 20',
    infrastructureConfiguration: { instanceTypes: ['c7g.xlarge'] },
    state: {
      status: 'FAILED',
      reason: REASON,
      failureContext: {
        failedStep: 'ApplyBuildComponents',
        componentFailure: {
          componentArn: 'arn:x',
          phaseName: 'build',
          stepName: 'UpdateOS',
          errorMessage: 'no more mirrors',
        },
      },
    },
  };

  test('gives the reason, the component that failed, and what the image was built from', async () => {
    const read = await readText(JSON.stringify({ requestId: 'x', image }));
    expect(read.lines.map(({ text }) => text)).toEqual([
      REASON,
      'failed in ApplyBuildComponents',
      'failed in arn:x build UpdateOS: no more mirrors',
    ]);
    expect(read.image).toMatchObject({
      id: 'ubuntu20',
      pclusterVersion: '3.4.1',
      os: 'ubuntu2004',
      arch: 'arm64',
      imageStatus: 'FAILED',
    });
  });
});

describe('lists', () => {
  const images = ['a', 'b', 'ubuntu20'].map((imageId, i) => ({
    imageId,
    imageBuildStatus: i === 1 ? 'BUILD_COMPLETE' : 'BUILD_FAILED',
    region: 'us-east-1',
    version: `3.${i}.0`,
  }));

  test('of images tell of the one that another file speaks of', async () => {
    const folder = folderOf({
      'list.json': JSON.stringify({ images }),
      'x/ubuntu20-cfn-events': JSON.stringify([{ LogicalResourceId: 'y', StackName: 'ubuntu20' }]),
    });
    const { image, gaps, origins } = await readPath(folder);
    expect(image).toMatchObject({ id: 'ubuntu20', pclusterVersion: '3.2.0' });
    expect(origins?.pclusterVersion).toBe('list.json');
    expect(gaps).toEqual([]);
  });

  test('of images tell of the only one that failed, and else ask which one is meant', async () => {
    expect((await readText(JSON.stringify({ images: images.slice(0, 2) }))).image).toMatchObject({ id: 'a' });
    const { image, gaps } = await readText(JSON.stringify({ images }));
    expect(image.id).toBeNull();
    expect(gaps).toMatchObject([{ what: 'which image of standard input is meant', why: 'it names a, b and ubuntu20' }]);
  });

  test('of stacks tell of the stack of an image', async () => {
    const Stacks = [
      {
        StackName: 'ubuntu20',
        StackId: ARN,
        StackStatus: 'CREATE_FAILED',
        CreationTime: '2024-05-14T08:30:00.000Z',
        Tags: [
          { Key: 'parallelcluster:image_id', Value: 'ubuntu20' },
          { Key: 'parallelcluster:version', Value: '3.4.1' },
        ],
      },
    ];
    expect((await readText(JSON.stringify({ Stacks }))).image).toMatchObject({
      id: 'ubuntu20',
      pclusterVersion: '3.4.1',
      buildStatus: 'BUILD_FAILED',
    });
    const { gaps } = await readText(JSON.stringify({ Stacks: [{ StackName: 'other' }] }));
    expect(gaps).toMatchObject([{ why: expect.stringContaining('other is not that of an image build') }]);
  });
});

describe("AWSTOE's folder", () => {
  const output = {
    executionId: '7c2a91f0',
    status: 'failed',
    documents: [
      {
        name: 'site.yml',
        status: 'failed',
        phases: [
          {
            name: 'build',
            steps: [
              {
                name: 'Fetch',
                status: 'success',
                action: 'ExecuteBash',
                outputs: JSON.stringify([{ stdout: 'fetched\n', exitCode: 0 }]),
              },
              {
                name: 'Apply',
                status: 'failed',
                action: 'ExecuteBash',
                outputs: JSON.stringify({ stderr: 'E: no quorum', exitCode: 4 }),
              },
            ],
          },
        ],
      },
    ],
  };

  test('tells its run by detailedoutput.json in the words of its console log', async () => {
    const { lines } = await readText(JSON.stringify(output));
    expect(lines.map(({ text }) => text)).toEqual([
      'Document site.yml',
      'Phase build',
      'Step Fetch',
      'Stdout: fetched',
      'CmdExecution: ExitCode 0',
      'ExecuteBash: FINISHED EXECUTION',
      'Step Apply',
      'CmdExecution: [ ERROR ] Command execution has resulted in an error',
      'CmdExecution: Stderr: E: no quorum',
      'CmdExecution: ExitCode 4',
      'ExecuteBash: FINISHED EXECUTION',
      'Document site.yml failed!',
      'TOE has completed execution with failure - Execution failed!',
    ]);
  });

  test('tells it once, by the console log, where that is at hand', async () => {
    const folder = 'TOE_2024-05-14_09-00-00_UTC-0_7c2a91f0';
    const { logs } = await readPath(
      folderOf({
        [`${folder}/console.log`]: 'Step Apply\nStderr: E: no quorum\n',
        [`${folder}/detailedoutput.json`]: JSON.stringify(output),
        [`${folder}/application.log`]: 'x\n',
      }),
    );
    expect(logs.map(({ name }) => name)).toEqual([`${folder}/console.log`]);
  });
});

describe('the text of an issue', () => {
  const issue = [
    '**Required Info:**',
    ' - AWS ParallelCluster version: 3.4.1',
    '',
    'Our build fails with',
    '```',
    'Stdout: STDERR: E: Packages were downgraded and -y was used without --allow-downgrades.',
    '```',
    'with this configuration',
    '```yaml',
    'Build:',
    '  InstanceType: c5.xlarge',
    '  ParentImage: ami-0abc1234def567890',
    '```',
    'and describe-image says',
    '```json',
    JSON.stringify(DESCRIBED),
    '```',
  ].join('\n');

  test('gives its excerpts, each in its shape, found again by line, and the facts of its prose', async () => {
    const { lines, image, logs } = await inFile('issue.md', issue);
    expect(lines.map(({ witness, ordinal, text }) => [witness, ordinal, text.slice(0, 40)])).toEqual([
      ['log', 6, 'Stdout: STDERR: E: Packages were downgra'],
      ['image', 16, REASON.slice(0, 40)],
      ['stack', 17, 'CREATE_FAILED ubuntu20 AWS::CloudFormati'],
    ]);
    expect(logs.map(({ name }) => name)).toEqual(['issue.md, from line 6', 'issue.md, from line 16']);
    expect(image).toMatchObject({ pclusterVersion: '3.4.1', parentImage: 'ami-0abc1234def567890', id: 'ubuntu20' });
  });

  test('a log that prints fences is a log all the same', async () => {
    const { lines } = await readText('Stdout: see\n```\nE: failed\n```\nStdout: more\n');
    expect(lines).toHaveLength(5);
  });
});

describe('files of one build', () => {
  const log =
    '2024-05-14T09:00:00.000Z Step UpdateOS\n2024-05-14T09:00:01.000Z Stdout: one\n2024-05-14T09:00:02.000Z Stdout: two\n';

  test('pages that follow each other are one log, and what two of them hold is told once', async () => {
    const [first = '', second = '', third = ''] = log.split(/(?<=\n)/);
    const folder = folderOf({ 'b.log': `${first}${second}`, 'a.log': `${second}${third}` });
    const { lines, logs } = await readPath(folder);
    expect(lines.map(({ text }) => text)).toEqual(['Step UpdateOS', 'Stdout: one', 'Stdout: two']);
    expect(logs[0]?.pieces).toEqual([
      { name: 'b.log', before: 0 },
      { name: 'a.log', before: 2 },
    ]);
  });

  test('of one name are told apart by their paths', async () => {
    const [a, b] = [
      join(folderOf({ 'x.log': log }), 'x.log'),
      join(folderOf({ 'x.log': 'E: something else\n' }), 'x.log'),
    ];
    expect((await readPath(a, b)).logs.map(({ name }) => name)).toEqual([a, b]);
  });

  test('that speak of two images are told apart by a gap', async () => {
    const { gaps } = await readPath(
      folderOf({ 'a.json': JSON.stringify(DESCRIBED), 'b.json': JSON.stringify({ ...DESCRIBED, imageId: 'other' }) }),
    );
    expect(gaps).toMatchObject([
      { what: 'which build this is about', why: expect.stringContaining('ubuntu20 (a.json) and other (b.json)') },
    ]);
  });

  test('of which one cannot be read are read without it, and it is said', async () => {
    const { gaps, lines } = await readPath(
      folderOf({ 'a.log': log, 'b.bin': Buffer.from([0, 1, 2]), 'c.json': '{"a": 1}' }),
    );
    expect(lines).toHaveLength(3);
    expect(gaps.map(({ what }) => what)).toEqual(['b.bin', 'c.json']);
  });

  test('an image configuration among them tells the parent image, and is no log', async () => {
    const config =
      'Region: eu-west-1\nBuild:\n  InstanceType: c5.xlarge # fast\n  ParentImage: ami-0abc1234def567890\n';
    const { image, logs } = await readPath(folderOf({ 'a.log': log, 'image-config.yaml': config }));
    expect(image).toMatchObject({ parentImage: 'ami-0abc1234def567890', region: 'eu-west-1' });
    expect(logs).toHaveLength(1);
  });
});
