// Where a matcher may look: channel, component, step, and the Chef failure a line stands in.
import { expect, test } from 'vitest';
import { evidenceOf } from '../../src/sources/sample.ts';
import { read, readTogether } from '../dialects/read.ts';
import { decided, matchesIn } from './patterns.ts';

const RULER = '='.repeat(80);
const ARN = 'arn:aws:imagebuilder:us-east-1:111122223333:component';
const LOG = `
  Document ${ARN}/parallelclusterimage-updateos-0a1b/3.4.1/1
  Phase build
  Step UpdateOS
  Stdout: no space (update)
  CmdExecution: Stderr: no space (error stream)
  CmdExecution: ExitCode 0
  Document ${ARN}/parallelclusterimage-script-0-0a1b/3.4.1/1
  Phase build
  Step Execute
  Stdout: no space (script)
  CmdExecution: ExitCode 1
  TOE has completed execution with failure - no space (toe)
  Command failed (command id: no space, state: Failed)
`;

test.each([
  [{ channel: ['stdout'] }, ['no space (update)', 'no space (script)']],
  [{ channel: ['stderr'] }, ['no space (error stream)']],
  [
    { channel: ['toe', 'stderr'] },
    ['no space (error stream)', 'TOE has completed execution with failure - no space (toe)'],
  ],
  [{ channel: ['workflow'] }, ['Command failed (command id: no space, state: Failed)']],
  [{ component: ['update-os'] }, ['no space (update)', 'no space (error stream)']],
  [{ component: ['script-0', 'main'] }, ['no space (script)']],
  [{ component: ['main'] }, []],
  [{ step: ['UpdateOS'] }, ['no space (update)', 'no space (error stream)']],
  [{ step: ['UpdateOS'], channel: ['stdout'] }, ['no space (update)']],
  [{ resource: '.' }, []],
])('a line in %j', (scope, found) => {
  expect(decided({ line: 'no space', in: scope }, LOG)).toEqual(found);
});

test('the other witnesses have their channels', () => {
  const run = readTogether(evidenceOf('no space', 'stack'), evidenceOf('no space', 'image'), evidenceOf('no space'));
  const found = (channel: string) => matchesIn(run, { line: 'no space', in: { channel: [channel] } });
  expect(['stack', 'image', 'unknown'].map((channel) => found(channel).map((match) => match.at))).toEqual([
    [0],
    [1],
    [2],
  ]);
});

function block(resource: string, recipe: string, message: string): string {
  return `${RULER}
Error executing action \`run\` on resource '${resource}'
${RULER}

RuntimeError
------------
${message}

Resource Declaration:
---------------------
# In /etc/chef/local-mode-cache/cache/cookbooks/${recipe.replace('::', '/recipes/')}.rb
`;
}

const BLOCKS = `no space before
${block('bash[Install MySQL packages]', 'aws-parallelcluster-install::install_mysql_client', 'no space mysql')}
${block('bash[make install]', 'aws-parallelcluster-slurm::install', 'no space slurm')}
Running handlers:
FATAL: RuntimeError: lustre[FSx] (site::fsx line 1) had an error: RuntimeError: bash[inner] (site::fsx line 2) had an error: RuntimeError: no space fatal`;

test.each([
  [{ resource: '(?i)mysql' }, ['no space mysql']],
  [{ resource: '^bash\\[' }, ['no space mysql', 'no space slurm', expect.stringMatching(/no space fatal$/)]],
  [{ resource: '^lustre' }, [expect.stringMatching(/no space fatal$/)]],
  [{ recipe: '::install' }, ['no space mysql', 'no space slurm']],
  [{ recipe: 'fsx$' }, [expect.stringMatching(/no space fatal$/)]],
  [{ recipe: 'slurm', resource: 'mysql' }, []],
])('a line in the Chef failure of %j', (scope, found) => {
  expect(decided({ line: 'no space', in: scope }, BLOCKS)).toEqual(found);
});

test('lines within one block belong together, those of two blocks do not', () => {
  const run = read(BLOCKS);
  const pair = (...expressions: string[]) => matchesIn(run, { sequence: expressions, within: 'block' });
  expect(pair('RuntimeError', 'no space')).toHaveLength(2);
  expect(pair('no space mysql', 'aws-parallelcluster-install/recipes')).toHaveLength(1);
  expect(pair('no space mysql', 'no space slurm')).toEqual([]);
  expect(pair('no space before', 'no space mysql')).toEqual([]);
});

test('within a block a farther line counts, though a nearer one stands outside', () => {
  const run = read(`one\n${block('bash[x]', 'site::default', 'nothing')}`);
  expect(matchesIn(run, { all: ['on resource', 'recipes/|^one'], within: 'block' })).toMatchObject([{ at: 2 }]);
});

test('within a block, unless asks the block alone', () => {
  const match = { line: '^no space', unless: ['resource .bash\\[make'], within: 'block' };
  expect(decided(match, BLOCKS)).toEqual(['no space before', 'no space mysql']);
  expect(decided({ ...match, unless: ['^Running'] }, BLOCKS)).toHaveLength(3);
});
