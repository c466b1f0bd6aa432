// Whole frames, as they stand on terminals of several sizes.
import { expect, test } from 'vitest';
import {
  after,
  begun,
  diagnosed,
  frame,
  listed,
  log,
  MYSQL,
  MYSQL_READ,
  onEvidence,
  onImages,
  press,
  ROCKY,
  type as typed,
} from './scene.ts';
import { keyOf } from '../../src/tui/news.ts';

const settled = {
  kind: 'not-diagnosed',
  key: keyOf(ROCKY),
  excuse: { what: 'GetLogEvents got no answer from AWS: reset', toTry: 'check the network' },
} as const;

test('the list, with the diagnosis of the chosen image below it', () => {
  expect(frame(after(onImages(), settled).state)).toMatchInlineSnapshot(`
    "pc-doctor [Images] Diagnosis  Evidence  Remedy             2 failed in 2 regions
      IMAGE          VERSION OS         REGION    AGE STEP                VERDICT
    ❯ ubuntu20-mysql 3.4.1   ubuntu2004 us-east-1 5 d InstallPClusterPac… recognised
      rocky8-site    3.8.0   -          eu-west-1 9 d -                   not read

    ── ubuntu20-mysql ──────────────────────────────────────────────────────────────
    Cause: The MySQL client packages of this ParallelCluster are older than those of
    Ubuntu 20.04
    Certain (os-packages/mysql-client-downgrade): it is what bash[Install MySQL
    packages] printed before it failed with exit code 100; known to affect
    ParallelCluster 3.4.1 ubuntu2004 x86_64; since 2023-01-25: MySQL 8.0.32 was
    published in the Ubuntu 20.04 repositories; this build ran on 2023-02-02.

    On 25 January 2023 MySQL 8.0.32 reached the Ubuntu repositories, and an earlier
    phase of the build installs it. The recipe install_mysql_client then asks for
    the 8.0.31 packages that ParallelCluster 3.3.0 to 3.4.1 carries, which would be
    a downgrade of libmysqlclient-dev libmysqlclient21, and apt refuses with exit
    code 100.

    What failed
      main › InstallPClusterPackages ›
      aws-parallelcluster-install::install_mysql_client ›
    ↓ 30 more lines
    Enter diagnosis │ / filter │ a all builds │ ? help │ q quit"
  `);
});

test('side by side on a wide terminal', () => {
  expect(frame(after(onImages({ columns: 132, rows: 12 }), settled).state)).toMatchInlineSnapshot(`
    "pc-doctor [Images] Diagnosis  Evidence  Remedy                                                                 2 failed in 2 regions
      IMAGE          VERSION REGION    AGE STEP            VERDICT    │ Cause: The MySQL client packages of this ParallelCluster are
    ❯ ubuntu20-mysql 3.4.1   us-east-1 5 d InstallPCluste… recognised │ older than those of Ubuntu 20.04
      rocky8-site    3.8.0   eu-west-1 9 d -               not read   │ Certain (os-packages/mysql-client-downgrade): it is what
                                                                      │ bash[Install MySQL packages] printed before it failed with exit
                                                                      │ code 100; known to affect ParallelCluster 3.4.1 ubuntu2004
                                                                      │ x86_64; since 2023-01-25: MySQL 8.0.32 was published in the
                                                                      │ Ubuntu 20.04 repositories; this build ran on 2023-02-02.
                                                                      │
                                                                      │ On 25 January 2023 MySQL 8.0.32 reached the Ubuntu repositories,
                                                                      │ ↓ 41 more lines
    Enter diagnosis │ / filter │ a all builds │ ? help │ q quit"
  `);
});

test('only the list on a small terminal', () => {
  expect(frame(after(onImages({ columns: 60, rows: 10 }), settled).state)).toMatchInlineSnapshot(`
    "pc-doctor [Images]                     2 failed in 2 regions
      IMAGE          VERSION REGION    AGE STEP       VERDICT
    ❯ ubuntu20-mysql 3.4.1   us-east-1 5 d InstallPC… recognised
      rocky8-site    3.8.0   eu-west-1 9 d -          not read





    Enter diagnosis │ / filter │ a all builds │ ? help │ q quit"
  `);
});

