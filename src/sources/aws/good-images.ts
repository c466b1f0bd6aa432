// The good builds of an account. The stack of one deletes itself, but the AMI's tags remember its version, system, configuration, parent
// image and log group, and the log group stays. pcluster writes `build_status` when the build is over, and components write the rest.

import type { Image } from '@aws-sdk/client-ec2';
import { ARCHS, type Arch } from '../../model/evidence.ts';
import type { AwsAccount } from './account.ts';
import { logGroupIn, logGroupOf } from './build-stack.ts';
import { collect, type Collected } from './seen.ts';

export interface GoodImage {
  /** The image id. */
  readonly id: string;
  readonly ami: string;
  readonly account: string | null;
  readonly version: string | null;
  readonly os: string | null;
  readonly arch: Arch | null;
  readonly parentImage: string | null;
  readonly kernel: string | null;
  readonly logGroup: string;
  readonly configUrl: string | null;
  /** Milliseconds since the epoch, UTC: when the AMI was begun, at the end of the build phase. */
  readonly builtAt: number | null;
}

/** All of them, the newest first. */
export async function goodImages(account: AwsAccount): Promise<Collected<GoodImage>> {
  const ec2 = await account.ec2();
  const { items, failure } = await collect((token) => ec2.goodImages(token));
  const images = items.flatMap((image) => goodImage(image) ?? []);
  return { items: images.sort((a, b) => (b.builtAt ?? 0) - (a.builtAt ?? 0)), failure };
}

function goodImage({ ImageId: ami, Tags, Architecture, OwnerId, CreationDate }: Image): GoodImage | null {
  const tags = new Map(Tags?.map(({ Key, Value }) => [Key?.replace(/^parallelcluster:/, ''), Value]));
  const id = tags.get('image_id');
  if (!id || !ami) return null;
  const told = (name: string) => tags.get(name) ?? null;
  const kernel = told('kernel_version');
  return {
    id,
    ami,
    account: OwnerId ?? null,
    version: told('version'),
    os: told('os'),
    arch: ARCHS.find((arch) => arch === Architecture) ?? null,
    parentImage: told('parent_image'),
    kernel: kernel === 'NOT_INSTALLED' ? null : kernel,
    logGroup: logGroupIn(tags.get('build_log')) ?? logGroupOf(id),
    configUrl: told('build_config'),
    builtAt: CreationDate === undefined ? null : Date.parse(CreationDate),
  };
}
