// Examples for the help of each command, and the exit codes that scripts rely on.

interface Example {
  readonly command: string;
  readonly does: string;
}

const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  '': [
    { command: 'pc-doctor -r us-east-1', does: 'every failed image build, and why; ? lists the keys' },
    { command: 'pc-doctor --json > report.json', does: 'the same as JSON' },
    { command: 'pc-doctor diagnose my-image', does: 'one image' },
    { command: 'pc-doctor demo', does: 'a recorded account, no credentials needed' },
  ],
  list: [
    { command: 'pc-doctor list --status failed', does: 'only failed builds' },
    { command: 'pc-doctor list -r us-east-1 -r eu-west-1 --json', does: 'two regions, as JSON' },
  ],
  diagnose: [
    { command: 'pc-doctor diagnose my-image -r us-east-1', does: 'one image' },
    { command: 'pc-doctor diagnose my-image --format markdown', does: 'an issue to paste' },
    { command: 'pc-doctor diagnose --all --output json=report.json', does: 'all failed ones, and a file' },
    { command: 'pc-doctor diagnose --from build.log --os rocky9.4', does: 'a log file' },
    { command: 'pcluster get-image-log-events … | pc-doctor diagnose --from -', does: 'a pipe' },
    { command: 'pc-doctor diagnose --from logs.tar.gz describe-image.json', does: 'what somebody sent' },
  ],
  watch: [
    { command: 'pc-doctor watch my-image', does: 'a build in progress, until it has ended' },
    { command: 'pc-doctor watch my-image --json', does: 'the same, one event a line' },
    {
      command: "pc-doctor watch my-image --notify 'mail -s my-image hpc@example.com'",
      does: 'a report at the verdict',
    },
  ],
  compare: [
    { command: 'pc-doctor compare my-image', does: 'with the last good build of the same system' },
    { command: 'pc-doctor compare my-image --with another-image', does: 'with another' },
    { command: 'pc-doctor compare --from failed.log --with-from good.log', does: 'two logs, without AWS' },
  ],
  fix: [
    { command: 'pc-doctor fix my-image -r us-east-1', does: "a diff of the build's own configuration" },
    { command: 'pc-doctor fix my-image --set Build.SubnetId=subnet-0abc1234 --write fixed.yaml', does: 'a ready file' },
    { command: 'pc-doctor fix --config image-config.yaml --from build.log', does: 'without AWS' },
  ],
  check: [
    { command: 'pc-doctor check image-config.yaml', does: 'for the pcluster that is installed here' },
    { command: 'pc-doctor check image-config.yaml --pcluster-version 3.16.0 --os rocky9.4', does: 'for another' },
  ],
  bundle: [{ command: 'pc-doctor bundle my-image -r us-east-1', does: 'before pcluster delete-image' }],
  survey: [
    { command: 'pc-doctor survey -r us-east-1 -r eu-west-1 --since 90d', does: 'every build of a quarter, by cause' },
    { command: 'pc-doctor survey --yes --price 1.53 --output html=survey.html', does: 'a page with what it cost' },
    { command: 'pc-doctor survey --profile build --profile research', does: 'the builds of two accounts' },
    { command: 'pc-doctor survey --from logs/', does: 'a folder of exported logs' },
  ],
  cache: [{ command: 'pc-doctor cache clear', does: 'remove all that is kept' }],
  patterns: [
    { command: 'pc-doctor patterns show mysql-client-downgrade', does: 'one pattern in full' },
    { command: 'pc-doctor patterns lint --patterns site/', does: 'check patterns of your own' },
    { command: 'pc-doctor patterns scan chef-client.log', does: 'what is known in a log of another kind' },
    { command: 'pc-doctor patterns draft --from build.log > site/os-packages/new.yaml', does: 'begin a new one' },
  ],
  demo: [{ command: 'pc-doctor demo --json', does: 'what a ticketing system gets' }],
};

const EXIT_CODES = `
Exit codes:
  0  done, nothing failed         5  inconclusive
  1  unexpected error             6  credentials or permission
  2  usage, or a bad input file   7  AWS unavailable after retries
  3  cause recognised             8  no such image, region or file
  4  cause located                9  catalog invalid
`;

/** The help below the options of a command; the empty name is the program. */
export function examples(name: string): string {
  const rows = EXAMPLES[name] ?? [];
  const lines = rows.flatMap(({ command, does }) => [`  ${command}`, `      ${does}`]);
  return [
    ...(lines.length > 0 ? ['', 'Examples:', ...lines] : []),
    ...(name === '' ? [EXIT_CODES.trimEnd()] : []),
  ].join('\n');
}
