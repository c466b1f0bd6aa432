// Watches one build until it has ended, Ctrl-C or the deadline; tells what passes, runs the command of `--notify` at verdicts, and ends with the
// exit code of the last one.

import { openCatalog } from '../../catalog/shipped.ts';
import { EXIT, Trouble, type ExitCode } from '../../model/trouble.ts';
import { Bell } from '../../sources/aws/bell.ts';
import { follow } from '../../sources/aws/follow.ts';
import { watch } from '../../watch/watch.ts';
import { connectOne } from '../accounts.ts';
import { reportHeadNow } from '../head.ts';
import type { Session } from '../session.ts';
import { Desk } from './desk.ts';
import { pauser } from './pause.ts';
import { usualDurations } from './usual.ts';

export interface WatchOptions {
  readonly imageId?: string;
  readonly every: number;
  readonly untilVerdict?: boolean;
  readonly notify?: string;
  readonly liveTail?: boolean;
}

const SECOND_MS = 1000;

/** Gives the exit code of the verdict, or of what is known when it is interrupted. Throws Trouble where there is no such build. */
export async function watchImage(image: string | null, options: WatchOptions, session: Session): Promise<ExitCode> {
  const id = imageOf(image, options);
  const catalog = await openCatalog(session.settings.patterns);
  for (const remark of catalog.remarks) session.remark(remark);
  const stop = new AbortController();
  const over = AbortSignal.any([session.signal, stop.signal]);
  const build = await follow(id, () => connectOne(session, over));
  // Before there is a build there is nothing to say when somebody ends it.
  session.interrupted().addEventListener('abort', () => stop.abort());
  const bell = options.liveTail ? new Bell(Date.now) : null;
  const events = watch(build, {
    asked: { catalog },
    everyMs: options.every * SECOND_MS,
    usual:
      session.settings.compare === 'never'
        ? () => null
        : usualDurations({
            image: () => build.image,
            account: () => connectOne(session, over),
            remark: (text) => session.remark(text),
          }),
    now: Date.now,
    pause: pauser({ build, bell, over }),
    asides: () => bell?.tidings() ?? [],
  });
  const { patterns } = catalog;
  const desk = new Desk({
    session,
    image: build.image,
    head: reportHeadNow(catalog),
    patterns,
    notify: options.notify,
  });
  try {
    for await (const told of events) {
      const isVerdict = await desk.take(told);
      if (isVerdict && options.untilVerdict) break;
    }
  } catch (error) {
    if (!over.aborted) throw error;
    if (session.signal.aborted)
      session.remark(`the time to watch is over, and ${build.image.id} is not; give a larger --timeout`);
  }
  bell?.close();
  return desk.close();
}

function imageOf(image: string | null, { imageId }: WatchOptions): string {
  const id = image ?? imageId;
  if (id !== undefined) return id;
  throw new Trouble('nothing to watch', { exitCode: EXIT.usage, toTry: 'pc-doctor watch IMAGE; pc-doctor list' });
}
