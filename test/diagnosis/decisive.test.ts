// Which line decides where no pattern explains a failure: what stands in for the eye of somebody who has read many such logs.
import { expect, test } from 'vitest';
import { buildLog } from '../build-log.ts';
import { diagnosed } from '../diagnosed.ts';

/** What decides in the stderr of a step that failed. */
function decisive(stderr: readonly string[], { exit = 1, stdout = [] as readonly string[] } = {}) {
  const { verdict, rootCause } = diagnosed(
    buildLog({ steps: [{ name: 'Execute', stdout, stderr, exit }], end: 'failed' }),
  );
  return { verdict, text: rootCause?.evidence[0]?.text };
}

test('of a traced script, what its last command said comes before what earlier ones did', () => {
  const stderr = [
    '+ sitectl fetch-list',
    '[error] the list could not be fetched, using the one at hand',
    '+ sitectl apply',
    '[error] the profile needs to be overwritten',
    '+ exit 4',
  ];
  expect(decisive(stderr)).toEqual({ verdict: 'located', text: '[error] the profile needs to be overwritten' });
});

test('what a traced script went on after with `|| true` does not count', () => {
  const stderr = [
    '+ sitectl stop',
    '[error] the service is not there',
    '+ true',
    '+ sitectl apply',
    'no quorum, giving up',
  ];
  expect(decisive(stderr).text).toBe('no quorum, giving up');
});

test('an error that ends with a colon is told by the next line', () => {
  const stderr = [
    'go: errors parsing go.mod:',
    "/src/site/go.mod:3: invalid go version '1.99.0'",
    'install: nothing there',
  ];
  expect(decisive(stderr).text).toBe("/src/site/go.mod:3: invalid go version '1.99.0'");
});

test('a report of a failure stands behind the reason that follows it', () => {
  const stderr = [
    'Gem::Ext::BuildError: ERROR: Failed to build gem native extension.',
    '',
    '/usr/bin/ruby -r ./siteconf.rb extconf.rb',
    "mkmf.rb can't find header files for ruby at /usr/share/include/ruby.h",
    '',
    'extconf failed, exit code 1',
  ];
  expect(decisive(stderr).text).toContain("can't find header files");
});

test('a report without a reason near it is all there is', () => {
  expect(decisive(['error: Bad exit status from /var/tmp/rpm-tmp.a1B2c3 (%install)']).text).toContain(
    'Bad exit status',
  );
});

test('of a failure that the play was told to ignore nothing counts', () => {
  const stdout = [
    'fatal: [localhost]: FAILED! => {"changed": false, "msg": "non-zero return code"}',
    '...ignoring',
    'TASK [mail : relay map] ***',
    'ERROR! Attempting to decrypt but no vault secrets found',
  ];
  expect(decisive([], { stdout }).text).toContain('ERROR! Attempting to decrypt');
});

test("exit code 127 is the shell's: the last line decides, whatever a general pattern would say", () => {
  const stderr = ['sysctl: setting key "kernel.panic": Read-only file system', 'bash: crontab: command not found'];
  expect(decisive(stderr, { exit: 127 })).toEqual({ verdict: 'located', text: 'bash: crontab: command not found' });
});

test('an excerpt without markers proves a failure by what its carrier says of it', () => {
  const text = [
    '    amazon-ebs: Package chrony-4.2 already installed and latest version',
    '    amazon-ebs: mv: cannot stat ‘/tmp/worker/site.service’: No such file or directory',
    '==> amazon-ebs: Provisioning step had errors: Running the cleanup provisioner, if present...',
  ].join('\n');
  const { verdict, rootCause } = diagnosed(text);
  expect(verdict).toBe('located');
  expect(rootCause?.evidence[0]?.text).toContain('mv: cannot stat');
});

test('a known cause whose own line only reports the failure quotes the line that says why', () => {
  const text = [
    'Building initial module for 6.5.0-1022-aws',
    'Error! Bad return status for module build on kernel: 6.5.0-1022-aws (x86_64)',
    'Consult /var/lib/dkms/gdrdrv/2.5/build/make.log for more information.',
    '+ cat /var/lib/dkms/gdrdrv/2.5/build/make.log',
    '/usr/sbin/dkms: line 88: cd: /var/lib/dkms/gdrdrv/2.5-1/build: No such file or directory',
  ].join('\n');
  const { rootCause } = diagnosed(text);
  expect(rootCause?.pattern).toBe('nvidia/gdrcopy-build-failed');
  expect(rootCause?.evidence[0]).toMatchObject({ role: 'cause', text: expect.stringContaining('line 88: cd:') });
  expect(rootCause?.evidence.slice(1).map((quote) => quote.text)).toContainEqual(
    expect.stringContaining('Bad return status'),
  );
});
