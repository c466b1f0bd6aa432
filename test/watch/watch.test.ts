// A build watched on a clock that the test moves, against the replay server through the real SDK.
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/doctor.ts';
import { openCatalog } from '../../src/catalog/shipped.ts';
import type { StreamPart } from '../../src/replay/account/account.ts';
import type { FaultRule } from '../../src/replay/faults.ts';
import { readImage } from '../../src/sources/aws/image.ts';
import { actions, FAILED, failedBuild, image, stack, stackEvents, STARTED } from '../sources/aws/recorded.ts';
import {
  after,
  at,
  beginning,
  buildWith,
  EVERY,
  ID,
  kinds,
  MINUTE,
  mysqlFailure,
  only,
  RUN_FAILED,
  SECOND,
  watched,
  type Turn,
  type Watched,
} from './watched.ts';

const MYSQL = 'os-packages/mysql-client-downgrade';
const FAILING = [...beginning(), ...mysqlFailure(12 * MINUTE), ...RUN_FAILED];
/** When the last line of that is written. */
const FATAL = STARTED + 17 * MINUTE + 10 * SECOND;
const INSTALLS = { component: 'main', phase: 'build', name: 'InstallPClusterPackages' };

const RUN_SUCCEEDED = [after(100, 'CmdExecution: ExitCode 0'), after(100, 'TOE has completed execution successfully')];

/** A build whose image was made in the end. */
function goodBuild(parts: readonly StreamPart[]) {
  const events = stackEvents(ID).map((event) =>
    event.status === 'CREATE_FAILED' ? { ...event, status: 'CREATE_COMPLETE', reason: null } : event,
  );
  return buildWith(parts, {
    image: image(ID, { status: 'AVAILABLE', reason: null }),
    stack: stack(ID, { status: 'CREATE_COMPLETE', reason: null, events }),
  });
}

function verdicts(seen: Watched) {
  return only(seen, 'verdict').map(({ final, diagnosis: { verdict, rootCause } }) =>
    [final ? 'final' : 'early', verdict, ...(rootCause?.pattern ? [rootCause.pattern] : [])].join(' '),
  );
}

