// "We could not look" as a value: a call that was denied, throttled out or found nothing is a gap in the evidence, not the end
// of the run. Without valid credentials or without any way to AWS there is no evidence at all: these do end it.

import { CallFailure, type FailureKind } from './failures.ts';
import { troubleOf } from './meanings.ts';

export type Seen<T> =
  { readonly value: T; readonly failure: null } | { readonly value: null; readonly failure: CallFailure };

const ALWAYS_ENDS: readonly FailureKind[] = ['credentials', 'bad-endpoint'];
const ENDS: readonly FailureKind[] = [...ALWAYS_ENDS, 'no-host', 'unavailable'];

/** The answer or the failure. Throws Trouble for bad credentials and when AWS cannot be reached. */
export async function look<T>(asked: Promise<T>): Promise<Seen<T>> {
  return orEnd(asked, ENDS);
}

/** As `look`, for a call that is worth losing when AWS answers no more: others have answered already. */
export async function glance<T>(asked: Promise<T>): Promise<Seen<T>> {
  return orEnd(asked, ALWAYS_ENDS);
}

/** As `look`, for who can wait until credentials are renewed and the network is back: nothing ends the run. */
export async function attempt<T>(asked: Promise<T>): Promise<Seen<T>> {
  return orEnd(asked, []);
}

async function orEnd<T>(asked: Promise<T>, ends: readonly FailureKind[]): Promise<Seen<T>> {
  try {
    return { value: await asked, failure: null };
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error;
    if (ends.includes(error.kind)) throw troubleOf(error);
    return { value: null, failure: error };
  }
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

/** What was collected before a page failed, and the failure. */
export interface Collected<T> {
  readonly items: readonly T[];
  readonly failure: CallFailure | null;
}

/** Follows tokens to the last page; a page may be empty and not be the last. Throws Trouble as `look` does. */
export async function collect<T>(ask: (token: string | undefined) => Promise<Page<T>>): Promise<Collected<T>> {
  const items: T[] = [];
  for (let token: string | undefined; ;) {
    const { value: page, failure } = await look(ask(token));
    if (!page) return { items, failure };
    items.push(...page.items);
    if (!page.next || page.next === token) return { items, failure: null };
    token = page.next;
  }
}
