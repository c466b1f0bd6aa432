// The CloudFormation stack of an image build. ParallelCluster names the stack after the image id and tags it; everything else
// (log group, image ARN) follows from these two. The ARN of the image is lower-case, the log group keeps the case of the id.

/** Logical id of the Image Builder image in the stack: the resource that fails when the build fails. */
export const IMAGE_RESOURCE = 'ParallelClusterImage';

/** What an image id may look like; ParallelCluster refuses anything else. */
export const IMAGE_ID = /^[A-Za-z][A-Za-z0-9-]{0,127}$/;

const LOG_GROUP_PREFIX = '/aws/imagebuilder/ParallelClusterImage-';

/** What is read of a stack of CloudFormation. */
export interface TellingStack {
  readonly StackId?: string | undefined;
  readonly StackName?: string | undefined;
  readonly StackStatus?: string | undefined;
  readonly StackStatusReason?: string | undefined;
  readonly ParentId?: string | undefined;
  readonly CreationTime?: Date | undefined;
  readonly LastUpdatedTime?: Date | undefined;
  readonly DeletionTime?: Date | undefined;
  readonly Tags?: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined;
}

export interface BuildStack {
  /** The image id, which is the stack's name. */
  readonly id: string;
  readonly arn: string;
  readonly account: string | null;
  readonly status: string;
  readonly reason: string | null;
  /** Of the ParallelCluster that began the build; may carry a suffix such as `b1`. */
  readonly version: string | null;
  readonly logGroup: string;
  /** Where pcluster keeps the image configuration: `s3://bucket/key`. */
  readonly configUrl: string | null;
  /** Milliseconds since the epoch, UTC. */
  readonly createdAt: number | null;
  readonly changedAt: number | null;
}

/** The build behind a stack, or null when the stack is not that of an image (or only nested in one). */
export function buildStack(stack: TellingStack): BuildStack | null {
  const tags = new Map(stack.Tags?.map((tag) => [tag.Key, tag.Value]));
  if (!tags.get('parallelcluster:image_id') || stack.ParentId || !stack.StackName) return null;
  return {
    id: stack.StackName,
    arn: stack.StackId ?? '',
    account: accountIn(stack.StackId),
    status: stack.StackStatus ?? 'UNKNOWN',
    reason: stack.StackStatusReason ?? null,
    version: tags.get('parallelcluster:version') ?? null,
    logGroup: logGroupIn(tags.get('parallelcluster:build_log')) ?? logGroupOf(stack.StackName),
    configUrl: tags.get('parallelcluster:build_config') ?? null,
    createdAt: stack.CreationTime?.getTime() ?? null,
    changedAt: (stack.DeletionTime ?? stack.LastUpdatedTime ?? stack.CreationTime)?.getTime() ?? null,
  };
}

/** The log group of a build whose stack is gone or does not name it. */
export function logGroupOf(imageId: string): string {
  return LOG_GROUP_PREFIX + imageId;
}

/** The prefix by which log groups of all builds are listed, and the way back from such a group to its image id. */
export const ALL_LOG_GROUPS = LOG_GROUP_PREFIX;

export function imageIdOf(logGroup: string): string {
  return logGroup.slice(LOG_GROUP_PREFIX.length);
}

/** The twelve digits of the account in any ARN. */
export function accountIn(arn: string | undefined): string | null {
  return /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn ?? '')?.[1] ?? null;
}

/**
 * The ARN the build's image has when nobody tells it. The recipe is new with each stack, so that the build number is 1 unless an
 * image of the same name and version was left behind. Null when the stack lacks its version tag.
 */
export function derivedImageArn(stack: BuildStack): string | null {
  const [, partition, , region, account] = stack.arn.split(':');
  const version = baseVersion(stack.version);
  if (!partition || !region || !account || !version) return null;
  return `arn:${partition}:imagebuilder:${region}:${account}:image/parallelclusterimage-${stack.id.toLowerCase()}/${version}/1`;
}

/** The stream a build writes to is `<version>/<build number>`, the last two parts of its image ARN. */
export function streamOf(imageArn: string): string {
  return imageArn.split('/').slice(-2).join('/');
}

/** The name in the ARN of a log group. */
export function logGroupIn(arn: string | undefined): string | null {
  return /:log-group:([^:]+)/.exec(arn ?? '')?.[1] ?? null;
}

function baseVersion(version: string | null): string | null {
  return /^\d+\.\d+\.\d+/.exec(version ?? '')?.[0] ?? null;
}
