// What a stack status says about the build, as pcluster tells it. Its source has two tables that differ at the edges: the one of
// describe-image, which knows REVIEW and IMPORT, is taken for facts; list-images keeps only the statuses of FAILED and PENDING.

import type { ListStatus } from '../../model/image-list.ts';

const BUILD_STATUSES: Readonly<Record<string, readonly string[]>> = {
  BUILD_IN_PROGRESS: [
    'CREATE_IN_PROGRESS',
    'UPDATE_IN_PROGRESS',
    'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    'UPDATE_ROLLBACK_IN_PROGRESS',
    'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
    'REVIEW_IN_PROGRESS',
    'IMPORT_IN_PROGRESS',
    'IMPORT_ROLLBACK_IN_PROGRESS',
  ],
  BUILD_FAILED: [
    'CREATE_FAILED',
    'ROLLBACK_IN_PROGRESS',
    'ROLLBACK_FAILED',
    'ROLLBACK_COMPLETE',
    'UPDATE_ROLLBACK_FAILED',
    'UPDATE_ROLLBACK_COMPLETE',
    'IMPORT_ROLLBACK_FAILED',
    'IMPORT_ROLLBACK_COMPLETE',
  ],
  BUILD_COMPLETE: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'IMPORT_COMPLETE'],
  DELETE_IN_PROGRESS: ['DELETE_IN_PROGRESS'],
  DELETE_FAILED: ['DELETE_FAILED'],
  DELETE_COMPLETE: ['DELETE_COMPLETE'],
};

/** As `pcluster describe-image` prints it, or null for a status it does not know. */
export function buildStatusOf(stackStatus: string): string | null {
  return Object.keys(BUILD_STATUSES).find((status) => BUILD_STATUSES[status]?.includes(stackStatus)) ?? null;
}

const LIST_STATUSES: Readonly<Record<string, ListStatus>> = {
  CREATE_IN_PROGRESS: 'pending',
  CREATE_FAILED: 'failed',
  DELETE_FAILED: 'failed',
  ROLLBACK_FAILED: 'failed',
  ROLLBACK_COMPLETE: 'failed',
  ROLLBACK_IN_PROGRESS: 'failed',
  CREATE_COMPLETE: 'available',
};

/** As `pcluster list-images --image-status` sorts stacks; a stack that is being deleted tells no more how its build ended. */
export function listStatusOf(stackStatus: string): ListStatus {
  return LIST_STATUSES[stackStatus] ?? 'unknown';
}

/** Stacks that may belong to a good build all the same: only their own deletion failed, or has not begun yet. */
export const MAY_BE_AVAILABLE: readonly string[] = ['DELETE_FAILED', 'CREATE_COMPLETE'];

/** True when nothing more will be written to the build's log. */
export function isOver(stackStatus: string): boolean {
  return buildStatusOf(stackStatus) !== 'BUILD_IN_PROGRESS';
}

/** True when the build has failed and nothing will happen to its stack any more, unless somebody deletes it. */
export function hasFailedForGood(stackStatus: string): boolean {
  return listStatusOf(stackStatus) === 'failed' && !stackStatus.endsWith('_IN_PROGRESS');
}
