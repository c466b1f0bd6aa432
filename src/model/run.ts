// The structure of a run as its own markers tell it: components, phases and steps, Chef failures, exit codes, and for each line
// what it is: said by a program, or only echoed, shown in a diff, retried or ignored.

import type { Arch, Line } from './evidence.ts';

/** Which channel of the build carried a line. */
export const CHANNELS = ['stdout', 'stderr', 'toe', 'workflow', 'stack', 'image', 'unknown'] as const;
export type Channel = (typeof CHANNELS)[number];

/**
 * Why a line does not count as something that happened:
 * `echo` script source printed by `set -v` or `set -x`; `diff` content of a file Chef wrote; `declaration` source or settings of a
 * Chef resource; `retried` an attempt after which another one followed; `ignored` a failure the build was told to ignore.
 */
export type Hollow = 'echo' | 'diff' | 'declaration' | 'retried' | 'ignored';

/** A line with what its dialect says of it. */
export interface RunEvent {
  /** Position in `Run.events`. */
  readonly at: number;
  readonly line: Line;
  /** Lines of one stretch stand together in one log, with nothing between them that was not read. */
  readonly stretch: number;
  /** The line without transport and stream prefixes and outer blanks: what the program itself printed. */
  readonly body: string;
  readonly channel: Channel;
  /** Index into `Run.steps`, null before the first step and where markers are missing. */
  readonly step: number | null;
  readonly hollow: Hollow | null;
}

export type Phase = 'build' | 'validate' | 'test';

/** The component a document stands for; `user` is any component that ParallelCluster did not make. */
export type ComponentName = 'update-os' | 'main' | 'tag' | 'validate' | 'test' | 'user' | `script-${number}`;

export interface Step {
  readonly component: ComponentName | null;
  /** ParallelCluster version out of the component's ARN. */
  readonly componentVersion: string | null;
  readonly phase: Phase | null;
  /** Null when its opening line was not read: the log begins inside the step. */
  readonly name: string | null;
  /** First and last event, both included. */
  readonly from: number;
  readonly to: number;
  readonly exitCode: number | null;
  /** `open`: the log ends, or goes on elsewhere, before the step says how it ended. */
  readonly outcome: 'succeeded' | 'failed' | 'ignored' | 'open';
}

/** One `Error executing action` block, compile error or FATAL line of Chef/Cinc. */
export interface ChefFailure {
  /** First and last event of the block, both included. */
  readonly from: number;
  readonly to: number;
  readonly form: 'block' | 'compile' | 'resolve' | 'fatal';
  readonly action: string | null;
  /** `bash[Install MySQL packages]`; the innermost one of a chain. */
  readonly resource: string | null;
  /** Resources around the innermost one, outermost last. */
  readonly outer: readonly string[];
  /** `aws-parallelcluster-install::install_mysql_client` */
  readonly recipe: string | null;
  readonly exceptionClass: string | null;
  readonly command: string | null;
  readonly exitCode: number | null;
  /** Events that hold the exception's message. */
  readonly message: readonly number[];
  /** Events that hold the command's captured output, stdout and stderr. */
  readonly output: readonly number[];
  /** True when `ignore_failure` let the run go on. */
  readonly ignored: boolean;
}

/** How the run ended, as far as it was seen. */
export type Ending = 'succeeded' | 'failed' | 'not-seen';

export interface Run {
  readonly events: readonly RunEvent[];
  readonly steps: readonly Step[];
  readonly chef: readonly ChefFailure[];
  readonly ending: Ending;
  /** The event that says how it ended. */
  readonly endingAt: number | null;
  /** True when any AWSTOE or workflow marker was seen: the text is (part of) a build log, not an excerpt of a tool's output. */
  readonly hasMarkers: boolean;
  /** Workflow step that failed, by Image Builder's service lines. */
  readonly workflowStep: string | null;
  /** Last `Recipe:` and last resource converged: where Chef was. */
  readonly progress: { readonly recipe: string | null; readonly resource: string | null };
  readonly facts: RunFacts;
}

/** What the log itself says about the image. */
export interface RunFacts {
  readonly pclusterVersion: string | null;
  readonly os: string | null;
  readonly osVersion: string | null;
  readonly arch: Arch | null;
  /** The newest kernel that is named, as `uname -r` prints it. */
  readonly kernel: string | null;
  readonly imageId: string | null;
  readonly region: string | null;
}
