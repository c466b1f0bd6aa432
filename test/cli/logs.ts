// Small build logs, one for each verdict.
import { buildLog, chefBlock } from '../build-log.ts';

const DOWNGRADE = [
  'STDOUT: The following packages will be DOWNGRADED:',
  '  libmysqlclient-dev libmysqlclient21',
  'STDERR: E: Packages were downgraded and -y was used without --allow-downgrades.',
];

export const RECOGNISED_LOG = failing(chefBlock('bash[Install MySQL packages]', DOWNGRADE, 100));
export const LOCATED_LOG = failing(chefBlock('bash[site tools]', ['STDERR: frobnicate: cannot open /srv/site'], 3));
export const CUT_LOG = buildLog({
  steps: [{ name: 'PClusterVersion' }, { name: 'InstallPClusterPackages', exit: null }],
});
export const GOOD_LOG = buildLog({ steps: [{ name: 'PClusterVersion' }], end: 'succeeded' });

function failing(stdout: readonly string[]): string {
  return buildLog({
    version: '3.4.1',
    steps: [{ name: 'PClusterVersion' }, { name: 'InstallPClusterPackages', stdout, exit: 1 }],
    end: 'failed',
  });
}
