// The page a person reads: one golden page, the shape of every verdict, and that nothing wider than 80 columns or able to act on a
// terminal comes out, whatever the build printed.
import { stripVTControlCharacters } from 'node:util';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import { paletteOf } from '../../src/reports/palette.ts';
import { diagnosisText } from '../../src/reports/text.ts';
import { EVERY_VERDICT, INCONCLUSIVE, LOCATED, NOT_FAILED, RECOGNISED } from './diagnoses.ts';

const PAGE = { palette: paletteOf(false), width: 80 };

test('a recognised cause reads from the conclusion to what could not be seen', () => {
  expect(`\n${diagnosisText(RECOGNISED, PAGE)}`).toMatchInlineSnapshot(`
    "
    ── hpc-ubuntu20 ────────────────────────────────────────────────────────────────
    us-east-1 · ParallelCluster 3.4.1 · ubuntu2004 · x86_64 ·
    failed 2023-01-27T11:20:17.984Z · pcd1:0123456789abcdef

    Cause: The bundled MySQL packages are older than the installed ones
    Certain (os-packages/mysql-client-downgrade): the line stands in the output of
    the failing command; ParallelCluster 3.4.1 on ubuntu2004 is affected.

    Ubuntu published MySQL 8.0.32 on 2023-01-25. An earlier step installs it; the
    recipe then tries to install the bundled 8.0.31 on top, which apt refuses.

    What failed
      main › InstallPClusterPackages ›
      aws-parallelcluster-install::install_mysql_client ›
      bash[Install MySQL packages]
      phase      build
      exit code  100

    The line that decides
      3.4.1/1, line 48213, 2023-01-27T11:20:16.887Z
      │ Stdout: E: Packages were downgraded and -y was used without
      │ --allow-downgrades.
      3.4.1/1, line 48209, 2023-01-27T11:20:16.887Z
      │ Stdout: The following packages will be DOWNGRADED:
      │   libmysqlclient-dev libmysqlclient21

    What to do
      * Build with the patched cookbook
        Applies: ParallelCluster 3.4.1; ubuntu2004 x86_64
        1. Add the patched cookbook to the configuration of the image.
        2. Delete the failed image.
           $ pcluster delete-image --image-id hpc-ubuntu20 --region us-east-1
        3. Build it again.
           $ pcluster build-image --image-id hpc-ubuntu20 --image-configuration image-config.yaml --region us-east-1
        In image-config.yaml:
           DevSettings:
             Cookbook:
               ChefCookbook: https://us-east-1-aws-parallelcluster.s3.us-east-1.amazonaws.com/patches/aws-parallelcluster-cookbook-3.4.1.tgz
               ExtraChefAttributes: "{\\"cluster\\": {}}"
        Note: Take the setting out again when you upgrade: it pins the cookbook of
        this version.
        It worked when: the step InstallPClusterPackages ends with exit code 0
        https://github.com/aws/aws-parallelcluster/issues/4835

    What may help
      * Start from a newer parent image
        Not known to apply: the date of the parent image is not known
        In image-config.yaml:
           Build:
             ParentImage: ami-0fedcba9876543210

    What does not apply here
      - Upgrade to 3.4.1 first: this is 3.4.1 already

    How it came to this
      package-manager  apt exited 100
      chef             bash[Install MySQL packages] failed, and Chef with it
      image-builder    the document of the main component failed

    Also possible
      - apt refuses to downgrade packages (os-packages/apt-downgrade, possible)
        Not first: os-packages/mysql-client-downgrade refines it
        3.4.1/1, line 48213
        │ Stdout: E: Packages were downgraded

    Looks like a cause, but is not
      - network/imdsv2-token, line 12007: the line is source that \`set -v\` printed

    What could not be seen
      - Workflow step executions: AccessDenied on
        imagebuilder:ListWorkflowStepExecutions
        To see it: allow imagebuilder:ListWorkflowStepExecutions
    "
  `);
});

test.each([
  ['located', LOCATED, 'Located: execute[compile the site tools] failed'],
  ['inconclusive', INCONCLUSIVE, 'Inconclusive: what broke this build could not be seen.'],
  ['not-failed', NOT_FAILED, 'This build did not fail.'],
])('%s: the conclusion is the first thing after the name of the build', (_verdict, diagnosis, conclusion) => {
  expect(diagnosisText(diagnosis, PAGE).split('\n\n')[1]?.split('\n')[0]).toBe(conclusion);
});

test('a build whose image has failed is over, although its stack does not know yet', () => {
  const over = { ...INCONCLUSIVE, image: { ...INCONCLUSIVE.image, buildStatus: 'BUILD_IN_PROGRESS' } };
  expect(diagnosisText(over, PAGE)).toContain('Inconclusive: what broke this build could not be seen.');
});

