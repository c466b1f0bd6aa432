// S3, as far as we ask it: the image configuration that pcluster keeps there for each build.

import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Ask, ClientSettings } from './account.ts';
import { listenToStream } from './wire.ts';

export type ObjectStore = ReturnType<typeof objectStore>;

/** The calls, each under the retry layer. */
export function objectStore(settings: ClientSettings, ask: Ask) {
  // An endpoint that somebody names is an address, which has no room for a bucket in front of it.
  const client = new S3Client({ ...settings, forcePathStyle: 'endpoint' in settings });
  listenToStream(client.middlewareStack);
  return {
    /** The text of an object; a missing one is a failure of kind `missing`. */
    text: (bucket: string, key: string): Promise<string> =>
      ask('s3:GetObject', async (abortSignal) => {
        const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }), { abortSignal });
        return (await answer.Body?.transformToString('utf-8')) ?? '';
      }),
  };
}
