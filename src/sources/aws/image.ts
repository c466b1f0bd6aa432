// Reads the evidence of one build. What AWS told about a build that is over is kept where the account has a store: the next run asks only
// whether the stack is still the same one, and goes on to AWS where what was read then does not go back far enough.

import type { Evidence } from '../../model/evidence.ts';
import type { AwsAccount } from './account.ts';
import { findStreams } from './build-log.ts';
import type { BuildStack } from './build-stack.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { findImage, findStack, refuseNoId } from './find-image.ts';
import { readFound, type ReadOptions } from './found-image.ts';
import { isKeepable, isMore, isWhole, keyOf } from './keepable.ts';
import { stackEvents } from './scene.ts';

export interface ReadImageOptions extends ReadOptions {
  /** The build's stack, where the list has just told it: it need not be asked for again. */
  readonly listed?: BuildStack | undefined;
}

/**
 * Evidence of a build, each time more of it. Throws Trouble when there is no such image, when credentials are bad and when AWS
 * cannot be reached; everything else that could not be seen is a gap in the evidence.
 */
export async function* readImage(account: AwsAccount, id: string, options: ReadImageOptions): AsyncGenerator<Evidence> {
  const { stack, kept } = await recall(account, id, options.listed);
  if (kept !== null && (isWhole(kept) || !options.full)) yield kept;
  if (kept !== null && isWhole(kept)) return;
  refuseNoId(account, id);
  // The events are asked for by the id as well, not to wait for each other; the few of a stack that is no build's cost nothing but the call.
  const [found, events] = await Promise.all([findImage(account, id, stack), stackEvents(account, id)]);
  const read = readFound(account, { ...found, events }, options);
  const { store } = account;
  const further = store && found.stack.value ? keeping({ store, account, stack: found.stack.value }, read) : read;
  yield* kept === null ? further : beyond(kept, further);
}

/** Evidence of a build of which only a log group is at hand, by its name or ARN: its stack may be that of another account. */
export async function* readLog(
  account: AwsAccount,
  { id, group }: { readonly id: string; readonly group: string },
  options: ReadOptions,
): AsyncGenerator<Evidence> {
  const streams = await findStreams(account, group);
  const nothing = { value: null, failure: null };
  yield* readFound(account, { id, stack: nothing, streams, events: { items: [], failure: null } }, options);
}

interface Recalled {
  /** Where it was listed, or asked for here. */
  readonly stack: BuildStack | undefined;
  readonly kept: Evidence | null;
}

/** Asks for the stack first only where something may be kept: otherwise it is asked for together with the log. */
async function recall(account: AwsAccount, id: string, listed: BuildStack | undefined): Promise<Recalled> {
  const { store, region } = account;
  if (!store?.mayHave({ id, region })) return { stack: listed, kept: null };
  const stack = listed ?? (await findStack(account, id)).value ?? undefined;
  return { stack, kept: stack ? await store.recall(await keyOf(account, stack)) : null };
}

interface Keeping {
  readonly store: EvidenceStore;
  readonly account: AwsAccount;
  readonly stack: BuildStack;
}

/** Each time before it is looked at, because whoever looks may never ask for more. */
async function* keeping({ store, account, stack }: Keeping, read: AsyncIterable<Evidence>): AsyncGenerator<Evidence> {
  for await (const evidence of read) {
    const kept = isKeepable(evidence, stack) ? store.keep(await keyOf(account, stack), evidence) : null;
    try {
      yield evidence;
    } finally {
      await kept;
    }
  }
}

/** What goes further back than what was kept. Where nothing does, the gaps say why. */
async function* beyond(kept: Evidence, further: AsyncIterable<Evidence>): AsyncGenerator<Evidence> {
  let last = kept;
  for await (const evidence of further) {
    last = evidence;
    if (isMore(evidence, kept)) yield evidence;
  }
  if (!isMore(last, kept)) yield { ...kept, gaps: last.gaps };
}