describe('a build that fails', () => {
  test('steps pass, the verdict comes while the build goes on, and the watch ends with the image', async () => {
    const seen = await watched(buildWith(FAILING));
    expect(kinds(seen).filter((kind) => kind !== 'silence')).toEqual([
      'watching',
      'waiting',
      'waiting',
      'status',
      'stage',
      'step-began',
      'step-ended',
      'step-began',
      'step-ended',
      'verdict',
      'status',
      'verdict',
      'ended',
    ]);
    expect(verdicts(seen)).toEqual([`early recognised ${MYSQL}`, `final recognised ${MYSQL}`]);
    expect(only(seen, 'step-ended').at(-1)).toMatchObject({
      step: INSTALLS,
      outcome: 'failed',
      exitCode: 1,
      tookMs: 12 * MINUTE + 900,
    });
    expect(only(seen, 'ended')).toMatchObject([{ outcome: 'failed', imageStatus: 'FAILED', tookMs: FAILED - STARTED }]);
  });

  test('the verdict comes within one poll of the fatal line, an hour before the stack gives up', async () => {
    const [early] = only(await watched(buildWith(FAILING)), 'verdict');
    expect(early?.at).toBeLessThanOrEqual(FATAL + EVERY);
    expect(early?.toStop).toContain('aws imagebuilder cancel-image-creation');
  });

  test('each poll is one request', async () => {
    const seen = await watched(buildWith(FAILING));
    const requests = actions(seen);
    const reading = ['DescribeStacks', 'DescribeStackEvents', 'DescribeLogStreams'];
    const atTheEnd = Math.min(...reading.map((action) => requests.lastIndexOf(action)));
    const toFindIt = 2;
    const toCatchUp = 1;
    const afterTheEnd = 2;
    expect(requests.slice(0, atTheEnd)).toHaveLength(toFindIt + seen.polls + toCatchUp + afterTheEnd);
  });

  test('the last verdict is what diagnose says of it', async () => {
    const seen = await watched(buildWith(FAILING));
    const catalog = await openCatalog(null);
    const diagnosis = await diagnose(readImage(seen.aws, ID, { full: false }), { catalog });
    expect(only(seen, 'verdict').at(-1)?.diagnosis).toEqual(diagnosis);
  });

  test('a failed command that nothing follows is taken for fatal after one more poll', async () => {
    const seen = await watched(buildWith([...beginning(), ...mysqlFailure(12 * MINUTE)]));
    expect(verdicts(seen)).toEqual([`early recognised ${MYSQL}`, `final recognised ${MYSQL}`]);
    expect(only(seen, 'verdict')[0]?.at).toBeLessThanOrEqual(FATAL + 2 * EVERY);
  });

  test('a verdict on which the build goes on after all is withdrawn', async () => {
    const rest = [after(3 * EVERY, 'Step Afterwards'), after(100, 'CmdExecution: ExitCode 0')];
    const seen = await watched(goodBuild([...beginning(), ...mysqlFailure(MINUTE), ...rest]));
    expect(verdicts(seen)).toEqual([`early recognised ${MYSQL}`, 'final not-failed']);
    const told = kinds(seen);
    expect(told.indexOf('verdict-withdrawn')).toBeGreaterThan(told.indexOf('verdict'));
  });

  test('a stack that fails before there is an image is diagnosed when it has failed', async () => {
    const broken = { type: 'AWS::Lambda::Function', logicalId: 'DeleteStackFunction', physicalId: '' };
    const reason =
      'Resource handler returned message: "The runtime parameter of python3.9 is no longer supported for creating or updating AWS Lambda functions. (Service: Lambda, Status Code: 400)"';
    const [begun, , , failed] = stackEvents(ID);
    const events = [begun, { at: STARTED + 40 * SECOND, status: 'CREATE_FAILED', reason, ...broken }, failed];
    const seen = await watched(
      failedBuild(ID, {
        image: null,
        logGroup: null,
        stack: stack(ID, {
          events: events.flatMap((event) => (event ? [{ ...event, at: Math.min(event.at, STARTED + MINUTE) }] : [])),
        }),
      }),
    );
    expect(verdicts(seen)).toEqual(['final recognised stack/lambda-python39-retired']);
    expect(kinds(seen)).toEqual(['watching', 'waiting', 'verdict', 'ended']);
  });

  test('a build that has ended is diagnosed at once', async () => {
    const seen = await watched(buildWith(FAILING), { from: FAILED + MINUTE });
    expect(kinds(seen)).toEqual(['watching', 'verdict', 'ended']);
    expect(verdicts(seen)).toEqual([`final recognised ${MYSQL}`]);
    expect(seen.polls).toBe(0);
  });

  test('a watch that begins behind the failure gives the verdict at its first look at the log', async () => {
    const seen = await watched(buildWith(FAILING), { from: FATAL + 20 * MINUTE });
    expect(only(seen, 'verdict')[0]?.at).toBeLessThanOrEqual(FATAL + 20 * MINUTE + 3 * EVERY);
  });

  test('what an earlier run has left in the stream is not taken for this one', async () => {
    const earlier = [at(-3 * 60 * MINUTE, 'Step Earlier'), ...mysqlFailure(MINUTE), ...RUN_FAILED];
    const { logGroup: group, ...build } = goodBuild([...earlier, ...beginning(), ...RUN_SUCCEEDED]);
    const seen = await watched({ ...build, logGroup: group && { ...group, createdAt: STARTED - 4 * 60 * MINUTE } });
    expect(verdicts(seen)).toEqual(['final not-failed']);
    expect(only(seen, 'step-began').map(({ step }) => step.name)).not.toContain('Earlier');
  });
});

