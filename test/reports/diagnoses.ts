// Hand-built diagnoses, one a verdict, a row of the list and the head of a document, for the tests of the reports. Ids, accounts and lines are invented in the real format.
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import type { ListedImage } from '../../src/model/image-list.ts';

const LOG = '3.4.1/1';
const GROUP = '/aws/imagebuilder/ParallelClusterImage-hpc-ubuntu20';

export const HEAD = {
  version: '0.1.0',
  catalog: { patterns: 12, digest: 'sha256:00' },
  generatedAt: '2026-11-23T04:00:00.000Z',
};

export const LISTED: ListedImage = {
  id: 'hpc-ubuntu20',
  region: 'us-east-1',
  status: 'failed',
  pclusterVersion: '3.4.1',
  stackStatus: 'CREATE_FAILED',
  statusReason: null,
  at: Date.UTC(2023, 0, 27),
  from: 'stack',
  note: null,
};

export const RECOGNISED: Diagnosis = {
  image: {
    id: 'hpc-ubuntu20',
    region: 'us-east-1',
    account: '111122223333',
    pclusterVersion: '3.4.1',
    os: 'ubuntu2004',
    arch: 'x86_64',
    parentImage: 'ami-0abcdef1234567890',
    kernel: '5.15.0-1026-aws',
    buildStatus: 'BUILD_FAILED',
    imageStatus: 'FAILED',
    stackStatus: 'CREATE_FAILED',
    statusReason: 'Document arn:aws:imagebuilder:us-east-1:111122223333:component/x failed!',
    startedAt: null,
    failedAt: '2023-01-27T11:20:17.984Z',
    logs: [{ group: GROUP, name: LOG, events: 2048, complete: false }],
    configuration: 'Build:\n  InstanceType: c5.2xlarge\n  ParentImage: ami-0abcdef1234567890 # ours\n',
    origins: null,
  },
  verdict: 'recognised',
  fingerprint: 'pcd1:0123456789abcdef',
  fingerprintInputs: ['pattern', 'os-packages/mysql-client-downgrade'],
  failure: {
    component: 'main',
    phase: 'build',
    step: 'InstallPClusterPackages',
    recipe: 'aws-parallelcluster-install::install_mysql_client',
    resource: 'bash[Install MySQL packages]',
    command: null,
    exitCode: 100,
  },
  rootCause: {
    pattern: 'os-packages/mysql-client-downgrade',
    title: 'The bundled MySQL packages are older than the installed ones',
    explanation:
      'Ubuntu published MySQL 8.0.32 on 2023-01-25. An earlier step installs it; the recipe then tries to install the bundled 8.0.31 on top, which apt refuses.\n',
    category: 'os-packages',
    confidence: 'certain',
    because: [
      'the line stands in the output of the failing command',
      'ParallelCluster 3.4.1 on ubuntu2004 is affected',
    ],
    captures: { packages: 'libmysqlclient-dev libmysqlclient21' },
    evidence: [
      {
        role: 'cause',
        log: LOG,
        line: 48213,
        time: '2023-01-27T11:20:16.887Z',
        text: 'Stdout: E: Packages were downgraded and -y was used without --allow-downgrades.',
      },
      {
        role: 'context',
        log: LOG,
        line: 48209,
        time: '2023-01-27T11:20:16.887Z',
        text: 'Stdout: The following packages will be DOWNGRADED:\n  libmysqlclient-dev libmysqlclient21',
      },
    ],
  },
  chain: [
    { layer: 'package-manager', what: 'apt exited 100', evidence: [] },
    { layer: 'chef', what: 'bash[Install MySQL packages] failed, and Chef with it', evidence: [] },
    { layer: 'image-builder', what: 'the document of the main component failed', evidence: [] },
  ],
  alternatives: [
    {
      pattern: 'os-packages/apt-downgrade',
      title: 'apt refuses to downgrade packages',
      explanation: 'The general form.',
      category: 'os-packages',
      confidence: 'possible',
      because: [],
      captures: {},
      evidence: [{ role: 'cause', log: LOG, line: 48213, time: null, text: 'Stdout: E: Packages were downgraded' }],
      whyNotFirst: 'os-packages/mysql-client-downgrade refines it',
    },
  ],
  dismissed: [{ pattern: 'network/imdsv2-token', line: 12007, why: 'the line is source that `set -v` printed' }],
  remedies: [
    {
      id: 'patched-cookbook',
      kind: 'patched-cookbook',
      title: 'Build with the patched cookbook',
      applies: 'yes',
      because: ['ParallelCluster 3.4.1', 'ubuntu2004 x86_64'],
      steps: [
        { text: 'Add the patched cookbook to the configuration of the image.', command: null },
        {
          text: 'Delete the failed image.',
          command: 'pcluster delete-image --image-id hpc-ubuntu20 --region us-east-1',
        },
        {
          text: 'Build it again.',
          command:
            'pcluster build-image --image-id hpc-ubuntu20 --image-configuration image-config.yaml --region us-east-1',
        },
      ],
      patch: {
        'DevSettings.Cookbook.ChefCookbook':
          'https://us-east-1-aws-parallelcluster.s3.us-east-1.amazonaws.com/patches/aws-parallelcluster-cookbook-3.4.1.tgz',
        'DevSettings.Cookbook.ExtraChefAttributes': '{"cluster": {}}',
      },
      pitfalls: ['Take the setting out again when you upgrade: it pins the cookbook of this version.'],
      expect: 'the step InstallPClusterPackages ends with exit code 0',
      references: ['https://github.com/aws/aws-parallelcluster/issues/4835'],
    },
    {
      id: 'newer-parent',
      kind: 'parent-image',
      title: 'Start from a newer parent image',
      applies: 'unknown',
      because: ['the date of the parent image is not known'],
      steps: [],
      patch: { 'Build.ParentImage': 'ami-0fedcba9876543210' },
      pitfalls: [],
      expect: null,
      references: [],
    },
    {
      id: 'upgrade-first',
      kind: 'upgrade',
      title: 'Upgrade to 3.4.1 first',
      applies: 'no',
      because: ['this is 3.4.1 already'],
      steps: [],
      patch: null,
      pitfalls: [],
      expect: null,
      references: [],
    },
  ],
  gaps: [
    {
      what: 'Workflow step executions',
      why: 'AccessDenied on imagebuilder:ListWorkflowStepExecutions',
      toSeeIt: 'allow imagebuilder:ListWorkflowStepExecutions',
    },
  ],
  logWindow: [
    {
      role: 'context',
      log: LOG,
      line: 48212,
      time: '2023-01-27T11:20:16.887Z',
      text: 'Stdout: 0 upgraded, 1 newly installed, 2 downgraded',
    },
    {
      role: 'cause',
      log: LOG,
      line: 48213,
      time: '2023-01-27T11:20:16.887Z',
      text: 'Stdout: E: Packages were downgraded and -y was used without --allow-downgrades.',
    },
  ],
  changes: {
    since: {
      id: 'hpc-ubuntu20-jan',
      region: 'us-east-1',
      ami: 'ami-0123456789abcdef0',
      builtAt: '2023-01-10T09:12:44.000Z',
      verdict: 'not-failed',
    },
    facts: [{ what: 'kernel', before: '5.15.0-1019-aws', now: '5.15.0-1026-aws' }],
    packages: [
      { what: 'mysql-common', before: '8.0.31-0ubuntu0.20.04.2', now: '8.0.32-0ubuntu0.20.04.1' },
      { what: 'linux-headers-*-aws', before: null, now: '5.15.0-1026.30' },
    ],
    repositories: { added: ['http://archive.example/ubuntu focal-updates'], missing: [] },
    configuration: [{ setting: 'Build.UpdateOsPackages.Enabled', before: 'false', now: 'true' }],
    durations: [{ step: 'UpdateOS', beforeMs: 41_000, nowMs: 372_000 }],
    unlike: [
      {
        quote: {
          role: 'context',
          log: LOG,
          line: 48212,
          time: '2023-01-27T11:20:16.887Z',
          text: 'Stdout: mysql-common is held back by apt-mark',
        },
        times: 2,
      },
    ],
    moreUnlike: 3,
    whole: false,
  },
};

