// CloudFormation as far as an image's stack needs it. A missing stack is a ValidationError, not an error of its own, and
// DescribeStackEvents words it differently from the other two. Deleted stacks are found by id alone.

import { z } from 'zod';
import type { Stack, StackEvent } from '../account/account.ts';
import { AwsError } from '../wire/aws-error.ts';
import { stackAsOf } from './as-of.ts';
import { checked, pageOf, type Input, type Service, type World } from './service.ts';

const INVALID = 'ValidationError';

export const cloudFormation: Service = {
  protocol: 'query',
  iamPrefix: 'cloudformation',
  actions: {
    DescribeStacks: describeStacks,
    DescribeStackEvents: describeStackEvents,
    DescribeStackResources: describeStackResources,
  },
  resource(input, { region, account }) {
    const name = input['StackName'];
    if (typeof name === 'string' && name.startsWith('arn:')) return name;
    return `arn:aws:cloudformation:${region}:${account.id}:stack/${typeof name === 'string' ? `${name}/*` : '*/*'}`;
  },
};

const stacksInput = z.object({ StackName: z.string().min(1).optional(), NextToken: z.string().min(1).optional() });
const stackInput = stacksInput.extend({ StackName: z.string().min(1) });

function describeStacks(input: Input, world: World): unknown {
  const { StackName: name, NextToken: token } = checked(input, stacksInput, INVALID);
  if (name !== undefined)
    return { Stacks: [describedStack(stackOf(name, world, `Stack with id ${name} does not exist`))] };
  const size = world.habits.stacksPerPage;
  const { items, next } = pageOf(liveStacks(world), { token, size, purpose: `stacks ${world.region}`, world });
  return { Stacks: items.map(describedStack), NextToken: next };
}

function describedStack(stack: Stack): unknown {
  return {
    StackId: stack.id,
    StackName: stack.name,
    Parameters: Object.entries(stack.parameters).map(([ParameterKey, ParameterValue]) => ({
      ParameterKey,
      ParameterValue,
    })),
    CreationTime: iso(stack.createdAt),
    RollbackConfiguration: '',
    StackStatus: stack.status,
    StackStatusReason: stack.reason,
    DisableRollback: true,
    NotificationARNs: [],
    Capabilities: ['CAPABILITY_NAMED_IAM'],
    Outputs: [],
    Tags: Object.entries(stack.tags).map(([Key, Value]) => ({ Key, Value })),
    EnableTerminationProtection: false,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

function describeStackEvents(input: Input, world: World): unknown {
  const { StackName: name, NextToken: token } = checked(input, stackInput, INVALID);
  const stack = stackOf(name, world, `Stack [${name}] does not exist`);
  const newestFirst = happened(stack, world).toReversed();
  const size = world.habits.stackEventsPerPage;
  const { items, next } = pageOf(newestFirst, { token, size, purpose: `events ${stack.id}`, world });
  return { StackEvents: items.map((event) => describedEvent(event, stack)), NextToken: next };
}

function describedEvent(event: StackEvent, stack: Stack): unknown {
  return {
    StackId: stack.id,
    EventId: `${event.logicalId}-${event.status}-${iso(event.at)}`,
    StackName: stack.name,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId,
    ResourceType: event.type,
    Timestamp: iso(event.at),
    ResourceStatus: event.status,
    ResourceStatusReason: event.reason,
  };
}

function describeStackResources(input: Input, world: World): unknown {
  const { StackName: name } = checked(input, stackInput, INVALID);
  const stack = stackOf(name, world, `Stack with id ${name} does not exist`);
  const latest = new Map(happened(stack, world).map((event) => [event.logicalId, event]));
  latest.delete(stack.name);
  return { StackResources: [...latest.values()].map((event) => describedResource(event, stack)) };
}

function describedResource(event: StackEvent, stack: Stack): unknown {
  return {
    StackName: stack.name,
    StackId: stack.id,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId || null,
    ResourceType: event.type,
    Timestamp: iso(event.at),
    ResourceStatus: event.status,
    ResourceStatusReason: event.reason,
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
  };
}

function happened(stack: Stack, world: World): readonly StackEvent[] {
  return stack.events.filter(({ at }) => at <= world.now);
}

function allStacks(world: World): Stack[] {
  const stacks = [...world.builds.flatMap(({ stack }) => stack ?? []), ...world.otherStacks];
  return stacks.flatMap((stack) => stackAsOf(stack, world.now) ?? []);
}

/** Newest first, as AWS lists them; deleted ones are not in the list. */
function liveStacks(world: World): Stack[] {
  const live = allStacks(world).filter(({ status }) => status !== 'DELETE_COMPLETE');
  return live.sort((a, b) => b.createdAt - a.createdAt);
}

function stackOf(name: string, world: World, otherwise: string): Stack {
  const stack =
    liveStacks(world).find((candidate) => candidate.name === name) ?? allStacks(world).find(({ id }) => id === name);
  if (!stack) throw new AwsError(INVALID, otherwise);
  return stack;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