test('a terminal that is too small says so', () => {
  expect(frame(onImages({ columns: 29, rows: 20 }))).toBe('This terminal is too small:\n30×8 at least. q quits.');
});

test('a build that could not be read says why, and how to try again', () => {
  expect(frame(press(after(onImages({ columns: 60, rows: 10 }), settled).state, 'j enter'))).toMatchInlineSnapshot(`
    "pc-doctor [Diagnosis]                rocky8-site · eu-west-1
    Not diagnosed: GetLogEvents got no answer from AWS: reset
    Try: check the network

    R tries again.




    Esc back │ ? help │ q quit"
  `);
});

test('a region that could not be listed is told below the others', () => {
  const excuse = { what: 'AWS does not accept the credentials: expired', toTry: 'get fresh credentials' };
  const state = after(
    begun({ columns: 60, rows: 12 }),
    listed({ regions: ['us-east-1'], images: [MYSQL], excuses: [excuse] }),
    diagnosed(),
  ).state;
  expect(frame(state)).toMatchInlineSnapshot(`
    "pc-doctor [Images]                     1 failed in us-east-1
      IMAGE          VERSION OS         AGE STEP      VERDICT
    ❯ ubuntu20-mysql 3.4.1   ubuntu2004 5 d InstallP… recognised
    Not listed: AWS does not accept the credentials: expired.
    Try: get fresh credentials. R tries again.






    Enter diagnosis │ / filter │ a all builds │ ? help │ q quit"
  `);
});

test('no failed builds', () => {
  const state = after(begun({ columns: 60, rows: 8 }), listed({ images: [], regions: ['us-east-1'] })).state;
  expect(frame(state)).toMatchInlineSnapshot(`
    "pc-doctor [Images]                     0 failed in us-east-1
    No failed image builds in us-east-1.





    a all builds │ ? help │ q quit"
  `);
});

test('the log at its decisive line', () => {
  expect(frame(after(onEvidence({ columns: 80, rows: 16 }), settled).state)).toMatchInlineSnapshot(`
    "pc-doctor  Images  Diagnosis [Evidence] Remedy        ubuntu20-mysql · us-east-1
        77 Stdout:     0 upgraded, 0 newly installed, 2 downgraded, 0 to remove and…
        78 Stdout:     STDERR: WARNING: apt does not have a stable CLI interface. U…
        79 Stdout:
    ❯▶  80 Stdout:     E: Packages were downgraded and -y was used without --allow-…
        81 Stdout:     ---- End output of "bash"  ----
        82 Stdout:     Ran "bash"  returned 100
        83 Stdout:
     s  84 Stdout:     Resource Declaration:
        85 Stdout:     ---------------------
     s  86 Stdout:     # In /etc/chef/local-mode-cache/cache/cookbooks/aws-parallel…
        87 Stdout:
     s  88 Stdout:      43:   bash 'Install MySQL packages' do
     s  89 Stdout:      44:     user "root"
    86/138 · 6 marked · the decisive line · line 80 · 2023-02-02T09:30:00.976Z · In…
    Enter remedy │ / search │ n next evidence │ s steps │ z wrap │ ? help │ q quit"
  `);
});

test('the log with wrapped lines and times', () => {
  expect(frame(press(after(onEvidence({ columns: 80, rows: 16 }), settled).state, 'z t'))).toMatchInlineSnapshot(`
    "pc-doctor  Images  Diagnosis [Evidence] Remedy        ubuntu20-mysql · us-east-1
        77 09:30:00.970 Stdout:     0 upgraded, 0 newly installed, 2 downgraded, 0
                        to remove and 7 not upgraded.
        78 09:30:00.972 Stdout:     STDERR: WARNING: apt does not have a stable CLI
                        interface. Use with caution in scripts.
        79 09:30:00.974 Stdout:
    ❯▶  80 09:30:00.976 Stdout:     E: Packages were downgraded and -y was used
                        without --allow-downgrades.
        81 09:30:00.978 Stdout:     ---- End output of "bash"  ----
        82 09:30:00.980 Stdout:     Ran "bash"  returned 100
        83 09:30:00.982 Stdout:
     s  84 09:30:00.984 Stdout:     Resource Declaration:
        85 09:30:00.986 Stdout:     ---------------------

    86/138 · 6 marked · the decisive line · line 80 · 2023-02-02T09:30:00.976Z · In…
    Enter remedy │ / search │ n next evidence │ s steps │ ? help │ q quit"
  `);
});