export const LOCATED: Diagnosis = {
  ...RECOGNISED,
  verdict: 'located',
  fingerprint: 'pcd1:fedcba9876543210',
  fingerprintInputs: ['located', 'InstallPClusterPackages', 'execute', 'make: *** [Makefile:<n>: all] Error 2'],
  rootCause: {
    pattern: null,
    title: 'execute[compile the site tools] failed',
    explanation: '',
    category: null,
    confidence: 'likely',
    because: ['first error of the failing command'],
    captures: {},
    evidence: [{ role: 'cause', log: LOG, line: null, time: null, text: 'make: *** [Makefile:12: all] Error 2' }],
  },
  chain: [],
  alternatives: [],
  dismissed: [],
  remedies: [],
  gaps: [],
  logWindow: [],
  changes: null,
};

export const INCONCLUSIVE: Diagnosis = {
  ...RECOGNISED,
  verdict: 'inconclusive',
  fingerprint: null,
  fingerprintInputs: null,
  failure: null,
  rootCause: null,
  chain: [],
  alternatives: [],
  dismissed: [],
  remedies: [],
  gaps: [
    {
      what: 'The end of the log',
      why: 'it ends inside step InstallPClusterPackages',
      toSeeIt: 'run pcluster get-image-log-events without --limit, or give the whole stream',
    },
  ],
  logWindow: [],
  changes: null,
};

export const NOT_FAILED: Diagnosis = {
  ...INCONCLUSIVE,
  image: {
    ...RECOGNISED.image,
    buildStatus: 'BUILD_COMPLETE',
    imageStatus: 'AVAILABLE',
    stackStatus: 'DELETE_FAILED',
    statusReason: null,
  },
  verdict: 'not-failed',
  gaps: [],
};

export const EVERY_VERDICT = [RECOGNISED, LOCATED, INCONCLUSIVE, NOT_FAILED] as const;
