// What is told of each look: steps as they pass, how the image's status changes, what cannot be seen and when it can be again, and silence.

import { PassingSteps, type Doom, type Passed } from '../dialects/passing.ts';
import { asksSomebody } from '../dialects/prompts.ts';
import type { Line } from '../model/evidence.ts';
import { stepKey, type StepName, type WatchEvent } from '../model/watch.ts';
import { WHAT, type FollowedBuild, type Sighting, type Subject } from '../sources/aws/follow.ts';
import { Silence } from './silence.ts';
import type { Watching } from './watch.ts';

type Told = readonly WatchEvent[];
type Looked<K extends Sighting['kind']> = Extract<Sighting, { kind: K }>;

export class Story {
  readonly #usual: Watching['usual'];
  #known: ReturnType<Watching['usual']> = null;
  readonly #now: () => number;
  readonly #steps = new PassingSteps();
  readonly #silence = new Silence();
  #waitsFor: 'image' | 'log' | null = null;
  #imageStatus: string | null = null;
  /** Whom one cannot see at present, and why. */
  readonly #unseen = new Map<Subject, string>();

  constructor({ usual, now }: Pick<Watching, 'usual' | 'now'>) {
    this.#usual = usual;
    this.#now = now;
  }

  /** Whether the build has failed, as far as its log tells. */
  get doom(): Doom | null {
    return this.#steps.doom;
  }

  take(sighting: Sighting, build: FollowedBuild): Told {
    // Asked at each look, so that it is sought before the first step begins.
    this.#known = this.#usual();
    switch (sighting.kind) {
      case 'log':
        return [...this.#seenAgain('log'), ...this.#log(sighting, build)];
      case 'no-log':
        return [...this.#seenAgain('log'), ...this.#waiting(build.hasImage ? 'log' : 'image')];
      case 'state':
        return [...this.#seenAgain('state'), ...this.#status(build)];
      case 'unseen':
        return this.#cannotSee(sighting);
    }
  }

  #log({ lines, goesOn }: Looked<'log'>, build: FollowedBuild): Told {
    const passed = lines.flatMap((line) => this.#steps.take(line).map((one) => this.#step(one, line)));
    const last = lines.at(-1);
    if (last) this.#silence.broken(this.#now(), last.time);
    if (goesOn) return passed;
    this.#silence.listened(this.#now());
    const nothing = last ? [] : [...this.#settled(), ...this.#silent()];
    return [...passed, ...nothing, ...this.#progress(build)];
  }

  #settled(): Told {
    return this.#steps.settle().map((one) => this.#step(one, null));
  }

  #step(passed: Passed, line: Line | null): WatchEvent {
    const at = line?.time ?? this.#now();
    if (passed.kind === 'stage') return { event: 'stage', at, name: passed.name };
    const usuallyMs = this.#usually(passed.step);
    if (passed.kind === 'began') return { event: 'step-began', at, step: passed.step, usuallyMs };
    const { step, outcome, exitCode, tookMs } = passed;
    return { event: 'step-ended', at, step, outcome, exitCode, tookMs, usuallyMs };
  }

  #usually(step: StepName): number | null {
    return this.#known?.[stepKey(step)] ?? null;
  }

  #progress({ events }: FollowedBuild): Told {
    const { current, recipe } = this.#steps;
    const at = this.#now();
    const step = current?.step ?? null;
    const since = current?.since ?? null;
    const forMs = since === null ? null : Math.max(0, at - since);
    return [{ event: 'progress', at, step, forMs, usuallyMs: step && this.#usually(step), recipe, events }];
  }

  /** A run that has failed is silent because it is over. */
  #silent(): Told {
    const { lastSaid, current, doom } = this.#steps;
    const asks = asksSomebody(lastSaid);
    const forMs = doom === null ? this.#silence.worthSaying(this.#now(), asks) : null;
    if (forMs === null) return [];
    return [{ event: 'silence', at: this.#now(), forMs, step: current?.step ?? null, lastLine: lastSaid, asks }];
  }

  #waiting(waitsFor: 'image' | 'log'): Told {
    if (this.#waitsFor === waitsFor) return [];
    this.#waitsFor = waitsFor;
    return [{ event: 'waiting', at: this.#now(), waitsFor }];
  }

  #status({ image, end }: FollowedBuild): Told {
    const { imageStatus, statusReason } = image;
    const reason = end === null ? null : statusReason;
    if (this.#imageStatus === imageStatus) return [];
    this.#imageStatus = imageStatus;
    return [{ event: 'status', at: this.#now(), imageStatus, reason }];
  }

  #cannotSee({ gap, subject }: Looked<'unseen'>): Told {
    if (this.#unseen.get(subject) === gap.why) return [];
    this.#unseen.set(subject, gap.why);
    return [{ event: 'unseen', at: this.#now(), ...gap }];
  }

  #seenAgain(subject: Subject): Told {
    return this.#unseen.delete(subject) ? [{ event: 'seen-again', at: this.#now(), what: WHAT[subject] }] : [];
  }
}
