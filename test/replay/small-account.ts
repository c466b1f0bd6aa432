// A small recorded account, written as its files, and the real SDK clients that talk to a server for it.
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ImagebuilderClient } from '@aws-sdk/client-imagebuilder';
import { onTestFinished } from 'vitest';
import type { Account } from '../../src/replay/account/account.ts';
import { readAccount } from '../../src/replay/account/read-account.ts';
import { startReplay, type Replay, type ReplayOptions } from '../../src/replay/server.ts';

export const UUID = '0f8fad5b-d9cb-469f-a165-70867728950e';
export const IMAGE_ARN = 'arn:aws:imagebuilder:us-east-1:111122223333:image/parallelclusterimage-alpha/3.9.1/1';
export const GROUP = '/aws/imagebuilder/ParallelClusterImage-alpha';
export const STREAM = '3.9.1/1';

const ACCOUNT_YAML = `account: "111122223333"
clock: 2026-11-23T04:00:00.000Z
`;

const BUILD_YAML = `region: us-east-1
stack:
  uuid: ${UUID}
  status: CREATE_FAILED
  reason: "The following resource(s) failed to create: [ParallelClusterImage]. "
  created: 2026-11-20T10:00:00.000Z
  tags:
    "parallelcluster:image_id": alpha
    "parallelcluster:version": 3.9.1
image:
  arn: ${IMAGE_ARN}
  status: FAILED
  reason: "Workflow Execution ID: 'wf-1f2e3d4c' failed with reason: Document x failed!"
  failureContext: { failedStep: ApplyBuildComponents, componentFailure: { errorMessage: "exit status 1" } }
  created: 2026-11-20T10:02:30.000Z
  parentImage: ami-0abc
  instanceType: c5.xlarge
workflows:
  - id: wf-5e7ac0de-2b1f-4c55-8d6e-7f0a1b2c3d4e
    arn: arn:aws:imagebuilder:us-east-1:aws:workflow/build/build-image/1.0.3/1
    type: BUILD
    status: FAILED
    message: "Document x failed!"
    started: 2026-11-20T10:02:40.000Z
    ended: 2026-11-20T11:10:00.000Z
    steps:
      - id: step-11111111-2222-4333-8444-555555555555
        name: LaunchBuildInstance
        action: LaunchInstance
        status: COMPLETED
        outputs: { instanceId: i-0abc }
      - id: step-22222222-2222-4333-8444-555555555555
        name: ApplyBuildComponents
        action: ExecuteComponents
        status: FAILED
        message: "Document x failed!"
        started: 2026-11-20T10:05:00.000Z
`;

const STACK_EVENTS = `# time, status, type, logical id, physical id, reason
2026-11-20T10:00:00.000Z CREATE_IN_PROGRESS AWS::CloudFormation::Stack alpha arn:aws:cloudformation:us-east-1:111122223333:stack/alpha/${UUID} User Initiated
2026-11-20T10:02:30.000Z CREATE_IN_PROGRESS AWS::ImageBuilder::Image ParallelClusterImage -
2026-11-20T11:11:00.000Z CREATE_FAILED AWS::ImageBuilder::Image ParallelClusterImage ${IMAGE_ARN} Resource handler returned message: "Error occurred during operation 'Document <x> & 'y' failed!'." (RequestToken: ${UUID})
2026-11-20T11:11:01.000Z CREATE_FAILED AWS::CloudFormation::Stack alpha arn:aws:cloudformation:us-east-1:111122223333:stack/alpha/${UUID} The following resource(s) failed to create: [ParallelClusterImage]. ${''}
`;

/** The files of an account with one failed build `alpha`; `more` adds files or replaces them. */
export function smallAccount(more: Readonly<Record<string, string>> = {}): Account {
  const files = {
    'account.yaml': ACCOUNT_YAML,
    'alpha/build.yaml': BUILD_YAML,
    'alpha/stack-events.txt': STACK_EVENTS,
    'alpha/3.9.1/1.log': '2026-11-20T10:05:00.000Z Step InstallPClusterPackages\n+1s Stdout: hello\n',
    ...more,
  };
  return readAccount(new Map(Object.entries(files)), 'account');
}

/** Lines of a stream file that plays `count` events of `bytes` bytes each, one second apart. */
export function longStream(count: number, bytes: number): string {
  const text = 'x'.repeat(bytes - 'event  '.length - 5);
  return `2026-11-20T10:05:00.000Z the first event\n@repeat ${count - 1} every 1s\nevent {n+10000} ${text}\n@end\n`;
}

/** A running server that stops when the test ends. */
export async function running(account: Account, options: ReplayOptions = {}): Promise<Replay> {
  const replay = await startReplay(account, options);
  onTestFinished(() => replay.close());
  return replay;
}

/** The real clients, without retries of their own so that each test sees what one request gets. */
export function clientsOf(replay: Pick<Replay, 'url'>, region = 'us-east-1') {
  const config = {
    endpoint: replay.url,
    region,
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'not-a-secret' },
  };
  return {
    logs: new CloudWatchLogsClient(config),
    imageBuilder: new ImagebuilderClient(config),
    cloudFormation: new CloudFormationClient(config),
  };
}
