// The order of the keys in a line of `watch --json`, by the event it tells. The compiler checks that no field of the model is missing.

import type { Gap } from '../model/evidence.ts';
import type { StepName, WatchEvent, WatchEventKind, WatchLine } from '../model/watch.ts';
import { DIAGNOSIS_KEYS, GAP_KEYS, type Keys, type Order } from './key-order.ts';

type OwnKeys<K extends WatchEventKind> = Keys<Omit<WatchEvent<K>, 'event' | 'at'>>;

const STEP_KEYS = { component: true, phase: true, name: true } satisfies Keys<StepName>;

const OWN_KEYS: { readonly [K in WatchEventKind]: OwnKeys<K> } = {
  watching: { pclusterVersion: true, stackStatus: true, startedAt: true, everyMs: true },
  waiting: { waitsFor: true },
  status: { imageStatus: true, reason: true },
  stage: { name: true },
  'step-began': { step: STEP_KEYS, usuallyMs: true },
  'step-ended': { step: STEP_KEYS, outcome: true, exitCode: true, tookMs: true, usuallyMs: true },
  progress: { step: STEP_KEYS, forMs: true, usuallyMs: true, recipe: true, events: true },
  silence: { forMs: true, step: STEP_KEYS, lastLine: true, asks: true },
  unseen: GAP_KEYS satisfies Keys<Gap>,
  'seen-again': { what: true },
  'live-tail': { state: true, why: true, usdPerMinute: true },
  sampled: {},
  verdict: { final: true, diagnosis: DIAGNOSIS_KEYS, toStop: true },
  'verdict-withdrawn': { why: true },
  ended: { outcome: true, imageStatus: true, tookMs: true },
  'notify-failed': { why: true },
};

const LINE_KEYS = { schemaVersion: true, at: true, image: { id: true, region: true }, event: true } satisfies Keys<
  Pick<WatchLine, 'schemaVersion' | 'at' | 'image' | 'event'>
>;

/** The keys of a line about such an event. */
export function watchKeys(event: WatchEventKind): Order {
  return { ...LINE_KEYS, ...OWN_KEYS[event] };
}
