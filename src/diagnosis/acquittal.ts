// Whether the build failed at all. A stack that could not be deleted after a good build looks failed in `pcluster list-images`, and
// a good build's log is full of lines that look like errors.

import type { ImageFacts } from '../model/evidence.ts';
import type { Run } from '../model/run.ts';
import type { Spine } from './spine.ts';

/** Why nothing in this run can be the cause of a failed build; null when it failed or may have failed. */
export function acquittal({ run, spine, facts }: { run: Run; spine: Spine; facts: ImageFacts }): string | null {
  if (facts.imageStatus === 'AVAILABLE') return 'the image is available: the build did not fail';
  if (saidToHaveFailed(facts)) return null;
  if (facts.buildStatus === 'BUILD_COMPLETE') return 'the build is complete: it did not fail';
  if (run.ending === 'succeeded' && spine.step?.outcome !== 'failed')
    return 'the log ends with success: the build went on after it';
  return null;
}

function saidToHaveFailed({ buildStatus, imageStatus }: ImageFacts): boolean {
  return buildStatus === 'BUILD_FAILED' || imageStatus === 'FAILED' || imageStatus === 'CANCELLED';
}
