// Which evidence will be the same when AWS is asked again. A build that goes on, a log that may still be arriving, and whatever could not be
// seen are asked for again each time.

import type { Evidence } from '../../model/evidence.ts';
import type { AwsAccount } from './account.ts';
import { isWithoutLog } from './build-log.ts';
import type { BuildStack } from './build-stack.ts';
import type { BuildKey } from './evidence-store.ts';
import { hasFailedForGood } from './stack-status.ts';

/** The last events of a log come in for a moment after its stack has failed; usually that is seconds. */
const LOG_IS_THERE_AFTER_MS = 900_000;

/** Of the image; null where it was never begun. Any other may change without its stack: an image that is available can be deprecated. */
const LASTING_IMAGE_STATUSES: readonly (string | null)[] = [null, 'FAILED', 'CANCELLED'];

/** True when AWS would tell the same tomorrow. */
export function isKeepable(evidence: Evidence, stack: BuildStack): boolean {
  const { gaps, image } = evidence;
  return (
    hasFailedForGood(stack.status) &&
    gaps.every(isWithoutLog) &&
    LASTING_IMAGE_STATUSES.includes(image.imageStatus) &&
    lastStackEvent(evidence) + LOG_IS_THERE_AFTER_MS < Date.now()
  );
}

/** Milliseconds since the epoch, UTC; infinite where the stack has told nothing. */
function lastStackEvent({ lines }: Evidence): number {
  const told = lines.findLast(({ witness }) => witness === 'stack');
  return told?.time ?? Infinity;
}

/** True when every log was read from its first event to its last. */
export function isWhole({ logs }: Evidence): boolean {
  return logs.every(({ complete }) => complete);
}

/** Whether evidence goes further back than what is known. A log whose retention has passed holds less than was once read of it. */
export function isMore(evidence: Evidence, known: Evidence): boolean {
  const more = evidence.lines.length - known.lines.length;
  return more > 0 || (more === 0 && isWhole(evidence) && !isWhole(known));
}

/** A stack has its ARN for itself, also among those that are built again; deleting it changes its status and its times. */
export async function keyOf(account: AwsAccount, stack: BuildStack): Promise<BuildKey> {
  const { region } = account;
  return { id: stack.id, region, identity: JSON.stringify([await account.whom(), stack]) };
}
