// The four verdicts, and the rules that keep a wrong cause from being named.
import { describe, expect, test } from 'vitest';
import { buildLog, chefBlock } from '../build-log.ts';
import { diagnosed } from '../diagnosed.ts';

const DOWNGRADE = [
  'STDOUT: The following packages will be DOWNGRADED:',
  '  libmysqlclient-dev libmysqlclient21',
  'STDERR: E: Packages were downgraded and -y was used without --allow-downgrades.',
];
const MYSQL = 'bash[Install MySQL packages]';

function mysqlBuild(version: string): string {
  const stdout = [
    'Recipe: aws-parallelcluster-install::install_mysql_client',
    `  * ${MYSQL} action run`,
    ...chefBlock(MYSQL, DOWNGRADE, 100),
  ];
  return buildLog({ version, steps: [{ name: 'InstallPClusterPackages', stdout, exit: 1 }], end: 'failed' });
}

describe('recognised', () => {
  test('the failing command said what the catalog knows, on an image that is affected', () => {
    const { verdict, rootCause, failure } = diagnosed(mysqlBuild('3.4.1'));
    expect(verdict).toBe('recognised');
    expect(rootCause).toMatchObject({ pattern: 'os-packages/mysql-client-downgrade', confidence: 'certain' });
    expect(rootCause?.captures).toEqual({ packages: 'libmysqlclient-dev libmysqlclient21' });
    expect(failure).toEqual({
      component: 'main',
      phase: 'build',
      step: 'InstallPClusterPackages',
      recipe: 'aws-parallelcluster-install::install_mysql_client',
      resource: MYSQL,
      command: null,
      exitCode: 100,
    });
  });

  test('exactly one line has the role of the cause, and it comes first', () => {
    const roles = diagnosed(mysqlBuild('3.4.1')).rootCause?.evidence.map((quote) => quote.role);
    expect(roles?.[0]).toBe('cause');
    expect(roles?.slice(1)).not.toContain('cause');
  });

  test('on a version that is not affected the general pattern speaks, and the specific one is dismissed with the reason', () => {
    const { rootCause, dismissed } = diagnosed(mysqlBuild('3.6.0'));
    expect(rootCause?.pattern).toBe('os-packages/apt-downgrade');
    expect(dismissed).toContainEqual(
      expect.objectContaining({
        pattern: 'os-packages/mysql-client-downgrade',
        why: 'does not apply here: for ParallelCluster 3.3.0 to 3.4.1; this is 3.6.0',
      }),
    );
  });

  test('a cause in an earlier, green step is the root when what it leads to ended the build', () => {
    const download = {
      name: 'DownloadCookbook',
      stderr: [
        'tar -xzf /etc/chef/aws-parallelcluster-cookbook.tgz',
        '',
        'gzip: stdin: not in gzip format',
        'tar: Child returned status 1',
      ],
    };
    const chef = {
      name: 'InstallPClusterPackages',
      stdout: [
        'Error Resolving Cookbooks for Run List:',
        'Missing Cookbooks:',
        'No such cookbook: aws-parallelcluster-entrypoints',
      ],
      exit: 1,
    };
    const { rootCause, chain } = diagnosed(buildLog({ steps: [download, chef], end: 'failed' }));
    expect(rootCause).toMatchObject({ pattern: 'cookbook/url-not-an-archive', confidence: 'likely' });
    expect(rootCause?.evidence[0]?.text).toBe('gzip: stdin: not in gzip format');
    expect(chain.map((link) => link.layer)).toEqual(['download', 'chef', 'chef', 'component', 'awstoe']);
  });
});

