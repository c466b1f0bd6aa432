// What long work tells the person who waits: values, not text. Rooms report; cli/progress.ts shows.

import type { StepName } from './watch.ts';

export type Progress =
  | {
      readonly kind: 'reading';
      readonly what: string;
      readonly pages: number;
      readonly bytes: number;
      readonly events: number;
    }
  | {
      readonly kind: 'waiting';
      readonly call: string;
      readonly why: string;
      readonly seconds: number;
      /** The attempt that comes after the wait, and how many there are at most. */
      readonly attempt: number;
      readonly attempts: number;
    }
  | { readonly kind: 'listing'; readonly what: string; readonly found: number }
  | {
      readonly kind: 'watching';
      readonly image: string;
      readonly step: StepName | null;
      readonly forMs: number | null;
      readonly usuallyMs: number | null;
      readonly events: number;
    }
  | { readonly kind: 'diagnosing'; readonly image: string; readonly done: number; readonly of: number };

export type OnProgress = (progress: Progress) => void;
