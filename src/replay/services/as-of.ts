// What a stack and its image were at a time. A recording says how a build ended; until the clock has reached that, its stack is as far as its own
// events go, and its image is what Image Builder last wrote into the log.

import type { Build, Image, LogGroup, Stack, StackEvent } from '../account/account.ts';
import { eventsOf } from './stream-events.ts';

/** The stack, or null where its creation has not begun. */
export function stackAsOf(stack: Stack, now: number): Stack | null {
  if (stack.createdAt > now) return null;
  const own = stack.events.filter(({ logicalId }) => logicalId === stack.name);
  if ((own.at(-1)?.at ?? 0) <= now) return stack;
  const last = own.findLast(({ at }) => at <= now);
  return { ...stack, status: last?.status ?? 'CREATE_IN_PROGRESS', reason: last?.reason ?? null };
}

const IMAGE_TYPE = 'AWS::ImageBuilder::Image';
const TRANSITION = /^Image transitioned to ([A-Z]+) state/;
const ENDS = ['AVAILABLE', 'FAILED', 'CANCELLED'];

/** The image, or null where it has not been begun, or is deleted. */
export function imageAsOf({ image, stack, logGroup }: Build, now: number): Image | null {
  if (image === null || image.createdAt > now) return null;
  const told = stack?.events.filter(({ type }) => type === IMAGE_TYPE) ?? [];
  if (told.some((event) => event.status === 'DELETE_COMPLETE' && event.at <= now)) return null;
  const end = told.find(isEnd);
  if (end === undefined || end.at <= now) return image;
  const status = saidIn(logGroup, now) ?? 'BUILDING';
  return ENDS.includes(status) ? image : { ...image, status, reason: null, failureContext: null, amis: [] };
}

function saidIn(logGroup: LogGroup | null, now: number): string | null {
  const said = logGroup?.streams.map((stream) =>
    eventsOf(stream).findLast(({ timestamp, message }) => timestamp <= now && TRANSITION.test(message)),
  );
  const last = said?.findLast((event) => event !== undefined);
  return TRANSITION.exec(last?.message ?? '')?.[1] ?? null;
}

function isEnd({ status }: StackEvent): boolean {
  return status === 'CREATE_COMPLETE' || status === 'CREATE_FAILED';
}
