// The time between two polls, which Live Tail may cut short: once a second at most, since that is how often it tells anything.

import { setTimeout as sleepFor } from 'node:timers/promises';
import type { Bell } from '../../sources/aws/bell.ts';
import type { FollowedBuild } from '../../sources/aws/follow.ts';

interface Pausing {
  readonly build: FollowedBuild;
  readonly bell: Bell | null;
  /** Ends every pause, which rejects. */
  readonly over: AbortSignal;
}

const SHORTEST_MS = 1000;

export function pauser({ build, bell, over }: Pausing): (ms: number) => Promise<void> {
  const sleep = (ms: number) => sleepFor(ms, undefined, { signal: over });
  return async (ms) => {
    if (bell === null) return sleep(ms);
    if (build.stream !== null && build.events > 0) bell.listen(await build.account.liveTail(), build.stream);
    const rung = bell.rings();
    await sleep(Math.min(SHORTEST_MS, ms));
    await Promise.race([rung, sleep(Math.max(0, ms - SHORTEST_MS))]);
  };
}
