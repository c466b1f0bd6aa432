// EC2, as far as a parent image needs it: its name, description and architecture.

import { z } from 'zod';
import { AwsError } from '../wire/aws-error.ts';
import { checked, type Input, type Service, type World } from './service.ts';

const imagesInput = z.object({ 'ImageId.1': z.string() });

export const ec2: Service = {
  protocol: 'ec2-query',
  iamPrefix: 'ec2',
  actions: { DescribeImages: describeImages },
  resource: () => '*',
};

function describeImages(input: Input, { account }: World): unknown {
  const { 'ImageId.1': id } = checked(input, imagesInput, 'InvalidParameterValue');
  const image = account.parentImages.find((candidate) => candidate.id === id);
  if (!image) throw new AwsError('InvalidAMIID.NotFound', `The image id '[${id}]' does not exist`);
  const { name, description, architecture } = image;
  return { imagesSet: { item: { imageId: id, imageState: 'available', name, description, architecture } } };
}
