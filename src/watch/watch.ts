// The path of a build in progress: look at it, tell what has passed, and give the verdict as soon as its log bears one out. Lines are read once, for
// the marks of steps; the whole is examined only where a mark says that something fatal has happened.

import { diagnose, examine, type Asked } from '../doctor.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Gap } from '../model/evidence.ts';
import { Trouble } from '../model/trouble.ts';
import type { BuildEnd, WatchEvent } from '../model/watch.ts';
import type { FollowedBuild, Sighting } from '../sources/aws/follow.ts';
import { isoTime } from '../wording/time.ts';
import { Story } from './story.ts';
import { stopCommand } from './stop-command.ts';
import { Turns, type Turn } from './turns.ts';

export interface Watching {
  readonly asked: Asked;
  /** From one look at the log to the next. */
  readonly everyMs: number;
  /** What steps took in the last good build, in milliseconds by `stepKey`; null where that is not known, or not yet. */
  readonly usual: () => Readonly<Record<string, number>> | null;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, or sooner when something is known to be there to be seen. */
  readonly pause: (ms: number) => Promise<void>;
  /** What else is to be told since the last time, of what ends pauses sooner. */
  readonly asides?: () => readonly WatchEvent[];
}

/** What is to be told after each look, until the build has ended. Rejects only when a look is aborted. */
export async function* watch(build: FollowedBuild, watching: Watching): AsyncGenerator<readonly WatchEvent[]> {
  const { now, pause, everyMs, asides = () => [] } = watching;
  const turns = new Turns(everyMs);
  const story = new Story(watching);
  const judge = new Judge(build, watching);
  const wasRunning = build.end === null;
  yield [opening(build, watching)];
  for (let turn: Turn = { subject: 'state', afterMs: 0 }; build.end === null;) {
    const sighting = await build.look(turn.subject);
    yield [...asides(), ...story.take(sighting, build), ...judge.take(sighting, story)];
    turn = turns.next(sighting, { now: now(), doom: story.doom });
    if (build.end === null && turn.afterMs > 0) await pause(turn.afterMs);
  }
  yield* rest(build, story);
  const verdict = await judge.close();
  yield [verdict, ended(build.end, verdict, wasRunning)];
}

function opening({ image }: FollowedBuild, { now, everyMs }: Watching): WatchEvent {
  const { pclusterVersion, stackStatus, startedAt } = image;
  return { event: 'watching', at: now(), pclusterVersion, stackStatus, startedAt: isoTime(startedAt), everyMs };
}

/** What the log still holds when the build has ended. */
async function* rest(build: FollowedBuild, story: Story): AsyncGenerator<readonly WatchEvent[]> {
  if (build.events === 0) return;
  for (let goesOn = true; goesOn;) {
    const sighting = await build.look('log');
    yield story.take(sighting, build);
    goesOn = sighting.kind === 'log' && sighting.goesOn;
  }
}

/** When it ended is told by its stack where it failed; otherwise it is known only to who was there. */
function ended(outcome: BuildEnd, { at, diagnosis }: WatchEvent<'verdict'>, wasThere: boolean): WatchEvent {
  const { imageStatus, startedAt, failedAt } = diagnosis.image;
  const end = failedAt === null ? (wasThere ? at : null) : Date.parse(failedAt);
  const tookMs = startedAt === null || end === null ? null : end - Date.parse(startedAt);
  return { event: 'ended', at, outcome, imageStatus, tookMs };
}

/** Gives the verdict: once while the build goes on, when its log says that it has failed, and once when it has ended. */
class Judge {
  readonly #build: FollowedBuild;
  readonly #watching: Watching;
  #hasTold = false;
  /** Of the log, when it was examined last. */
  #examinedEvents = -1;

  constructor(build: FollowedBuild, watching: Watching) {
    this.#build = build;
    this.#watching = watching;
  }

  take(sighting: Sighting, { doom }: Pick<Story, 'doom'>): readonly WatchEvent[] {
    if (doom === null) return this.#withdraw();
    if (sighting.kind !== 'log' || sighting.goesOn || this.#hasTold) return [];
    const isBorneOut = doom === 'certain' || sighting.lines.length === 0;
    return isBorneOut ? this.#examine() : [];
  }

  async close(): Promise<WatchEvent<'verdict'>> {
    return this.#verdict(await this.#finalDiagnosis(), true);
  }

  #examine(): readonly WatchEvent[] {
    const { events } = this.#build;
    if (events === this.#examinedEvents) return [];
    this.#examinedEvents = events;
    const { diagnosis } = examine(this.#build.evidence(), this.#watching.asked);
    this.#hasTold = diagnosis.verdict === 'recognised' || diagnosis.verdict === 'located';
    return this.#hasTold ? [this.#verdict(diagnosis, false)] : [];
  }

  #withdraw(): readonly WatchEvent[] {
    if (!this.#hasTold) return [];
    this.#hasTold = false;
    return [{ event: 'verdict-withdrawn', at: this.#watching.now(), why: 'the build went on after that failure' }];
  }

  #verdict(diagnosis: Diagnosis, final: boolean): WatchEvent<'verdict'> {
    const toStop = final ? null : stopCommand(this.#build.image);
    return { event: 'verdict', at: this.#watching.now(), final, diagnosis, toStop };
  }

  /** A build that made its image needs no second reading; where the others cannot be read again, what was seen has to do. */
  async #finalDiagnosis(): Promise<Diagnosis> {
    const seen = () => examine(this.#build.evidence(), this.#watching.asked).diagnosis;
    if (this.#build.end === 'available' && this.#build.events > 0) return seen();
    try {
      return await diagnose(this.#build.whole(), this.#watching.asked);
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      const { gaps, ...diagnosis } = seen();
      return { ...diagnosis, gaps: [...gaps, unread(error)] };
    }
  }
}

function unread({ message, toTry }: Trouble): Gap {
  return { what: 'what its other witnesses tell', why: message, toSeeIt: toTry ?? 'diagnose the image again' };
}
