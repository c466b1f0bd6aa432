// The order in which builds are listed and diagnosed: what needs attention first.

import type { ListedImage, ListStatus } from '../model/image-list.ts';

const RANK: Readonly<Record<ListStatus, number>> = { failed: 0, pending: 1, unknown: 2, available: 3 };

/** Failed first, then those still being built; the newest first in each, regions and ids in order where times are equal. */
export function inListOrder(images: readonly ListedImage[]): ListedImage[] {
  return images.toSorted(
    (a, b) =>
      RANK[a.status] - RANK[b.status] ||
      (b.at ?? 0) - (a.at ?? 0) ||
      compare(a.region, b.region) ||
      compare(a.id, b.id),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
