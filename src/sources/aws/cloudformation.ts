// CloudFormation, as far as we ask it: stacks, their events and their resources.

import {
  CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import type { Stack, StackEvent, StackResource } from '@aws-sdk/client-cloudformation';
import type { Ask, ClientSettings } from './account.ts';
import { SILENT } from './credentials.ts';
import type { Page } from './seen.ts';
import { listen, listenToHost } from './wire.ts';

export type CloudFormation = ReturnType<typeof cloudFormation>;

/** The calls, each under the retry layer. */
export function cloudFormation(settings: ClientSettings, ask: Ask) {
  const client = new CloudFormationClient(settings);
  listen(client.middlewareStack);
  let host: string | null = null;
  listenToHost(client.middlewareStack, (asked) => (host = asked));
  return {
    /** The stack of that name; a missing one is a failure of kind `missing`. */
    stack: (name: string): Promise<Stack | undefined> =>
      ask('cloudformation:DescribeStacks', async (abortSignal) => {
        const answer = await client.send(new DescribeStacksCommand({ StackName: name }), { abortSignal });
        return answer.Stacks?.[0];
      }),

    /** Every stack of the account and region, up to 1 MB a page. */
    stacks: (token: string | undefined): Promise<Page<Stack>> =>
      ask('cloudformation:DescribeStacks', async (abortSignal) => {
        const answer = await client.send(new DescribeStacksCommand({ NextToken: token }), { abortSignal });
        return { items: answer.Stacks ?? [], next: answer.NextToken };
      }),

    /** Newest first. */
    events: (stack: string, token: string | undefined): Promise<Page<StackEvent>> =>
      ask('cloudformation:DescribeStackEvents', async (abortSignal) => {
        const input = { StackName: stack, NextToken: token };
        const answer = await client.send(new DescribeStackEventsCommand(input), { abortSignal });
        return { items: answer.StackEvents ?? [], next: answer.NextToken };
      }),

    resources: (stack: string): Promise<readonly StackResource[]> =>
      ask('cloudformation:DescribeStackResources', async (abortSignal) => {
        const answer = await client.send(new DescribeStackResourcesCommand({ StackName: stack }), { abortSignal });
        return answer.StackResources ?? [];
      }),

    /** Whom the last call went to, as `host:port`; null before the first. */
    host: (): string | null => host,
  };
}

/** The region of the profile, or of the default one, by the SDK's own reading of the shared files. Rejects when there is none. */
export async function configuredRegion(profile: string | undefined): Promise<string> {
  return new CloudFormationClient({ logger: SILENT, ...(profile && { profile }) }).config.region();
}
