// What is told of a build while it is being built: each thing as it is seen, in the order in which it is. Times are milliseconds since the epoch.

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

/** What happened, by kind; `usuallyMs` is what the step took in the last good build, where that is known. */
type Happening =
  | {
      readonly event: 'watching';
      readonly pclusterVersion: string | null;
      readonly stackStatus: string | null;
      readonly startedAt: number | null;
      readonly everyMs: number;
    }
  | { readonly event: 'waiting'; readonly waitsFor: 'image' | 'log' }
  | { readonly event: 'status'; readonly imageStatus: string | null; readonly reason: string | null }
  /** A step of Image Builder's own workflow, around the components. */
  | { readonly event: 'stage'; readonly name: string }
  | { readonly event: 'step-began'; readonly step: StepName; readonly usuallyMs: number | null }
  | {
      readonly event: 'step-ended';
      readonly step: StepName;
      readonly outcome: StepOutcome;
      readonly exitCode: number | null;
      readonly tookMs: number | null;
      readonly usuallyMs: number | null;
    }
  | {
      readonly event: 'progress';
      readonly step: StepName | null;
      readonly forMs: number | null;
      readonly usuallyMs: number | null;
      readonly recipe: string | null;
      /** Of the log, so far. */
      readonly events: number;
    }
  | {
      readonly event: 'silence';
      readonly forMs: number;
      readonly step: StepName | null;
      readonly lastLine: string;
      /** True where that line is a question, and nobody is there to answer it. */
      readonly asks: boolean;
    }
  | ({ readonly event: 'unseen' } & Gap)
  | { readonly event: 'seen-again'; readonly what: string }
  | { readonly event: 'live-tail'; readonly state: 'began' | 'renewed' | 'ended'; readonly why: string | null }
  /** Live Tail left out lines, which the log itself has. */
  | { readonly event: 'sampled' }
  | {
      readonly event: 'verdict';
      /** False while the build goes on. */
      readonly final: boolean;
      readonly diagnosis: Diagnosis;
      /** Ends the build, and keeps its log; null where it has ended. */
      readonly toStop: string | null;
    }
  | { readonly event: 'verdict-withdrawn'; readonly why: string }
  | {
      readonly event: 'ended';
      readonly outcome: BuildEnd;
      readonly imageStatus: string | null;
      readonly tookMs: number | null;
    }
  | { readonly event: 'notify-failed'; readonly why: string };

export type WatchEvent = Happening & { readonly at: number };
export type WatchEventKind = WatchEvent['event'];

/** Whose build it is. */
export type WatchedImage = Pick<ImageFacts, 'id' | 'region'>;
