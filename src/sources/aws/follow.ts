// Follows a build that is in progress: its log and its state, one request a look, and all that was seen so far as evidence. What goes wrong is a
// value: whoever watches for two hours outlives an expired token, and the network coming and going.

import { isRunning, type Evidence, type Gap, type Line } from '../../model/evidence.ts';
import type { BuildEnd } from '../../model/watch.ts';
import { Trouble } from '../../model/trouble.ts';
import type { AwsAccount } from './account.ts';
import { runningGap, startOf } from './build-log.ts';
import { streamOf } from './build-stack.ts';
import type { CallFailure } from './failures.ts';
import { findImage, type FoundImage } from './find-image.ts';
import { FollowedLog } from './followed-log.ts';
import { FollowedState } from './followed-state.ts';
import { readImage } from './image.ts';
import { imageFacts } from './image-facts.ts';
import { gapOf, troubleOf } from './meanings.ts';

export type Subject = 'log' | 'state';

/** What one request told. */
export type Sighting =
  /** `goesOn`: more is there to be read at once. */
  | { readonly kind: 'log'; readonly lines: readonly Line[]; readonly goesOn: boolean }
  | { readonly kind: 'no-log' }
  | { readonly kind: 'state' }
  | { readonly kind: 'unseen'; readonly subject: Subject; readonly gap: Gap };

/** In words. */
export const WHAT: Readonly<Record<Subject, string>> = {
  log: 'what the build writes into its log',
  state: 'how far the build is',
};

export class FollowedBuild {
  readonly #id: string;
  readonly #connect: () => Promise<AwsAccount>;
  #account: AwsAccount;
  #mustReconnect = false;
  readonly #state: FollowedState;
  readonly #streams: FoundImage['streams'];
  #log: FollowedLog | null = null;

  constructor({ account, connect, found, state }: Beginning) {
    this.#id = found.id;
    this.#account = account;
    this.#connect = connect;
    this.#state = state;
    this.#streams = found.streams;
  }

  get end(): BuildEnd | null {
    return this.#state.end;
  }

  get image(): Evidence['image'] {
    const { stack, story, image } = this.#state;
    return imageFacts({
      id: this.#id,
      region: this.#account.region,
      account: stack?.account ?? null,
      version: stack?.version ?? null,
      stack,
      stackStory: story,
      imageStory: image,
    });
  }

  get hasImage(): boolean {
    return Boolean(this.#state.story?.imageArn) || this.#log?.hasBegun === true;
  }

  /** Events of the log, so far. */
  get events(): number {
    return this.#log?.events ?? 0;
  }

  /** Where its log is, or will be. */
  get stream(): { readonly groupArn: string; readonly stream: string } | null {
    const [, partition, , region, account] = this.#state.stack?.arn.split(':') ?? [];
    const log = this.#followedLog();
    return (
      log && {
        groupArn: `arn:${partition}:logs:${region}:${account}:log-group:${log.window.group}`,
        stream: log.window.stream,
      }
    );
  }

  get account(): AwsAccount {
    return this.#account;
  }

  /** One request. Rejects only when it is aborted. */
  async look(at: Subject): Promise<Sighting> {
    const lost = await this.#reconnected();
    if (lost) return { kind: 'unseen', subject: at, gap: lost };
    return at === 'log' ? this.#lookAtLog() : this.#lookAtState();
  }

  /** All that was seen. */
  evidence(): Evidence {
    const { image } = this;
    const log = this.#log;
    return {
      image,
      logs: log ? [log.source] : [],
      lines: log?.lines ?? [],
      gaps: [...(log?.gaps ?? []), ...(isRunning(image) ? [runningGap()] : [])],
    };
  }

  /** The build as it is read once it has ended, every witness heard. */
  whole(): AsyncIterable<Evidence> {
    return readImage(this.#account, this.#id, { full: false });
  }

  async #lookAtLog(): Promise<Sighting> {
    const log = this.#followedLog();
    if (log === null) return { kind: 'no-log' };
    const look = await log.look(this.#account);
    if (look.kind === 'unseen') return this.#unseen('log', look.failure);
    return look.kind === 'absent' ? { kind: 'no-log' } : { kind: 'log', lines: look.lines, goesOn: look.goesOn };
  }

  async #lookAtState(): Promise<Sighting> {
    const failure = await this.#state.look(this.#account);
    return failure ? this.#unseen('state', failure) : { kind: 'state' };
  }

  #unseen(subject: Subject, failure: CallFailure): Sighting {
    this.#mustReconnect = failure.kind === 'credentials';
    return { kind: 'unseen', subject, gap: gapOf(failure, WHAT[subject]) };
  }

  /** Credentials that were renewed outside are found by a new connection only. */
  async #reconnected(): Promise<Gap | null> {
    if (!this.#mustReconnect) return null;
    try {
      this.#account = await this.#connect();
      this.#mustReconnect = false;
      return null;
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      return { what: WHAT.state, why: error.message, toSeeIt: error.toTry ?? 'get fresh credentials' };
    }
  }

  /** Until it has begun its name may still change: the build number is only guessed before the image is there. */
  #followedLog(): FollowedLog | null {
    const { imageArn, stack, image } = this.#state;
    if (this.#log?.hasBegun || imageArn === null || stack === null) return this.#log;
    const group = image?.logGroup ?? stack.logGroup;
    const stream = streamOf(imageArn);
    if (this.#log?.window.stream === stream && this.#log.window.group === group) return this.#log;
    this.#log = new FollowedLog({ group, stream, from: this.#startIn(stream), to: undefined });
    return this.#log;
  }

  #startIn(stream: string): number | undefined {
    const known = this.#streams.items.find(({ logStreamName }) => logStreamName === stream);
    return known && startOf(known, this.#state.stack);
  }
}

interface Beginning {
  readonly account: AwsAccount;
  readonly connect: () => Promise<AwsAccount>;
  readonly found: FoundImage;
  readonly state: FollowedState;
}

/** Finds the build and begins to follow it. Throws Trouble as `findImage` does, and when its stack may not be seen. */
export async function follow(id: string, connect: () => Promise<AwsAccount>): Promise<FollowedBuild> {
  const account = await connect();
  const found = await findImage(account, id);
  const { value: stack, failure } = found.stack;
  if (failure && failure.kind !== 'missing') throw troubleOf(failure);
  return new FollowedBuild({ account, connect, found, state: new FollowedState(stack) });
}
