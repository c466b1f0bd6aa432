// Chef's own account of a failure: what a block says of resource, recipe, exception, command and output, whole and nested.
import { expect, test } from 'vitest';
import { bodies, read, said } from './read.ts';

const RULER = '='.repeat(80);

test('a failing script: resource, recipe, command output and exit code', () => {
  const run = read(`
    Stdout: ${RULER}
    Stdout: Error executing action \`run\` on resource 'bash[Install MySQL packages]'
    Stdout: ${RULER}
    Stdout:
    Stdout: Mixlib::ShellOut::ShellCommandFailed
    Stdout: ------------------------------------
    Stdout: Expected process to exit with [0], but received '100'
    Stdout: ---- Begin output of "bash"  ----
    Stdout: STDOUT: Reading package lists...
    Stdout: The following packages will be DOWNGRADED:
    Stdout:   libmysqlclient21
    Stdout: STDERR: WARNING: apt does not have a stable CLI interface. Use with caution in scripts.
    Stdout:
    Stdout: E: Packages were downgraded and -y was used without --allow-downgrades.
    Stdout: ---- End output of "bash"  ----
    Stdout: Ran "bash"  returned 100
    Stdout:
    Stdout: Resource Declaration:
    Stdout: ---------------------
    Stdout: # In /etc/chef/local-mode-cache/cache/cookbooks/aws-parallelcluster-install/recipes/install_mysql_client.rb
    Stdout:
    Stdout:  43:   bash 'Install MySQL packages' do
    Stdout:  44:     code "apt install -y libmysqlclient21 || exit 1"
    Stdout:
    Stdout: Compiled Resource:
    Stdout: ------------------
    Stdout: # Declared in /etc/chef/local-mode-cache/cache/cookbooks/aws-parallelcluster-install/recipes/install_mysql_client.rb:43:in \`from_file'
    Stdout:
    Stdout: bash("Install MySQL packages") do
    Stdout:   action [:run]
    Stdout:   code "apt install -y libmysqlclient21 || exit 1"
    Stdout: end
    Stdout:
    Stdout: System Info:
    Stdout: ------------
    Stdout: chef_version=17.2.29
    Stdout: platform=ubuntu
    Stdout: platform_version=20.04
    Stdout: ruby=ruby 3.0.1p64 (2021-04-05 revision 0fb782ee38) [x86_64-linux]
    Stdout: program_name=/bin/cinc-client
    Stdout: executable=/opt/cinc/bin/cinc-client
    Stdout:
    Stdout:
    Stdout: Running handlers:
    Stdout: [2023-01-27T11:20:17+00:00] ERROR: Running exception handlers
    Stdout: Infra Phase failed. 47 resources updated in 01 minutes 16 seconds
  `);
  expect(run.chef).toHaveLength(1);
  expect(run.chef[0]).toMatchObject({
    from: 0,
    to: 40,
    form: 'block',
    action: 'run',
    resource: 'bash[Install MySQL packages]',
    recipe: 'aws-parallelcluster-install::install_mysql_client',
    exceptionClass: 'Mixlib::ShellOut::ShellCommandFailed',
    command: null,
    exitCode: 100,
    ignored: false,
  });
  expect(bodies(run, run.chef[0]?.message ?? [])).toEqual([
    "Expected process to exit with [0], but received '100'",
    'Ran "bash"  returned 100',
  ]);
  expect(bodies(run, run.chef[0]?.output ?? [])).toEqual([
    'Reading package lists...',
    'The following packages will be DOWNGRADED:',
    'libmysqlclient21',
    'WARNING: apt does not have a stable CLI interface. Use with caution in scripts.',
    'E: Packages were downgraded and -y was used without --allow-downgrades.',
  ]);
});

