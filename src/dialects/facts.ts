// What a log itself says about the image: version and component from ARNs and stream names, OS from the answers of the small steps,
// from Chef's "System Info" and from the release string that the component checks.

import type { Arch, LogSource } from '../model/evidence.ts';
import type { RunEvent, RunFacts, Step } from '../model/run.ts';

interface Said {
  readonly events: readonly RunEvent[];
  readonly steps: readonly Step[];
  readonly logs: readonly LogSource[];
}

/** Facts in the words of the log; null where it says nothing. */
export function factsOf({ events, steps, logs }: Said): RunFacts {
  const answers = stepAnswers(events, steps);
  const release = osOfRelease(answers.get('OperatingSystemRelease') ?? null) ?? systemInfo(events);
  const named = answers.get('OperatingSystemName');
  return {
    pclusterVersion: versionOf({ events, steps, logs }),
    os: named && OS_NAME.test(named) ? named : (release?.os ?? null),
    osVersion: release?.osVersion ?? null,
    arch: archOf(answers.get('OperatingSystemArchitecture')) ?? archInText(events),
    kernel: kernelIn(events),
    imageId: firstGroup(events, 'image/', /image\/parallelclusterimage-([a-z0-9-]+)\/\d+\.\d+\.\d+/),
    region:
      firstGroup(events, ':imagebuilder:', /arn:aws[\w-]*:imagebuilder:([a-z0-9-]+):/) ??
      regionOf(answers.get('AWSRegion')),
  };
}

const ANSWERED = new Set(['OperatingSystemRelease', 'OperatingSystemName', 'OperatingSystemArchitecture', 'AWSRegion']);
const OS_NAME = /^(?:alinux|ubuntu|centos|rhel|rocky)\d+$/;

/** The first stdout line of the steps that only compute a value. */
function stepAnswers(events: readonly RunEvent[], steps: readonly Step[]): Map<string, string> {
  const answers = new Map<string, string>();
  for (const step of steps) {
    if (step.name === null || !ANSWERED.has(step.name) || answers.has(step.name)) continue;
    const answer = events
      .slice(step.from, step.to + 1)
      .find((event) => event.channel === 'stdout' && event.body !== '');
    if (answer) answers.set(step.name, answer.body);
  }
  return answers;
}

const OS_FAMILY: Readonly<Record<string, string>> = {
  amzn: 'alinux',
  amazon: 'alinux',
  ubuntu: 'ubuntu',
  centos: 'centos',
  rhel: 'rhel',
  redhat: 'rhel',
  rocky: 'rocky',
};

/** `ubuntu.20.04` → ubuntu2004, `rocky.9.4` → rocky9 (9.4), `amzn.2` → alinux2. */
function osOfRelease(release: string | null): { os: string; osVersion: string } | null {
  const found = /^([a-z]+)[. ](\d[\d.]*)$/.exec(release ?? '');
  if (!found) return null;
  return osOf(found[1] ?? '', found[2] ?? '');
}

function osOf(id: string, osVersion: string): { os: string; osVersion: string } | null {
  const family = OS_FAMILY[id];
  if (!family) return null;
  const short = family === 'ubuntu' ? osVersion.replace('.', '') : (osVersion.split('.')[0] ?? osVersion);
  return { os: `${family}${short}`, osVersion };
}

function systemInfo(events: readonly RunEvent[]): { os: string; osVersion: string } | null {
  const platform = firstGroup(events, 'platform=', /^platform=(\w+)$/);
  const version = firstGroup(events, 'platform_version=', /^platform_version=([\d.]+)$/);
  return platform && version ? osOf(platform, version) : null;
}

/** `3.4.1/1`; as a file of an exported archive `…/cloudwatch-logs/3.4.1-1`. */
const STREAM_NAME = /(?:^|\/)(\d+\.\d+\.\d+)[/-]\d+$/;

function versionOf({ events, steps, logs }: Said): string | null {
  const component = steps.find((step) => step.componentVersion !== null)?.componentVersion;
  if (component) return component;
  const stream = logs.map((log) => STREAM_NAME.exec(log.name)?.[1]).find((version) => version !== undefined);
  return (
    stream ??
    firstGroup(events, 'parallelclusterimage-', /parallelclusterimage-[^/\s]+\/(\d+\.\d+\.\d+)\/\d+/) ??
    firstGroup(events, 'aws-parallelcluster-cookbook-', /aws-parallelcluster-cookbook-(\d+\.\d+\.\d+)(?:\.tgz|$)/) ??
    firstGroup(
      events,
      'Successfully installed',
      /^Successfully installed .*\baws-parallelcluster-(\d+\.\d+\.\d+)(?: |$)/,
    )
  );
}

/** The step may have printed an error instead. */
function regionOf(answer: string | undefined): string | null {
  return answer !== undefined && /^[a-z]{2}(?:-[a-z]+)+-\d$/.test(answer) ? answer : null;
}

function archOf(answer: string | undefined): Arch | null {
  if (answer === 'x86_64') return 'x86_64';
  return answer === 'arm64' || answer === 'aarch64' ? 'arm64' : null;
}

/** Chef's System Info names the processor in its Ruby line. */
function archInText(events: readonly RunEvent[]): Arch | null {
  return archOf(firstGroup(events, 'ruby=', /^ruby=ruby .*\[(x86_64|aarch64)-linux\]/) ?? undefined);
}

/** Packages and paths carry the release of a kernel as `uname -r` prints it. */
const KERNEL_WORDS: readonly (readonly [word: string, says: RegExp])[] = [
  ['/lib/modules/', /\/lib\/modules\/(\d+\.\d+\.\d+-[\w.+~-]*\w)/],
  ['kernel', /\b(?:kernel(?:-(?:devel|headers)-|:? )|kernels\/)(\d+\.\d+\.\d+-[\w.+~-]*\w)/],
  ['linux-headers-', /\blinux-headers-(\d+\.\d+\.\d+-\d+-\w+)/],
];

/** The newest that is named: UpdateOS installs it and restarts; older ones are named when they are removed. */
function kernelIn(events: readonly RunEvent[]): string | null {
  const named = new Set<string>();
  for (const { body, hollow } of events) {
    if (hollow !== null) continue;
    for (const [word, says] of KERNEL_WORDS) {
      const found = body.includes(word) ? says.exec(body) : null;
      if (found?.[1] !== undefined) named.add(found[1]);
    }
  }
  return [...named].reduce<string | null>(
    (newest, one) => (newest !== null && !isNewer(one, newest) ? newest : one),
    null,
  );
}

/** By the numbers in a release, the first that differs decides. */
function isNewer(one: string, other: string): boolean {
  const [mine, theirs] = [one, other].map((release) => (release.match(/\d+/g) ?? []).map(Number));
  const at = mine?.findIndex((number, index) => number !== theirs?.[index]) ?? -1;
  return at >= 0 && (mine?.[at] ?? 0) > (theirs?.[at] ?? 0);
}

/** `word` must stand in the line; looking for it first is much cheaper than the expression. */
function firstGroup(events: readonly RunEvent[], word: string, says: RegExp): string | null {
  for (const event of events) {
    if (!event.body.includes(word)) continue;
    const found = says.exec(event.body);
    if (found) return found[1] ?? null;
  }
  return null;
}
