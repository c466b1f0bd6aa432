// What to type to end a build that has failed already, while its instance is still being paid for. Its log stays, other than with
// `pcluster delete-image`. The ARN of the image is looked up by the command itself, since a report does not show the account.

import type { ImageFacts } from '../model/evidence.ts';

/** A command for a shell, or null where the image has no name. */
export function stopCommand({ id, region }: Pick<ImageFacts, 'id' | 'region'>): string | null {
  if (id === null || region === null) return null;
  const arn = `aws cloudformation describe-stack-resource --region ${region} --stack-name ${id} --logical-resource-id ParallelClusterImage --query StackResourceDetail.PhysicalResourceId --output text`;
  return `aws imagebuilder cancel-image-creation --region ${region} --image-build-version-arn "$(${arn})"`;
}
