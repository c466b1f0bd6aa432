// Gathers what is told of many builds, in their order, whoever tells of them and whichever comes first. What keeps one from being told is a
// gap, once for each reason and with the builds that it stands for.

import { basename } from 'node:path';
import PQueue from 'p-queue';
import type { Gap } from '../../model/evidence.ts';
import type { SurveyedBuild } from '../../model/survey.ts';
import type { ExitCode } from '../../model/trouble.ts';
import { listed } from '../../wording/counts.ts';
import type { Session } from '../session.ts';
import { Unread } from '../unread-said.ts';
import type { Told } from './told.ts';

interface Gathering<B> {
  readonly session: Session;
  readonly atOnce: number;
  readonly tell: (build: B) => Promise<Told>;
}

export interface Gathered {
  readonly builds: readonly SurveyedBuild[];
  readonly gaps: readonly Gap[];
  readonly failures: readonly ExitCode[];
  /** How many builds had to be read. */
  readonly read: number;
}

/** All of them, so many at once. */
export async function gathered<B extends { readonly name: string }>(
  all: readonly B[],
  gathering: Gathering<B>,
): Promise<Gathered> {
  const unread = new Unread(gathering.session);
  const builds: SurveyedBuild[] = [];
  const open = new Map<string, Open>();
  let read = 0;
  for (const { name, waiting } of inTheirOrder(all, gathering)) {
    const told = await waiting;
    if (told.unread !== null) unread.complain(told.unread);
    if (told.build !== null) builds.push({ ...told.build, id: told.build.id ?? basename(name) });
    if (told.why !== null) note(open, told.why, name);
    read += Number(told.isRead);
  }
  return { builds, gaps: [...open.values()].map(gapOver), failures: unread.failures, read };
}

function inTheirOrder<B extends { readonly name: string }>(all: readonly B[], { session, atOnce, tell }: Gathering<B>) {
  const queue = new PQueue({ concurrency: atOnce });
  let done = 0;
  return all.map((build) => ({
    name: build.name,
    waiting: queue.add(async () => {
      session.progress.onProgress({ kind: 'diagnosing', image: build.name, done, of: all.length });
      return tell(build).finally(() => (done += 1));
    }),
  }));
}

interface Open {
  readonly gap: Gap;
  readonly names: string[];
}

function note(open: Map<string, Open>, gap: Gap, name: string): void {
  const known = open.get(gap.why);
  if (known) known.names.push(name);
  else open.set(gap.why, { gap, names: [name] });
}

const MOST_NAMES = 5;

function gapOver({ gap, names }: Open): Gap {
  const more = names.length - MOST_NAMES;
  const shown = more > 0 ? [...names.slice(0, MOST_NAMES), `${more} more`] : names;
  return { ...gap, what: `${gap.what} of ${listed(shown)}` };
}
