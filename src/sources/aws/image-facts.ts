// The facts of one image, each from the witness that knows it best: the stack (tags, status), the image, else the log group.

import { UNKNOWN_IMAGE, type ImageFacts } from '../../model/evidence.ts';
import type { BuildStack } from './build-stack.ts';
import { archOf, osOf, osVersionOf } from './image-os.ts';
import type { ImageStory, TellingImage } from './image-story.ts';
import { buildStatusOf } from './stack-status.ts';
import type { StackStory } from './stack-story.ts';

export interface Witnesses {
  readonly id: string;
  readonly region: string;
  /** As the log streams show it, for builds of which nothing else is left. */
  readonly account: string | null;
  readonly version: string | null;
  readonly stack: BuildStack | null;
  readonly stackStory: StackStory | null;
  readonly imageStory: ImageStory | null;
}

/** Everything that the witnesses know of the image; null for what none of them does. */
export function imageFacts({ id, region, account, version, stack, stackStory, imageStory }: Witnesses): ImageFacts {
  return {
    ...UNKNOWN_IMAGE,
    id,
    region,
    account: stack?.account ?? account,
    pclusterVersion: stack?.version ?? version,
    ...(imageStory?.image && buildFacts(imageStory.image)),
    buildStatus: stack && buildStatusOf(stack.status),
    // A deletion that failed half-way may have taken the image; that it was made is still in the stack's events.
    imageStatus: imageStory?.status ?? (stackStory?.imageMade ? 'AVAILABLE' : null),
    stackStatus: stack?.status ?? null,
    statusReason: imageStory?.reason ?? stack?.reason ?? null,
    startedAt: stack?.createdAt ?? null,
    failedAt: stackStory?.failedAt ?? null,
  };
}

/** What an image says of the system it was built from. */
export function buildFacts(image: TellingImage): Partial<ImageFacts> {
  return {
    os: osOf(image),
    osVersion: osVersionOf(image),
    arch: archOf(image),
    parentImage: image.imageRecipe?.parentImage ?? null,
  };
}
