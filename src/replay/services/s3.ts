// S3, as far as ParallelCluster keeps an image's configuration there: reading one object.

import { z } from 'zod';
import { AwsError } from '../wire/aws-error.ts';
import { checked, type Input, type Service, type World } from './service.ts';

const objectName = z.object({ bucket: z.string(), key: z.string() });

export const s3: Service = {
  protocol: 'rest-xml',
  iamPrefix: 's3',
  actions: { GetObject: getObject },
  resource: ({ bucket, key }) => `arn:aws:s3:::${String(bucket)}/${String(key)}`,
};

/** The configuration of the build whose stack or AMI is tagged with this address. */
function getObject(input: Input, { builds }: World): string {
  const { bucket, key } = checked(input, objectName, 'InvalidRequest');
  const address = `s3://${bucket}/${key}`;
  const isTagged = (tagged: { readonly tags: Readonly<Record<string, string>> } | null) =>
    tagged?.tags['parallelcluster:build_config'] === address;
  const config = builds.find(({ stack, ami }) => isTagged(stack) || isTagged(ami))?.config;
  if (config === undefined || config === null)
    throw new AwsError('NoSuchKey', 'The specified key does not exist.', { status: 404 });
  return config;
}
