// How far the doctor has come with each build.

import type { Diagnosis } from '../model/diagnosis.ts';
import type { Excuse, ImageKey } from './news.ts';

export type Case =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly diagnosis: Diagnosis }
  | { readonly kind: 'failed'; readonly excuse: Excuse };

export type Cases = ReadonlyMap<ImageKey, Case>;

/** The same cases with one changed. */
export function withCase(cases: Cases, key: ImageKey, known: Case): Cases {
  return new Map([...cases, [key, known]]);
}

/** The diagnosis of an image, once there is one. */
export function diagnosisOf(cases: Cases, key: ImageKey): Diagnosis | null {
  const known = cases.get(key);
  return known?.kind === 'done' ? known.diagnosis : null;
}
