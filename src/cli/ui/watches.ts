// Watches builds in progress that somebody has opened, until they end: what passes is published, and at a verdict the build is read once more, as any
// other, so that its diagnosis and its tickets are those of the screens.

import { setTimeout as sleep } from 'node:timers/promises';
import type { ListedImage } from '../../model/image-list.ts';
import type { WatchEvent } from '../../model/watch.ts';
import type { AwsAccount } from '../../sources/aws/account.ts';
import { follow } from '../../sources/aws/follow.ts';
import { keyOf } from '../../tui/news.ts';
import { watch } from '../../watch/watch.ts';
import { usualDurations } from '../watch/usual.ts';
import type { ErrandOptions } from './errands.ts';

const POLL_EVERY_MS = 10_000;

interface Around {
  /** Null where builds come from files. A list that is made again renews it. */
  readonly accountOf: (image: ListedImage) => AwsAccount | null;
  readonly diagnose: (image: ListedImage) => Promise<void>;
}

/** Watches one build; resolves when it has ended. */
export function createWatches(
  { session, catalog, options, publish }: ErrandOptions,
  { accountOf, diagnose }: Around,
): (image: ListedImage) => Promise<void> {
  const watching = {
    asked: { catalog },
    everyMs: POLL_EVERY_MS,
    now: () => options.nowMs ?? Date.now(),
    pause: (ms: number) => sleep(ms, undefined, { signal: session.signal }),
  };
  return async (image) => {
    const account = accountOf(image);
    if (account === null) return;
    const build = await follow(image.id, async () => accountOf(image) ?? account);
    const events: WatchEvent[] = [];
    const usual = usualDurations({
      image: () => build.image,
      account: async () => account,
      remark: (text) => publish({ kind: 'told', notice: { text, tone: 'bad' } }),
    });
    for await (const told of watch(build, { ...watching, usual })) {
      const news = told.filter(({ event }) => event !== 'progress');
      if (news.length === 0) continue;
      events.push(...session.redactor.value(news));
      publish({ kind: 'passing', key: keyOf(image), events: [...events] });
      if (news.some(({ event }) => event === 'verdict')) await diagnose(image);
    }
  };
}