test('a search, with its hits counted while it is typed', () => {
  expect(frame(typed(press(after(onEvidence({ columns: 80, rows: 10 }), settled).state, '/'), 'downgraded')))
    .toMatchInlineSnapshot(`
      "pc-doctor  Images  Diagnosis [Evidence] Remedy        ubuntu20-mysql · us-east-1
          79 Stdout:
      ❯▶  80 Stdout:     E: Packages were downgraded and -y was used without --allow-…
          81 Stdout:     ---- End output of "bash"  ----
          82 Stdout:     Ran "bash"  returned 100
          83 Stdout:
       s  84 Stdout:     Resource Declaration:
          85 Stdout:     ---------------------
      86/138 · "downgraded": 3 of 6 · the decisive line · line 80 · 2023-02-02T09:30:…
      Search /downgraded   6 hits · Enter keeps it · Esc gives it up"
    `);
});

test('the steps of the run', () => {
  expect(frame(press(after(onEvidence({ columns: 80, rows: 14 }), settled).state, 's'))).toMatchInlineSnapshot(`
    "pc-doctor  Images  Diagnosis [Evidence] Remedy        ubuntu20-mysql · us-east-1
    Steps: Enter jumps, Esc closes
      main › build › AWSRegion · under 0.1 s · succeeded
      main › build › OperatingSystemRelease · under 0.1 s · succeeded
      main › build › OperatingSystemName · under 0.1 s · succeeded
      main › build › OperatingSystemArchitecture · under 0.1 s · succeeded
    ❯ main › build › InstallPClusterPackages · 0.2 s · failed, exit code 1





    86/138 · 6 marked · the decisive line · line 80 · 2023-02-02T09:30:00.976Z · In…
    Enter remedy │ / search │ n next evidence │ s steps │ z wrap │ ? help │ q quit"
  `);
});

test('the start of a log that goes on at AWS', () => {
  const state = after(onEvidence({ columns: 80, rows: 10 }, MYSQL_READ, { kind: 'unread' }), settled).state;
  expect(frame(press(state, 'g'))).toMatchInlineSnapshot(`
    "pc-doctor  Images  Diagnosis [Evidence] Remedy        ubuntu20-mysql · us-east-1
    ❯── log build.log ──────────────────────────────────────────────────────────────
         1 Document arn:aws:imagebuilder:us-east-1:111122223333:component/parallelc…
         2 Phase build
     ── main › build › AWSRegion · under 0.1 s · succeeded ─────────────────────────
         3 Step AWSRegion
         4 ExecuteBash: STARTED EXECUTION
         5 Stdout: us-east-1
    1/138 · ↑ older events on AWS · 6 marked
    Enter remedy │ / search │ n next evidence │ s steps │ z wrap │ ? help │ q quit"
  `);
});