test('the source and the settings of the resource did not happen', () => {
  const run = read(`
    Error executing action \`run\` on resource 'bash[install]'
    ${RULER}

    Mixlib::ShellOut::ShellCommandFailed
    ------------------------------------
    Expected process to exit with [0], but received '1'

    Resource Declaration:
    ---------------------
    # In /etc/chef/local-mode-cache/cache/cookbooks/site/recipes/default.rb

     43:   bash 'install' do
     44:     code "echo 'Vendoring cookbook failed.' && exit 1"
    45>>     raise "No space left on device"

    Compiled Resource:
    ------------------
    # Declared in /etc/chef/local-mode-cache/cache/cookbooks/site/recipes/default.rb:43:in \`from_file'

    bash("install") do
      code "echo 'Vendoring cookbook failed.' && exit 1"
    end
  `);
  expect(said(run, 'declaration')).toEqual(
    expect.arrayContaining([
      expect.stringContaining('44:'),
      expect.stringContaining('45>>'),
      expect.stringMatching(/^code /),
      expect.stringMatching(/^bash\(/),
    ]),
  );
  expect(said(run, null).join('\n')).not.toMatch(/Vendoring|No space/);
  expect(said(run, null)).toContain("Expected process to exit with [0], but received '1'");
});

test('a package without candidate: no command, no exit code', () => {
  const [failure] = read(`
    ${RULER}
    Error executing action \`install\` on resource 'apt_package[lustre-client-modules-5.11.0-1022-aws]'
    ${RULER}

    Chef::Exceptions::Package
    -------------------------
    No candidate version available for lustre-client-modules-5.11.0-1022-aws

    Resource Declaration:
    ---------------------
    # In /etc/chef/local-mode-cache/cache/cookbooks/aws-parallelcluster-install/recipes/lustre.rb
  `).chef;
  expect(failure).toMatchObject({
    resource: 'apt_package[lustre-client-modules-5.11.0-1022-aws]',
    action: 'install',
    recipe: 'aws-parallelcluster-install::lustre',
    exceptionClass: 'Chef::Exceptions::Package',
    command: null,
    exitCode: null,
    message: [6],
    output: [],
  });
});

test('nested custom resources print a block a level, innermost first, and the FATAL line names them all', () => {
  const run = read(`
    ${RULER}
    Error executing action \`install\` on resource 'apt_package[lustre-client-modules-6.5.0-1017-aws]'
    ${RULER}

    Chef::Exceptions::Package
    -------------------------
    No candidate version available for lustre-client-modules-6.5.0-1017-aws

    ${RULER}
    Error executing action \`setup\` on resource 'lustre[Install FSx options]'
    ${RULER}

    Chef::Exceptions::Package
    -------------------------
    apt_package[lustre-client-modules-6.5.0-1017-aws] (aws-parallelcluster-environment::install line 27) had an error: Chef::Exceptions::Package: No candidate version available for lustre-client-modules-6.5.0-1017-aws

    Running handlers:
    [2024-03-11T03:01:07+00:00] FATAL: Chef::Exceptions::Package: lustre[Install FSx options] (aws-parallelcluster-environment::install line 22) had an error: Chef::Exceptions::Package: apt_package[lustre-client-modules-6.5.0-1017-aws] (aws-parallelcluster-environment::install line 27) had an error: Chef::Exceptions::Package: No candidate version available for lustre-client-modules-6.5.0-1017-aws
  `);
  expect(run.chef.map(({ form, resource, outer }) => [form, resource, outer])).toEqual([
    ['block', 'apt_package[lustre-client-modules-6.5.0-1017-aws]', []],
    ['block', 'lustre[Install FSx options]', []],
    ['fatal', 'apt_package[lustre-client-modules-6.5.0-1017-aws]', ['lustre[Install FSx options]']],
  ]);
  expect(run.chef.map(({ from, to }) => [from, to])).toEqual([
    [0, 6],
    [8, 14],
    [17, 17],
  ]);
});

test.each([
  ["bash[run 'make install' [twice] (again)]", "bash[run 'make install' [twice] (again)]"],
  ['apt_package[["jq", "curl"]]', 'apt_package[["jq", "curl"]]'],
  ['remote_file[/opt/x.tgz]', 'remote_file[/opt/x.tgz]'],
  ['execute[echo "a" && \'b\']', 'execute[echo "a" && \'b\']'],
])('a resource by any name: %s', (name, resource) => {
  const quotes = ['`run`', "'run'", '"run"', 'run'];
  for (const action of quotes) {
    const [failure] = read(`Error executing action ${action} on resource '${name}'`).chef;
    expect(failure).toMatchObject({ action: 'run', resource });
  }
});

test.each([
  ['["apt-get", "-q", "-y", "install", "jq=1.6"]', '["apt-get", "-q", "-y", "install", "jq=1.6"]'],
  ['/opt/cinc/embedded/bin/gem install x', '/opt/cinc/embedded/bin/gem install x'],
  ['"bash" ', null],
  ['"bash"  "/tmp/chef-script20230127-1234-abcdef"', null],
])('the command %s', (label, command) => {
  const [failure] = read(`
    Error executing action \`run\` on resource 'execute[x]'
    ${RULER}

    Mixlib::ShellOut::ShellCommandFailed
    ------------------------------------
    Expected process to exit with [0, 2], but received '7'
    ---- Begin output of ${label} ----
    STDOUT:
    STDERR: curl: (7) Failed to connect
    ---- End output of ${label} ----
    Ran ${label} returned 7
  `).chef;
  expect(failure).toMatchObject({ command, exitCode: 7 });
});

test('a process that a signal killed has no exit code', () => {
  const [failure] = read(`
    Error executing action \`run\` on resource 'execute[x]'
    ${RULER}

    Mixlib::ShellOut::ShellCommandFailed
    ------------------------------------
    Expected process to exit with [0], but received ''
  `).chef;
  expect(failure?.exitCode).toBeNull();
});

test('a recipe that does not compile', () => {
  const run = read(`
    ${RULER}
    Recipe Compile Error in /etc/chef/local-mode-cache/cache/cookbooks/site-tools/recipes/default.rb
    ${RULER}

    NoMethodError
    -------------
    undefined method \`instal' for cookbook: site-tools, recipe: default :Chef::Recipe

    Cookbook Trace: (most recent call first)
    ----------------------------------------
      /etc/chef/local-mode-cache/cache/cookbooks/site-tools/recipes/default.rb:12:in \`from_file'

    Relevant File Content:
    ----------------------
    /etc/chef/local-mode-cache/cache/cookbooks/site-tools/recipes/default.rb:

      5:  raise "No space left on device"
     12>> instal 'x'

    System Info:
    ------------
    chef_version=18.2.7
    platform=rocky
    platform_version=9.3

    Running handlers:
  `);
  expect(run.chef).toHaveLength(1);
  expect(run.chef[0]).toMatchObject({
    form: 'compile',
    resource: null,
    action: null,
    recipe: 'site-tools::default',
    exceptionClass: 'NoMethodError',
  });
  expect(bodies(run, run.chef[0]?.message ?? [])).toEqual([
    "undefined method `instal' for cookbook: site-tools, recipe: default :Chef::Recipe",
  ]);
  expect(said(run, 'declaration')).toEqual(expect.arrayContaining(['5:  raise "No space left on device"']));
});

test('a run list that cannot be resolved', () => {
  const run = read(`
    Stdout: ${RULER}
    Stdout: Error Resolving Cookbooks for Run List:
    Stdout: ${RULER}
    Stdout:
    Stdout: Missing Cookbooks:
    Stdout: ------------------
    Stdout: No such cookbook: aws-parallelcluster
    Stdout:
    Stdout: Expanded Run List:
    Stdout: ------------------
    Stdout: * aws-parallelcluster::default
    Stdout:
    Stdout: System Info:
    Stdout: ------------
    Stdout: chef_version=17.2.29
    Stdout:
    Stdout: Running handlers:
    Stdout: [2023-01-27T11:20:17+00:00] FATAL: Net::HTTPServerException: 412 "Precondition Failed"
  `);
  expect(run.chef.map((failure) => failure.form)).toEqual(['resolve', 'fatal']);
  expect(bodies(run, run.chef[0]?.message ?? [])).toEqual(['No such cookbook: aws-parallelcluster']);
  expect(run.chef[1]).toMatchObject({ exceptionClass: 'Net::HTTPServerException', resource: null });
});

test('errors of gem and pip inside the message do not end a block', () => {
  const run = read(`
    Error executing action \`install\` on resource 'gem_package[site-gem]'
    ${RULER}

    Mixlib::ShellOut::ShellCommandFailed
    ------------------------------------
    Expected process to exit with [0], but received '1'
    ERROR:  Could not find a valid gem 'site-gem' (= 1.0) in any repository
    ERROR: No matching distribution found for site-tool==1.0
    Ran gem install returned 1

    Running handlers:
    ERROR: Running exception handlers
  `);
  expect(bodies(run, run.chef[0]?.message ?? [])).toEqual([
    "Expected process to exit with [0], but received '1'",
    "ERROR:  Could not find a valid gem 'site-gem' (= 1.0) in any repository",
    'ERROR: No matching distribution found for site-tool==1.0',
    'Ran gem install returned 1',
  ]);
});
