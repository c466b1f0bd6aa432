// The image configuration of a build, from the bucket in which pcluster keeps it.

import type { AwsAccount } from './account.ts';
import { findImage } from './find-image.ts';
import { gapOf } from './meanings.ts';
import { look } from './seen.ts';
import type { Gap } from '../../model/evidence.ts';

/** Its text and where it is from, or why it could not be had. */
export type BuildConfig =
  | { readonly text: string; readonly from: string; readonly gap: null }
  | { readonly text: null; readonly from: string | null; readonly gap: Gap };

/** Reads it. Throws Trouble when there is no such image. */
export async function readBuildConfig(account: AwsAccount, id: string): Promise<BuildConfig> {
  const { stack } = await findImage(account, id);
  return readConfigAt(account, { id, url: stack.value?.configUrl ?? null });
}

/** The one at an address of S3, as a tag tells it. */
export async function readConfigAt(
  account: AwsAccount,
  { id, url }: { readonly id: string; readonly url: string | null },
): Promise<BuildConfig> {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(url ?? '') ?? [];
  if (bucket === undefined || key === undefined) return { text: null, from: url, gap: untold(id) };
  const objects = await account.objects();
  const read = await look(objects.text(bucket, key));
  if (read.failure) return { text: null, from: url, gap: gapOf(read.failure, `the configuration ${url}`) };
  return { text: read.value, from: url ?? '', gap: null };
}

function untold(id: string): Gap {
  return {
    what: `the configuration of ${id}`,
    why: 'its stack is gone or has no tag parallelcluster:build_config',
    toSeeIt: 'give the file from which it was built: --config image-config.yaml',
  };
}
