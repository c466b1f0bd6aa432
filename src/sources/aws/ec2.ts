// EC2, as far as we ask it: what a parent image is, and which images of ParallelCluster were built.

import { DescribeImagesCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { Image } from '@aws-sdk/client-ec2';
import type { Ask, ClientSettings } from './account.ts';
import type { Page } from './seen.ts';
import { listen } from './wire.ts';

export type Ec2 = ReturnType<typeof ec2>;

export interface Ami {
  readonly name: string;
  readonly description: string;
  readonly architecture: string | undefined;
}

/** The calls, each under the retry layer. */
export function ec2(settings: ClientSettings, ask: Ask) {
  const client = new EC2Client(settings);
  listen(client.middlewareStack);
  return {
    /** The AMI of that id, undefined where EC2 answers without it. */
    image: (id: string): Promise<Ami | undefined> =>
      ask('ec2:DescribeImages', async (abortSignal) => {
        const answer = await client.send(new DescribeImagesCommand({ ImageIds: [id] }), { abortSignal });
        const [image] = answer.Images ?? [];
        return (
          image && { name: image.Name ?? '', description: image.Description ?? '', architecture: image.Architecture }
        );
      }),

    /** The account's own images that ParallelCluster says are good. */
    goodImages: (token: string | undefined): Promise<Page<Image>> =>
      ask('ec2:DescribeImages', async (abortSignal) => {
        const input = { Owners: ['self'], Filters: GOOD, NextToken: token };
        const answer = await client.send(new DescribeImagesCommand(input), { abortSignal });
        return { items: answer.Images ?? [], next: answer.NextToken };
      }),
  };
}

/** As `pcluster list-images` asks for those that are available. */
const GOOD = [
  { Name: 'tag-key', Values: ['parallelcluster:image_id'] },
  { Name: 'tag:parallelcluster:build_status', Values: ['available'] },
];