test('the remedies, with a diff of the configuration that failed', () => {
  const config = 'Region: us-east-1\n# ours\nDevSettings:\n  TerminateInstanceOnFailure: false\nImage:\n  Name: a\n';
  const state = press(after(onImages({ columns: 80, rows: 46 }, config), settled).state, 'r');
  expect(frame(state)).toMatchInlineSnapshot(`
    "pc-doctor  Images  Diagnosis  Evidence [Remedy]       ubuntu20-mysql · us-east-1
      What to do
        * Upgrade to ParallelCluster 3.5.0 or later, where it is fixed
          Applies: ParallelCluster 3.4.1; ubuntu2004; x86_64
          1. Upgrade the CLI.
    ❯        $ pip install --upgrade "aws-parallelcluster>=3.5.0"
          2. Remove the failed image. Its log goes with it, so save this report
             first.
             $ pcluster delete-image --image-id IMAGE_ID --region us-east-1 --force
          3. Build again.
             $ pcluster build-image --image-id IMAGE_ID --region us-east-1
               --image-configuration image-config.yaml
          Note: An image serves only clusters of its own ParallelCluster version, so
          clusters that use it must move too.
          It worked when: Recipe install_mysql_client converges without \`The
          following packages will be DOWNGRADED\`
          https://github.com/aws/aws-parallelcluster/issues/4835
          https://github.com/aws/aws-parallelcluster-cookbook/pull/1694

        * Stay on 3.4.1 and build with the patched cookbook
          Applies: ParallelCluster 3.4.1; ubuntu2004; x86_64
          1. Take the address of the patched 3.4.1 cookbook from the known issue's
             mitigation page and set it in the image configuration.
          2. Remove the failed image. Its log goes with it, so save this report
             first.
             $ pcluster delete-image --image-id IMAGE_ID --region us-east-1 --force
          3. Build again.
             $ pcluster build-image --image-id IMAGE_ID --region us-east-1
               --image-configuration image-config.yaml
          In image-config.yaml:
             @@ -2,5 +2,7 @@
              # ours
              DevSettings:
                TerminateInstanceOnFailure: false
             +  Cookbook:
             +    ChefCookbook: "<https address of the patched 3.4.1 cookbook .tgz,
             from the mitigation page>"
              Image:
                Name: a
          Note: The cookbook must be of the same version as the CLI; another one
          fails later with "This AMI was created with …".
          It worked when: Recipe install_mysql_client converges without \`The
          following packages will be DOWNGRADED\`
          https://github.com/aws/aws-parallelcluster/wiki/(3.3.0-3.4.1)-Custom-AMI-c
          reation-fails-on-Ubuntu-20.04-during-MySQL-packages-installation
    Enter copy │ e evidence │ w write ticket │ W as JSON │ ? help │ q quit"
  `);
});

test('help for the screen it was opened from, with what is off and why', () => {
  const state = press(after(begun({ columns: 80, rows: 40 }), listed({ images: [] })).state, '?');
  expect(frame(state)).toMatchInlineSnapshot(`
    "pc-doctor [Images] Diagnosis  Evidence  Remedy             0 failed in 2 regions
    Keys on the screen Images
      Enter              open the diagnosis (not now: there is no image to open)
      d                  the diagnosis (not now: there is no image to open)
      e                  the evidence: the whole log (not now: there is no image to
                         open)
      r                  the remedy: what to do (not now: there is no image to open)
      /                  filter by words, without those behind a ! (not now: there
                         is nothing to filter)
      a                  pending and available images as well, or not
      w                  write the ticket as text to a file (not now: there is no
                         image to open)
      W                  write the ticket as JSON to a file (not now: there is no
                         image to open)
      Esc                close, clear or go back (not now: this is the first screen
                         (q quits))
      l →                go on (not now: there is no image to open)
      Tab                next screen (not now: there is no image to open)
      Shift-Tab          previous screen (not now: there is no image to open)
      j ↓                down
      k ↑                up
      PgDn Space Ctrl-F  a page down
      PgUp Ctrl-B        a page up
      Ctrl-D             half a page down
      Ctrl-U             half a page up
      g Home             the first line
      G End              the last line
      R                  list the images again
      Ctrl-L             draw the screen anew
      Ctrl-Z             to the shell; fg comes back
      ?                  help
      q                  quit
      Ctrl-C             quit at once

    Esc closes this help. Ctrl-C quits from anywhere.




    j k scroll │ Esc closes the help"
  `);
});

test('a log that could not be read', () => {
  const open = press(after(onImages({ columns: 70, rows: 8 }), settled).state, 'e');
  const state = after(open, {
    kind: 'no-log',
    key: keyOf(MYSQL),
    excuse: { what: 'logs:GetLogEvents was denied', toTry: null },
  }).state;
  expect(frame(state)).toMatchInlineSnapshot(`
    "pc-doctor [Evidence]                        ubuntu20-mysql · us-east-1
    Not read: logs:GetLogEvents was denied. R tries again.





    Enter remedy │ Esc back │ ? help │ q quit"
  `);
  expect(frame(after(state, log()).state)).toContain('▶');
});
