// The one line in which Chef tells the whole chain of a failure, alone or at the end of a log.
import { expect, test } from 'vitest';
import { parseFatal } from '../../src/dialects/chef-fatal.ts';
import { bodies, read } from './read.ts';

const SHELL = 'Mixlib::ShellOut::ShellCommandFailed';
const PACKAGE = 'Chef::Exceptions::Package';

test('one resource', () => {
  const line = `[2023-01-27T11:20:17+00:00] FATAL: ${SHELL}: bash[Install MySQL packages] (aws-parallelcluster-install::install_mysql_client line 43) had an error: ${SHELL}: Expected process to exit with [0], but received '100'`;
  expect(parseFatal(line)).toEqual({
    exceptionClass: SHELL,
    resources: ['bash[Install MySQL packages]'],
    recipe: 'aws-parallelcluster-install::install_mysql_client',
    exitCode: 100,
    message: "Expected process to exit with [0], but received '100'",
  });
});

test('a chain of custom resources, the innermost last', () => {
  const line = `FATAL: ${PACKAGE}: lustre[Install FSx options] (aws-parallelcluster-environment::install line 22) had an error: ${PACKAGE}: apt_package[lustre-client-modules-6.5.0-1017-aws] (aws-parallelcluster-environment::lustre line 27) had an error: ${PACKAGE}: No candidate version available for lustre-client-modules-6.5.0-1017-aws`;
  expect(parseFatal(line)).toMatchObject({
    exceptionClass: PACKAGE,
    resources: ['lustre[Install FSx options]', 'apt_package[lustre-client-modules-6.5.0-1017-aws]'],
    recipe: 'aws-parallelcluster-environment::lustre',
    message: 'No candidate version available for lustre-client-modules-6.5.0-1017-aws',
  });
});

test.each([
  ['a recipe', 'aws-parallelcluster-install::nvidia line 9', 'aws-parallelcluster-install::nvidia'],
  ['an evaluated text', '(eval) line 27', null],
  ['no place', 'dynamically defined', null],
  [
    'a path of a recipe',
    '/etc/chef/local-mode-cache/cache/cookbooks/aws-parallelcluster-slurm/recipes/install.rb line 9',
    'aws-parallelcluster-slurm::install',
  ],
  ['a path of a resource', '/etc/chef/local-mode-cache/cache/cookbooks/site/resources/x.rb line 9', null],
])('the place is %s', (_, place, recipe) => {
  const line = `FATAL: RuntimeError: bash[x] (${place}) had an error: RuntimeError: checksum`;
  expect(parseFatal(line)).toMatchObject({ recipe, resources: ['bash[x]'], message: 'checksum' });
});

test('where the innermost place names no recipe, the one around it does', () => {
  const line =
    'FATAL: RuntimeError: efa[x] (aws-parallelcluster-environment::install line 3) had an error: RuntimeError: bash[y] ((eval) line 27) had an error: RuntimeError: no';
  expect(parseFatal(line)).toMatchObject({
    resources: ['efa[x]', 'bash[y]'],
    recipe: 'aws-parallelcluster-environment::install',
  });
});

test.each(['bash[a [b] c]', "execute[echo 'x' (twice)]", 'bash[a [b] (c)]', 'apt_package[["jq", "curl"]]'])(
  'a resource by the name %s',
  (name) => {
    const line = `FATAL: RuntimeError: ${name} (site::default line 3) had an error: RuntimeError: no`;
    expect(parseFatal(line)).toMatchObject({ resources: [name], recipe: 'site::default' });
  },
);

test('an error before any resource has no chain', () => {
  expect(parseFatal('[2023-01-27T11:20:17+00:00] FATAL: Net::HTTPClientException: 412 "Precondition Failed"')).toEqual({
    exceptionClass: 'Net::HTTPClientException',
    resources: [],
    recipe: null,
    exitCode: null,
    message: '412 "Precondition Failed"',
  });
});

test.each([
  '[2023-01-27T11:20:17+00:00] FATAL: Stacktrace dumped to /etc/chef/local-mode-cache/cache/cinc-stacktrace.out',
  '[2023-01-27T11:20:17+00:00] FATAL: Please provide the contents of the stacktrace.out file if you file a bug report',
  '[2024-01-27T11:20:17+00:00] FATAL: ---------------------------------------------------------------------------------------',
  '[2024-01-27T11:20:17+00:00] FATAL: PLEASE PROVIDE THE CONTENTS OF THE stacktrace.out FILE (above) IF YOU FILE A BUG REPORT',
  'modprobe: FATAL: Module lnet not found in directory /lib/modules/5.15.0-1022-aws',
  'depmod: FATAL: could not load /boot/System.map: No such file or directory',
  'Expected process to exit with [0]',
])('%s is none', (line) => {
  expect(parseFatal(line)).toBeNull();
});

test('the FATAL line alone gives the failure, with the output that follows it', () => {
  const run = read(`
    2023-01-27T11:20:17.000Z Stdout: [2023-01-27T11:20:17+00:00] FATAL: Stacktrace dumped to /etc/chef/cinc-stacktrace.out
    2023-01-27T11:20:17.001Z Stdout: [2023-01-27T11:20:17+00:00] FATAL: ${SHELL}: efa[Install EFA] (aws-parallelcluster-environment::install line 8) had an error: ${SHELL}: bash[install efa] ((eval) line 27) had an error: ${SHELL}: Expected process to exit with [0], but received '1'
    2023-01-27T11:20:17.002Z Stdout: ---- Begin output of "bash"  ----
    2023-01-27T11:20:17.002Z Stdout: STDOUT: == Installing EFA packages ==
    2023-01-27T11:20:17.002Z Stdout: Error: Unable to find a match: kernel-devel-5.14.0-362.8.1.el9_3.x86_64
    2023-01-27T11:20:17.002Z Stdout: STDERR:
    2023-01-27T11:20:17.002Z Stdout: ---- End output of "bash"  ----
    2023-01-27T11:20:17.002Z Stdout: Ran "bash"  returned 1
    2023-01-27T11:20:18.000Z CmdExecution: ExitCode 1
  `);
  expect(run.chef).toHaveLength(1);
  expect(run.chef[0]).toMatchObject({
    from: 1,
    to: 7,
    form: 'fatal',
    resource: 'bash[install efa]',
    outer: ['efa[Install EFA]'],
    recipe: 'aws-parallelcluster-environment::install',
    exceptionClass: SHELL,
    exitCode: 1,
  });
  expect(bodies(run, run.chef[0]?.output ?? [])).toEqual([
    '== Installing EFA packages ==',
    'Error: Unable to find a match: kernel-devel-5.14.0-362.8.1.el9_3.x86_64',
  ]);
});

test('three custom resources: the innermost, then those around it, outermost last', () => {
  const links = ['a[1]', 'b[2]', 'c[3]'].map((name) => `${name} (site::default line 1) had an error: RuntimeError: `);
  const run = read(`FATAL: RuntimeError: ${links.join('')}no`);
  expect(run.chef[0]).toMatchObject({ resource: 'c[3]', outer: ['b[2]', 'a[1]'] });
});
