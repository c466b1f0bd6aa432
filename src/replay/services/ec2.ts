// EC2, as far as an image needs it: what a parent image is, and which AMIs the builds of the account have made, by their tags.

import { z } from 'zod';
import type { BuiltAmi } from '../account/account.ts';
import { AwsError } from '../wire/aws-error.ts';
import { checked, type Input, type Service, type World } from './service.ts';

const byId = z.object({ 'ImageId.1': z.string() });

export const ec2: Service = {
  protocol: 'ec2-query',
  iamPrefix: 'ec2',
  actions: { DescribeImages: describeImages },
  resource: () => '*',
};

function describeImages(input: Input, world: World): unknown {
  return 'ImageId.1' in input ? parentImage(input, world) : ownImages(input, world);
}

function parentImage(input: Input, { account }: World): unknown {
  const { 'ImageId.1': id } = checked(input, byId, 'InvalidParameterValue');
  const image = account.parentImages.find((candidate) => candidate.id === id);
  if (!image) throw new AwsError('InvalidAMIID.NotFound', `The image id '[${id}]' does not exist`);
  const { name, description, architecture } = image;
  return { imagesSet: [{ imageId: id, imageState: 'available', name, description, architecture }] };
}

/** Those that every filter lets through, in no order that AWS promises. */
function ownImages(input: Input, { account, builds, now }: World): unknown {
  const filters = filtersOf(input);
  const made = builds.flatMap(({ ami }) => (ami !== null && ami.createdAt <= now ? [ami] : []));
  const found = made.filter((ami) => filters.every((filter) => passes(ami, filter)));
  return {
    imagesSet: found.map(({ id, name, architecture, createdAt, tags }) => ({
      imageId: id,
      imageState: 'available',
      imageOwnerId: account.id,
      creationDate: new Date(createdAt).toISOString(),
      name,
      architecture,
      tagSet: Object.entries(tags).map(([key, value]) => ({ key, value })),
    })),
  };
}

interface Filter {
  readonly name: string;
  readonly values: readonly string[];
}

/** `Filter.1.Name=tag-key`, `Filter.1.Value.1=…` */
function filtersOf(input: Input): Filter[] {
  const names = Object.entries(input).flatMap(([key, name]) => {
    const number = /^Filter\.(\d+)\.Name$/.exec(key)?.[1];
    return number === undefined ? [] : [{ prefix: `Filter.${number}.Value.`, name: String(name) }];
  });
  return names.map(({ prefix, name }) => ({
    name,
    values: Object.entries(input).flatMap(([key, value]) => (key.startsWith(prefix) ? [String(value)] : [])),
  }));
}

function passes({ tags, architecture }: BuiltAmi, { name, values }: Filter): boolean {
  if (name === 'tag-key') return values.some((key) => key in tags);
  if (name === 'architecture') return values.includes(architecture);
  if (name.startsWith('tag:')) return values.includes(tags[name.slice('tag:'.length)] ?? '');
  throw new AwsError('InvalidParameterValue', `The filter '${name}' is invalid`);
}
