// Whether a build made its image although its stack looks like a failure. Image Builder says so while it still has the image; a
// deletion that failed half-way may have removed it, and then only the stack's events remember.

import type { Gap } from '../../model/evidence.ts';
import type { AwsAccount } from './account.ts';
import type { BuildStack } from './build-stack.ts';
import { gapOf } from './meanings.ts';
import { findImageArn, stackEvents, stackResources } from './scene.ts';
import { look } from './seen.ts';
import { stackStory } from './stack-story.ts';

export interface ImageMade {
  /** Null when nobody could be asked. */
  readonly made: boolean | null;
  readonly gaps: readonly Gap[];
}

/** Statuses of an image that once was available. */
const MADE: readonly (string | undefined)[] = ['AVAILABLE', 'DEPRECATED', 'DISABLED'];

/** Asks Image Builder, then the stack. Throws Trouble for bad credentials and when AWS cannot be reached. */
export async function imageMade(account: AwsAccount, stack: BuildStack): Promise<ImageMade> {
  const resources = await stackResources(account, stack);
  const arn = findImageArn({ stack, story: null, resources });
  const imageBuilder = await account.imageBuilder();
  const image = arn ? await look(imageBuilder.image(arn)) : null;
  if (image?.value) return { made: MADE.includes(image.value.image?.state?.status), gaps: [] };
  const events = await stackEvents(account, stack.id);
  if (!events.failure) return { made: stackStory(events.items).imageMade, gaps: [] };
  const failure = image?.failure ?? events.failure;
  return {
    made: null,
    gaps: [gapOf(failure, `whether ${stack.id} was built before its stack became ${stack.status}`)],
  };
}
