// CloudFormation stack events in their four dresses: `pcluster get-image-stack-events` (camel case), `aws cloudformation
// describe-stack-events`, and the list of lists that `pcluster export-image-logs` puts into its archive, with or without its outer list.

import type { ImageFacts } from '../../../model/evidence.ts';
import { accountIn } from '../../aws/build-stack.ts';
import { stackStory, type TellingEvent } from '../../aws/stack-story.ts';
import { buildStatusOf } from '../../aws/stack-status.ts';
import { isObject, textOf } from '../../json.ts';
import { timeOf } from '../instants.ts';
import { NOTHING_SAID, type AnswerShape } from './answer.ts';

export const stackEvents: AnswerShape = {
  name: 'CloudFormation stack events',
  fits: (document) => entriesOf(document).some(isStackEvent),
  read: (document) => {
    const events = newestFirst(entriesOf(document).filter(isStackEvent).map(stackEvent));
    const { lines, events: count, failedAt, imageMade } = stackStory(events);
    return {
      ...NOTHING_SAID,
      events: count,
      lines,
      facts: { ...factsOf(events), failedAt, ...(imageMade && { imageStatus: 'AVAILABLE' }) },
    };
  },
};

function entriesOf(document: unknown): readonly unknown[] {
  const list = isObject(document) ? (document['events'] ?? document['StackEvents']) : document;
  return Array.isArray(list) ? list.flat(1) : [];
}

function isStackEvent(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && ('logicalResourceId' in value || 'LogicalResourceId' in value);
}

function stackEvent(entry: Readonly<Record<string, unknown>>): TellingEvent {
  const said = (key: string) => textOf(entry, key) ?? textOf(entry, camel(key)) ?? undefined;
  const time = timeOf(entry['Timestamp'] ?? entry['timestamp']);
  return {
    StackId: said('StackId'),
    StackName: said('StackName'),
    LogicalResourceId: said('LogicalResourceId'),
    PhysicalResourceId: said('PhysicalResourceId'),
    ResourceType: said('ResourceType'),
    ResourceStatus: said('ResourceStatus'),
    ResourceStatusReason: said('ResourceStatusReason'),
    Timestamp: time === null ? undefined : new Date(time),
  };
}

function camel(key: string): string {
  return key.charAt(0).toLowerCase() + key.slice(1);
}

/** All tools print the newest first; somebody may have turned them round. */
function newestFirst(events: readonly TellingEvent[]): readonly TellingEvent[] {
  const [first, last] = [events[0]?.Timestamp, events.at(-1)?.Timestamp];
  return first && last && first < last ? events.toReversed() : events;
}

function factsOf(events: readonly TellingEvent[]): Partial<ImageFacts> {
  const own = events.filter((event) => event.ResourceType === 'AWS::CloudFormation::Stack');
  const [newest = events[0]] = own;
  const status = own[0]?.ResourceStatus ?? null;
  return {
    id: newest?.StackName ?? null,
    region: newest?.StackId?.split(':')[3] ?? null,
    account: accountIn(newest?.StackId),
    stackStatus: status,
    buildStatus: status && buildStatusOf(status),
    startedAt: own.at(-1)?.Timestamp?.getTime() ?? null,
  };
}