test('a build that is still running is said to be running', () => {
  const running = {
    ...INCONCLUSIVE,
    image: { ...INCONCLUSIVE.image, buildStatus: 'BUILD_IN_PROGRESS', imageStatus: 'BUILDING' },
  };
  expect(diagnosisText(running, PAGE)).toContain('Inconclusive: this build is still running.');
});

test('what could not be seen comes right after an inconclusive verdict', () => {
  expect(headings(INCONCLUSIVE)).toEqual(['What could not be seen', 'Status']);
});

test('a recognised cause without remedies says that none is known', () => {
  expect(diagnosisText({ ...RECOGNISED, remedies: [] }, PAGE)).toContain('What to do\n  No remedy is known.\n');
});

test('a long quote is cut, and more context than a person reads is counted', () => {
  const cause = { role: 'cause', log: 'a', line: 1, time: null, text: 'x'.repeat(100_000) } as const;
  const evidence = [
    cause,
    ...Array.from({ length: 9 }, (_, line) => ({ ...cause, role: 'context', line, text: 'y' }) as const),
  ];
  const text = diagnosisText({ ...LOCATED, rootCause: LOCATED.rootCause && { ...LOCATED.rootCause, evidence } }, PAGE);
  expect(text.length).toBeLessThan(3000);
  expect(text).toContain('x …');
  expect(text).toContain('  5 more in the JSON report\n');
});

test('quotes of one place stand under one heading', () => {
  const quote = { role: 'cause', log: 'a', line: null, time: null, text: 'one' } as const;
  const evidence = [
    quote,
    { ...quote, role: 'context', text: 'two' },
    { ...quote, role: 'context', line: 7, text: 'three' },
  ] as const;
  const text = diagnosisText({ ...LOCATED, rootCause: LOCATED.rootCause && { ...LOCATED.rootCause, evidence } }, PAGE);
  expect(text).toContain('\n  a\n  │ one\n  │ two\n  a, line 7\n  │ three\n');
});

test('colour only adds to the text', () => {
  for (const diagnosis of EVERY_VERDICT) {
    const coloured = diagnosisText(diagnosis, { ...PAGE, palette: paletteOf(true) });
    expect(coloured).toContain('\u001b[');
    expect(stripVTControlCharacters(coloured)).toBe(diagnosisText(diagnosis, PAGE));
  }
});

const COPIED = /^ +\$ |:\/\//;
const prose = fc.string({
  unit: fc.constantFrom('a', 'b c', ' ', 'word ', '-', '界', 'e\u0301', '\n', '\t', '[x]', ':'),
  maxLength: 300,
});

test.each([80, 60, 40])('no line is wider than %d columns, commands and URLs aside', (width) => {
  fc.assert(
    fc.property(hostile(prose), (diagnosis) => {
      const wide = diagnosisText(diagnosis, { ...PAGE, width })
        .split('\n')
        .filter((line) => !COPIED.test(line) && columns(line) > width);
      expect(wide).toEqual([]);
    }),
  );
});

test('nothing that a terminal obeys comes out', () => {
  const controls = fc.string({
    unit: fc.constantFrom('\u001b', '[2J', ']52;c;eA==', '\u0007', '\u009b', '\r', '\u202e', 'a'),
  });
  fc.assert(
    fc.property(hostile(controls), (diagnosis) => {
      expect(diagnosisText(diagnosis, PAGE)).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
    }),
  );
});

function headings(diagnosis: Diagnosis): string[] {
  return diagnosisText(diagnosis, PAGE)
    .split('\n\n')
    .slice(2)
    .map((block) => block.split('\n')[0] ?? '');
}

/** The recognised diagnosis with text of the given kind wherever a build or a catalog can put text. */
function hostile(text: fc.Arbitrary<string>): fc.Arbitrary<Diagnosis> {
  return fc
    .array(text, { minLength: 8, maxLength: 8 })
    .map(([a = '', b = '', c = '', d = '', e = '', f = '', g = '', h = '']) => ({
      ...RECOGNISED,
      image: { ...RECOGNISED.image, id: 'build', region: a, statusReason: b, os: c },
      failure: { component: a, phase: b, step: c, recipe: d, resource: e, command: f, exitCode: 1 },
      rootCause: RECOGNISED.rootCause && {
        ...RECOGNISED.rootCause,
        title: a,
        explanation: b,
        because: [c, d],
        evidence: [{ role: 'cause', log: e, line: 7, time: null, text: f }],
      },
      chain: [{ layer: 'chef', what: g, evidence: [] }],
      dismissed: [{ pattern: a, line: 1, why: h }],
      remedies: RECOGNISED.remedies.map((remedy) => ({
        ...remedy,
        title: b,
        because: [c],
        pitfalls: [d],
        expect: e,
        patch: null,
      })),
      gaps: [{ what: f, why: g, toSeeIt: h }],
    }));
}

/** Columns of a terminal: wide letters take two, combining marks none. */
function columns(line: string): number {
  return line.replaceAll('界', 'xx').replaceAll('\u0301', '').length;
}
