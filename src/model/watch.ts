// What is told of a build while it is being built: each thing as it is seen, in that order. Times are milliseconds since the epoch.

import type { Diagnosis } from './diagnosis.ts';
import type { Gap, ImageFacts } from './evidence.ts';
import type { ComponentName, Phase, Step } from './run.ts';

/** How a build ended. `gone`: its stack is no longer there, and nobody says how it ended. */
export type BuildEnd = 'available' | 'failed' | 'cancelled' | 'gone';

/** Which step it is, where a document says so. */
export interface StepName {
  readonly component: ComponentName | null;
  readonly phase: Phase | null;
  readonly name: string;
}

/** The key under which the duration of a step in another build is looked up: `main/build/InstallPClusterPackages`. */
export function stepKey({ component, phase, name }: StepName): string {
  return [component, phase, name].join('/');
}

export type StepOutcome = Exclude<Step['outcome'], 'open'>;

/** What happened, by the name of the event; `usuallyMs` is what the step took in the last good build, where that is known. */
interface Happenings {
  readonly watching: {
    readonly pclusterVersion: string | null;
    readonly stackStatus: string | null;
    /** ISO 8601, UTC. */
    readonly startedAt: string | null;
    readonly everyMs: number;
  };
  readonly waiting: { readonly waitsFor: 'image' | 'log' };
  readonly status: { readonly imageStatus: string | null; readonly reason: string | null };
  /** A step of Image Builder's own workflow, around the components. */
  readonly stage: { readonly name: string };
  readonly 'step-began': { readonly step: StepName; readonly usuallyMs: number | null };
  readonly 'step-ended': {
    readonly step: StepName;
    readonly outcome: StepOutcome;
    readonly exitCode: number | null;
    readonly tookMs: number | null;
    readonly usuallyMs: number | null;
  };
  readonly progress: {
    readonly step: StepName | null;
    readonly forMs: number | null;
    readonly usuallyMs: number | null;
    readonly recipe: string | null;
    /** Of the log, so far. */
    readonly events: number;
  };
  readonly silence: {
    readonly forMs: number;
    readonly step: StepName | null;
    readonly lastLine: string;
    /** True where that line is a question, and nobody is there to answer it. */
    readonly asks: boolean;
  };
  readonly unseen: Gap;
  readonly 'seen-again': { readonly what: string };
  readonly 'live-tail': {
    readonly state: 'began' | 'renewed' | 'ended';
    readonly why: string | null;
    /** What AWS charges for it while it is open, in dollars. */
    readonly usdPerMinute: number;
  };
  /** Live Tail left out lines, which the log itself has. */
  readonly sampled: object;
  readonly verdict: {
    /** False while the build goes on. */
    readonly final: boolean;
    readonly diagnosis: Diagnosis;
    /** Ends the build, and keeps its log; null where it has ended. */
    readonly toStop: string | null;
  };
  readonly 'verdict-withdrawn': { readonly why: string };
  readonly ended: {
    readonly outcome: BuildEnd;
    readonly imageStatus: string | null;
    readonly tookMs: number | null;
  };
  readonly 'notify-failed': { readonly why: string };
}

export type WatchEventKind = keyof Happenings;

export type WatchEvent<K extends WatchEventKind = WatchEventKind> = {
  [P in K]: { readonly event: P; readonly at: number } & Happenings[P];
}[K];

/** Whose build it is. */
type WatchedImage = Pick<ImageFacts, 'id' | 'region'>;

/** A line of `watch --json`, by contract: `at` is ISO 8601, UTC. */
export type WatchLine<K extends WatchEventKind = WatchEventKind> = {
  [P in K]: {
    readonly schemaVersion: '1.0';
    readonly at: string | null;
    readonly image: WatchedImage;
    readonly event: P;
  } & Happenings[P];
}[K];