describe('dismissed', () => {
  test('an error in an earlier step that went on, and that leads to nothing', () => {
    const early = { name: 'InstallPrerequisite', stdout: ["cp: error writing '/x': No space left on device"] };
    const failing = { name: 'Execute', stdout: ['ERROR: my own check failed'], exit: 3 };
    const { verdict, dismissed } = diagnosed(buildLog({ steps: [early, failing], end: 'failed' }));
    expect(verdict).toBe('located');
    expect(dismissed).toEqual([
      expect.objectContaining({ pattern: 'system/no-space-left', why: expect.stringContaining('went on') }),
    ]);
  });

  test('a failure that the recipe was told to ignore', () => {
    const notice =
      "[2024-05-14T09:00:04+00:00] ERROR: bash[warm cache] (aws-parallelcluster-platform::install line 7) had an error: Mixlib::ShellOut::ShellCommandFailed: Expected process to exit with [0], but received '1'";
    const stdout = [
      '  * bash[warm cache] action run',
      notice,
      'STDERR: cp: error writing: No space left on device',
      'Ran "bash" returned 1; ignore_failure is set, continuing',
      ...chefBlock('bash[warm cache]', ['STDERR: cp: error writing: No space left on device'], 1).slice(0, -1),
      '  * execute[check site licence] action run',
      ...chefBlock('execute[check site licence]', ['STDERR: licence: no answer from the server'], 4),
    ];
    const { verdict, failure, dismissed } = diagnosed(
      buildLog({ steps: [{ name: 'InstallPClusterPackages', stdout, exit: 1 }], end: 'failed' }),
    );
    expect(verdict).toBe('located');
    expect(failure?.resource).toBe('execute[check site licence]');
    expect(dismissed).toEqual([
      expect.objectContaining({ pattern: 'system/no-space-left', why: expect.stringContaining('told to ignore') }),
    ]);
  });

  test('the script that says it, before it runs', () => {
    const source = ['echo "Operating System \'${RELEASE}\' is not supported. Failing build."', 'exit 1'];
    const { verdict } = diagnosed(
      buildLog({ steps: [{ name: 'OperatingSystemName', stdout: ['rocky9'], stderr: source }], end: 'succeeded' }),
    );
    expect(verdict).toBe('not-failed');
  });
});

describe('located', () => {
  test('an unknown failure is pinned to step, resource, exit code and its first real error', () => {
    const output = [
      "STDOUT: make[2]: Entering directory '/opt/slurm/src'",
      'STDERR: keytool-gen: error: no source of entropy is configured',
      'make: *** [Makefile:412: all] Error 2',
    ];
    const stdout = ['  * bash[make install] action run', ...chefBlock('bash[make install]', output, 2)];
    const { verdict, rootCause, failure } = diagnosed(
      buildLog({ steps: [{ name: 'InstallPClusterPackages', stdout, exit: 1 }], end: 'failed' }),
    );
    expect(verdict).toBe('located');
    expect(rootCause).toMatchObject({
      pattern: null,
      title: 'No known cause; bash[make install] (exit code 2) failed',
    });
    expect(rootCause?.evidence[0]?.text).toContain('no source of entropy is configured');
    expect(failure).toMatchObject({ step: 'InstallPClusterPackages', resource: 'bash[make install]', exitCode: 2 });
  });

  test('an error said outright before what only a general pattern knows comes first, and that pattern is an alternative', () => {
    const output = [
      'STDERR: keytool-gen: error: no source of entropy is configured',
      'bash: line 7: keytool: command not found',
    ];
    const stdout = ['  * bash[make keys] action run', ...chefBlock('bash[make keys]', output, 127)];
    const { verdict, rootCause, alternatives } = diagnosed(
      buildLog({ steps: [{ name: 'InstallPClusterPackages', stdout, exit: 1 }], end: 'failed' }),
    );
    expect(verdict).toBe('located');
    expect(rootCause?.evidence[0]?.text).toContain('no source of entropy is configured');
    expect(alternatives).toMatchObject([
      { pattern: 'system/command-not-found', whyNotFirst: 'an error was said before it' },
    ]);
  });

  test('where programs of a step complain in both streams, stderr is believed', () => {
    const step = {
      name: 'Execute',
      stdout: ['Unable to read consumer identity', 'configured nfs'],
      stderr: ['solve: libmpi could not be opened'],
      exit: 1,
    };
    const { verdict, rootCause } = diagnosed(buildLog({ steps: [step], end: 'failed' }));
    expect(verdict).toBe('located');
    expect(rootCause?.evidence[0]?.text).toContain('libmpi could not be opened');
  });

  test('of weak complaints in a whole step, those at its end count, the first of them first', () => {
    const stdout = [
      'could not find an old version, going on',
      ...Array.from({ length: 20 }, (_, i) => `copied file ${i}`),
      'solver: check of licence failed',
      'solver: tests failed',
    ];
    const { rootCause } = diagnosed(buildLog({ steps: [{ name: 'Execute', stdout, exit: 1 }], end: 'failed' }));
    expect(rootCause?.evidence[0]?.text).toContain('check of licence failed');
  });

  test('an exception that a recipe raises is believed in its own words, before what was printed until then', () => {
    const stdout = [
      '  * lustre[Install FSx options] action setup',
      'an optional part could not be found',
      '='.repeat(80),
      "Error executing action `setup` on resource 'lustre[Install FSx options]'",
      '='.repeat(80),
      '',
      'RuntimeError',
      '------------',
      'This release wants a newer kernel',
      '',
      'Running handlers:',
    ];
    const step = { name: 'InstallPClusterPackages', stdout, exit: 1 };
    const { rootCause } = diagnosed(buildLog({ steps: [step], end: 'failed' }));
    expect(rootCause?.evidence[0]?.text).toContain('This release wants a newer kernel');
  });

  test('a wrapper message alone is never the cause', () => {
    const { verdict, rootCause } = diagnosed(
      'Document arn:aws:imagebuilder:us-east-1:111122223333:component/x/1.0.0/1 failed!',
    );
    expect(verdict).toBe('inconclusive');
    expect(rootCause).toBeNull();
  });
});

