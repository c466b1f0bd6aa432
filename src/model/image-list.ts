// The rows of `pc-doctor list`: images as pcluster knows them, and builds of which only the log group is left.

import type { DocumentHead } from './diagnosis.ts';
import type { Gap } from './evidence.ts';

export const LIST_STATUSES = ['failed', 'pending', 'unknown', 'available'] as const;
export type ListStatus = (typeof LIST_STATUSES)[number];

export interface ListedImage {
  readonly id: string;
  readonly region: string;
  /** `unknown`: only a log group is left and nothing says how the build ended. */
  readonly status: ListStatus;
  readonly pclusterVersion: string | null;
  readonly stackStatus: string | null;
  readonly statusReason: string | null;
  /** Milliseconds since the epoch, UTC: when the stack failed, or the last thing known to have happened. */
  readonly at: number | null;
  /** Where the row comes from: a stack, or a log group whose stack is gone. */
  readonly from: 'stack' | 'log-group';
  /** A remark a person needs, such as "AMI is available; only the clean-up of its stack failed". */
  readonly note: string | null;
}

export interface ImageList {
  readonly images: readonly ListedImage[];
  readonly gaps: readonly Gap[];
}

/** What `list --json` prints, by contract: times are ISO 8601, UTC. */
export interface ListDocument extends DocumentHead {
  readonly images: readonly (Omit<ListedImage, 'at'> & { readonly at: string | null })[];
  readonly gaps: readonly Gap[];
}
