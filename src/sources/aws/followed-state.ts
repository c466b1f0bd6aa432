// How far a build is, by its image, or by its stack while it has no image yet or nothing may be seen of it: one request a look. The state of the
// image is asked for rather than that of the stack, which follows a minute later.

import type { BuildEnd } from '../../model/watch.ts';
import type { AwsAccount } from './account.ts';
import { buildStack, derivedImageArn, type BuildStack } from './build-stack.ts';
import type { CallFailure } from './failures.ts';
import { imageStory, type ImageStory } from './image-story.ts';
import { attempt } from './seen.ts';
import { buildStatusOf } from './stack-status.ts';
import { stackStory, type StackStory } from './stack-story.ts';

type Witness = 'image' | 'events' | 'stack';

export class FollowedState {
  stack: BuildStack | null;
  story: StackStory | null = null;
  image: ImageStory | null = null;
  end: BuildEnd | null;
  /** Those who may not be asked, or know nothing any more. */
  readonly #mute = new Set<Witness>();

  constructor(stack: BuildStack | null) {
    this.stack = stack;
    this.end = stack === null ? 'gone' : endOfStack(stack.status);
  }

  /** Of the image; where nobody has told it yet, the one it has unless an older one was left behind. */
  get imageArn(): string | null {
    return this.image?.image?.arn ?? this.story?.imageArn ?? (this.stack && derivedImageArn(this.stack));
  }

  /** Asks the one who knows best. */
  async look(account: AwsAccount): Promise<CallFailure | null> {
    const witness = this.#witness();
    const failure = await this.#ask[witness](account);
    if (failure?.kind === 'missing' && witness === 'stack') this.end = 'gone';
    if (failure === null || (failure.kind !== 'missing' && failure.kind !== 'denied')) return failure;
    this.#mute.add(witness);
    return failure.kind === 'denied' ? failure : null;
  }

  #witness(): Witness {
    if (this.story?.imageArn && !this.#mute.has('image')) return 'image';
    return this.#mute.has('events') || this.story?.imageArn ? 'stack' : 'events';
  }

  readonly #ask: Readonly<Record<Witness, (account: AwsAccount) => Promise<CallFailure | null>>> = {
    image: async (account) => {
      const { value, failure } = await attempt((await account.imageBuilder()).image(this.imageArn ?? ''));
      if (failure) return failure;
      this.image = imageStory(value);
      this.end = endOfImage(this.image.status);
      return null;
    },
    events: async (account) => {
      const { value, failure } = await attempt((await account.cloudFormation()).events(this.#name, undefined));
      if (failure) return failure;
      this.story = stackStory(value.items);
      const own = value.items.find(({ LogicalResourceId: id }) => id === this.#name);
      this.#stackIs(own?.ResourceStatus);
      return null;
    },
    stack: async (account) => {
      const { value, failure } = await attempt((await account.cloudFormation()).stack(this.#name));
      if (failure) return failure;
      this.stack = (value && buildStack(value)) ?? this.stack;
      this.#stackIs(this.stack?.status);
      return null;
    },
  };

  get #name(): string {
    return this.stack?.id ?? '';
  }

  #stackIs(status: string | undefined): void {
    if (this.stack === null || status === undefined) return;
    this.stack = { ...this.stack, status };
    this.end = endOfStack(status);
  }
}

const ENDS: Readonly<Record<string, BuildEnd>> = {
  AVAILABLE: 'available',
  DEPRECATED: 'available',
  DISABLED: 'available',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
  DELETED: 'gone',
};

function endOfImage(status: string | null): BuildEnd | null {
  return ENDS[status ?? ''] ?? null;
}

const ENDS_OF_STACKS: Readonly<Record<string, BuildEnd | null>> = {
  BUILD_IN_PROGRESS: null,
  BUILD_COMPLETE: 'available',
  BUILD_FAILED: 'failed',
};

/** A stack that is being deleted does not tell how the build ended. */
function endOfStack(status: string): BuildEnd | null {
  const build = buildStatusOf(status) ?? '';
  return build in ENDS_OF_STACKS ? (ENDS_OF_STACKS[build] ?? null) : 'gone';
}