describe('a build that does not fail', () => {
  test('its steps are told with what they took in the last good build, and it ends with an image', async () => {
    const usual = { 'main/build/InstallPClusterPackages': 25 * MINUTE };
    const seen = await watched(goodBuild([...beginning(), after(20 * MINUTE, 'Stdout: done'), ...RUN_SUCCEEDED]), {
      usual,
    });
    expect(only(seen, 'step-began').map(({ step, usuallyMs }) => [step.name, usuallyMs])).toEqual([
      ['AWSRegion', null],
      ['InstallPClusterPackages', 25 * MINUTE],
    ]);
    expect(only(seen, 'step-ended').at(-1)).toMatchObject({ outcome: 'succeeded', usuallyMs: 25 * MINUTE });
    expect(verdicts(seen)).toEqual(['final not-failed']);
    expect(only(seen, 'ended')).toMatchObject([{ outcome: 'available', imageStatus: 'AVAILABLE' }]);
  });

  const MYSQL_LINES = mysqlFailure(MINUTE).slice(0, -2);
  test.each<[string, readonly StreamPart[]]>([
    [
      'a step whose failure is ignored',
      [...mysqlFailure(MINUTE), after(100, 'Step Afterwards'), after(MINUTE, 'Stdout: x')],
    ],
    [
      'a resource with ignore_failure',
      [
        ...MYSQL_LINES,
        after(
          0,
          'Stdout:     [2023-01-27T10:30:00+00:00] ERROR: bash[Install MySQL packages] (aws-parallelcluster-install::install_mysql_client line 30) had an error: Mixlib::ShellOut::ShellCommandFailed: x; ignore_failure is set, continuing',
        ),
        after(5 * MINUTE, 'Stdout: Infra Phase complete, 120/120 resources updated'),
      ],
    ],
    [
      'a download that was tried again',
      [
        after(MINUTE, 'Stdout: [2023-01-27T10:30:00+00:00] INFO: Retrying execution of package[jq], 3 attempts left'),
        after(2 * MINUTE, 'Stdout: Infra Phase complete, 120/120 resources updated'),
      ],
    ],
    [
      'a step that asks for a reboot',
      [after(MINUTE, 'CmdExecution: ExitCode 194'), after(4 * MINUTE, 'Step Afterwards')],
    ],
  ])('%s is not fatal', async (_name, parts) => {
    const seen = await watched(goodBuild([...beginning(), ...parts, ...RUN_SUCCEEDED]));
    expect(verdicts(seen)).toEqual(['final not-failed']);
    expect(only(seen, 'step-ended').filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  });

  test('one whose stack deletes itself is gone, and its log says that it succeeded', async () => {
    const [begun, made, , last] = stackEvents(ID);
    const events = [begun, made, last && { ...last, status: 'DELETE_COMPLETE', reason: null }].filter(
      (event) => event !== undefined,
    );
    const build = buildWith([...beginning(), ...RUN_SUCCEEDED], {
      image: null,
      stack: stack(ID, { status: 'DELETE_COMPLETE', reason: null, events }),
    });
    const seen = await watched(build);
    expect(only(seen, 'ended')).toMatchObject([{ outcome: 'gone' }]);
    expect(verdicts(seen)).toEqual(['final not-failed']);
  });
});

describe('what one waits for', () => {
  test('first for the image, then for its log, each said once', async () => {
    const seen = await watched(buildWith(FAILING));
    expect(only(seen, 'waiting').map(({ waitsFor }) => waitsFor)).toEqual(['image', 'log']);
  });

  test('a long silence is said after 5 minutes, and again each time it has lasted twice as long', async () => {
    const seen = await watched(buildWith([...beginning(), ...mysqlFailure(45 * MINUTE), ...RUN_FAILED]));
    const said = only(seen, 'silence');
    expect(said.map(({ forMs }) => Math.floor(forMs / MINUTE))).toEqual([5, 10, 20, 40]);
    expect(said[0]).toMatchObject({ step: INSTALLS, asks: false });
  });

  test('a question that nobody answers is said after a minute', async () => {
    const question = '*** sshd_config (Y/I/N/O/D/Z) [default=N] ?';
    const seen = await watched(buildWith([...beginning(), after(MINUTE, `Stdout: ${question}`)]));
    const [first] = only(seen, 'silence');
    expect(first).toMatchObject({ asks: true, lastLine: question });
    expect(first?.forMs).toBeLessThan(MINUTE + 2 * EVERY);
    expect(verdicts(seen)[0]).toMatch(/^final/);
  });

  test('progress says where the build is', async () => {
    const parts = [
      ...beginning(),
      after(MINUTE, 'Stdout: Recipe: aws-parallelcluster-install::nvidia'),
      ...mysqlFailure(9 * MINUTE),
    ];
    const seen = await watched(buildWith(parts));
    expect(only(seen, 'progress').find(({ recipe }) => recipe?.endsWith('nvidia'))).toMatchObject({
      step: INSTALLS,
      recipe: 'aws-parallelcluster-install::nvidia',
      events: 10,
    });
  });
});

/** From then on, calls fail. */
function strikes(ms: number, rule: FaultRule): Turn {
  return { at: STARTED + ms, happens: ({ replay }) => replay.fail(rule) };
}

function heals(ms: number): Turn {
  return { at: STARTED + ms, happens: ({ replay }) => replay.heal() };
}

describe('trouble on the way', () => {
  test('throttled calls are repeated, and nothing is lost', async () => {
    const turns = [strikes(6 * MINUTE, { action: 'GetLogEvents', fault: { kind: 'throttle' }, times: 4 })];
    const seen = await watched(buildWith(FAILING), { turns });
    expect(seen.waits.length).toBeGreaterThanOrEqual(4);
    expect(only(seen, 'unseen')).toEqual([]);
    expect(verdicts(seen)[0]).toBe(`early recognised ${MYSQL}`);
  });

  test.each([
    ['an expired token', { kind: 'expired-token' as const }, /AWS does not accept the credentials/],
    ['a lost network', { kind: 'reset' as const }, /got no answer from AWS/],
    ['throttling without end', { kind: 'throttle' as const }, /throttled until the attempts ran out/],
    ['a proxy that answers instead', { kind: 'html' as const }, /got no answer from AWS/],
  ])('%s is said once, asked again with longer waits, and told when it is over', async (_name, fault, why) => {
    const turns = [strikes(8 * MINUTE, { action: '*', fault }), heals(14 * MINUTE)];
    const seen = await watched(buildWith(FAILING), { turns });
    const unseen = only(seen, 'unseen').filter(({ what }) => what.includes('log'));
    expect(unseen).toHaveLength(1);
    expect(unseen[0]?.why).toMatch(why);
    expect(only(seen, 'seen-again').map(({ what }) => what)).toContain('what the build writes into its log');
    expect(verdicts(seen)).toEqual([`early recognised ${MYSQL}`, `final recognised ${MYSQL}`]);
  });

  test('a log that may not be read is said, and the build is still followed to its end', async () => {
    const seen = await watched(buildWith(FAILING), { faults: [{ action: 'GetLogEvents', fault: { kind: 'deny' } }] });
    expect(only(seen, 'unseen')).toMatchObject([
      { toSeeIt: 'allow logs:GetLogEvents for your user or role, then run again' },
    ]);
    expect(only(seen, 'ended')).toMatchObject([{ outcome: 'failed' }]);
  });

  test('an image whose state may not be seen is followed by its stack', async () => {
    const seen = await watched(buildWith(FAILING), { faults: [{ action: 'GetImage', fault: { kind: 'deny' } }] });
    expect(only(seen, 'unseen')).toMatchObject([{ what: 'how far the build is' }]);
    expect(verdicts(seen)).toEqual([`early recognised ${MYSQL}`, `final recognised ${MYSQL}`]);
  });

  test('what cannot be read again at the end is told from what was seen', async () => {
    const turns = [strikes(40 * MINUTE, { action: 'DescribeStacks', fault: { kind: 'reset' } })];
    const seen = await watched(buildWith(FAILING), { turns });
    expect(verdicts(seen).at(-1)).toBe(`final recognised ${MYSQL}`);
    const gaps = only(seen, 'verdict').at(-1)?.diagnosis.gaps ?? [];
    expect(gaps.map(({ what }) => what)).toContain('what its other witnesses tell');
  });
});

test('two hours of a build that writes 400,000 events keep no more than 40,000 lines in memory', async () => {
  const flood = {
    times: 400_000,
    every: 16,
    beats: [{ at: null, after: 0, text: 'Stdout: turn {n} of a long build' }],
  };
  const late = STARTED + 130 * MINUTE;
  const events = stackEvents(ID).map((event) => (event.status === 'CREATE_FAILED' ? { ...event, at: late } : event));
  const parts = [...beginning(), flood, ...mysqlFailure(MINUTE), ...RUN_FAILED];
  const seen = await watched(buildWith(parts, { stack: stack(ID, { events }) }));
  expect(only(seen, 'progress').at(-1)?.events).toBeGreaterThan(400_000);
  expect(seen.mostLines).toBeLessThanOrEqual(40_000);
  expect(verdicts(seen)).toEqual([`early recognised ${MYSQL}`, `final recognised ${MYSQL}`]);
  const gaps = only(seen, 'verdict')[0]?.diagnosis.gaps ?? [];
  expect(gaps.map(({ what }) => what)).toContainEqual(expect.stringMatching(/lines in the middle of 3\.4\.1\/1/));
});