describe('inconclusive', () => {
  test('the log ends before the stderr of the step that failed: what it said on stdout does not decide', () => {
    const whole = buildLog({
      steps: [
        { name: 'Execute', stdout: ['ERROR: an optional part is missing'], stderr: ['E: no such thing'], exit: 1 },
      ],
    });
    const failed = 'CmdExecution: [ ERROR ] Command execution has resulted in an error\n';
    const cut = whole.replace(/^(\S+ )CmdExecution: Stderr: [^]*$/m, `$1${failed}`);
    expect(cut).toContain(failed);
    expect(diagnosed(cut)).toMatchObject({ verdict: 'inconclusive', rootCause: null });
    expect(diagnosed(whole).rootCause?.evidence[0]?.text).toContain('E: no such thing');
  });

  test('the log ends inside a step: what was seen is an alternative, not the cause', () => {
    const open = {
      name: 'Execute',
      stdout: ['E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 2210 (apt-get)'],
      exit: null,
    };
    const { verdict, rootCause, alternatives, gaps } = diagnosed(buildLog({ steps: [open] }));
    expect({ verdict, rootCause }).toEqual({ verdict: 'inconclusive', rootCause: null });
    expect(alternatives.map((one) => one.pattern)).toEqual(['os-packages/dpkg-lock']);
    expect(gaps[0]).toMatchObject({
      what: 'how step Execute ended',
      why: expect.stringContaining('ends inside step Execute'),
    });
  });

  test('a build that still runs says so', () => {
    const { verdict, gaps } = diagnosed(buildLog({ steps: [{ name: 'UpdateOS', exit: null }] }), {
      buildStatus: 'BUILD_IN_PROGRESS',
    });
    expect(verdict).toBe('inconclusive');
    expect(gaps[0]?.why).toBe('it is still running, in step UpdateOS');
  });

  test('a text without any error says what would help', () => {
    const { verdict, gaps } = diagnosed('Reading package lists...\nBuilding dependency tree...');
    expect(verdict).toBe('inconclusive');
    expect(gaps).toHaveLength(1);
  });
});

describe('not-failed', () => {
  test('a log that ends with success, whatever errors it holds', () => {
    const steps = [
      {
        name: 'UpdateOS',
        stdout: ['E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 9 (apt)'],
      },
    ];
    expect(diagnosed(buildLog({ steps, end: 'succeeded' }))).toMatchObject({
      verdict: 'not-failed',
      rootCause: null,
      fingerprint: null,
    });
  });

  test('an available image is not a failed build, although its stack could not be deleted', () => {
    const facts = { imageStatus: 'AVAILABLE', stackStatus: 'DELETE_FAILED', buildStatus: 'DELETE_FAILED' };
    expect(diagnosed('', facts).verdict).toBe('not-failed');
  });
});
