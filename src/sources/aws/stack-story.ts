// What the stack's events tell, oldest first: for a build that failed before its instance ran they are all there is. The oldest
// failure is the cause; "Resource creation cancelled" only follows from it.

import { IMAGE_RESOURCE } from './build-stack.ts';
import { physicalLines, type LooseLine } from './physical-lines.ts';

/** What is read of an event of CloudFormation. */
export interface TellingEvent {
  readonly StackId?: string | undefined;
  readonly StackName?: string | undefined;
  readonly LogicalResourceId?: string | undefined;
  readonly PhysicalResourceId?: string | undefined;
  readonly ResourceType?: string | undefined;
  readonly ResourceStatus?: string | undefined;
  readonly ResourceStatusReason?: string | undefined;
  readonly Timestamp?: Date | undefined;
}

export interface StackStory {
  readonly events: number;
  readonly lines: readonly LooseLine[];
  /** Milliseconds since the epoch, UTC: when the first resource failed to be created; null if none did. */
  readonly failedAt: number | null;
  /** The newest event of all. */
  readonly lastAt: number | null;
  /** True when CloudFormation got as far as to begin the image itself. */
  readonly imageBegan: boolean;
  /** True when the image was made, whatever became of the stack later. */
  readonly imageMade: boolean;
  readonly imageArn: string | null;
}

/** The story of events as CloudFormation gives them, newest first. */
export function stackStory(newestFirst: readonly TellingEvent[]): StackStory {
  const events = newestFirst.toReversed();
  const image = events.filter((event) => event.LogicalResourceId === IMAGE_RESOURCE);
  return {
    events: events.length,
    lines: events.flatMap(eventLines),
    failedAt: timeOf(events.find(isFailure)),
    lastAt: timeOf(events.at(-1)),
    imageBegan: image.length > 0,
    imageMade: image.some((event) => event.ResourceStatus === 'CREATE_COMPLETE'),
    imageArn: image.map((event) => event.PhysicalResourceId).find((id) => id?.startsWith('arn:')) ?? null,
  };
}

/** `CREATE_FAILED ParallelClusterImage AWS::ImageBuilder::Image: <reason, verbatim>` */
function eventLines(event: TellingEvent, index: number): LooseLine[] {
  const subject = [event.ResourceStatus, event.LogicalResourceId, event.ResourceType].filter(Boolean).join(' ');
  const text = event.ResourceStatusReason ? `${subject}: ${event.ResourceStatusReason}` : subject;
  return physicalLines({ witness: 'stack', ordinal: index + 1, time: timeOf(event), text });
}

function isFailure(event: TellingEvent): boolean {
  return (
    /^(CREATE|UPDATE|IMPORT)_FAILED$/.test(event.ResourceStatus ?? '') &&
    !/cancelled/i.test(event.ResourceStatusReason ?? '')
  );
}

function timeOf(event: TellingEvent | undefined): number | null {
  return event?.Timestamp?.getTime() ?? null;
}
