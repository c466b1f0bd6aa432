// Everything around the build log: stack events, stack resources, the image's state and, where a step of the service itself
// failed, that step. Each witness may be missing; then there is a gap that names the call.

import type { StackEvent, StackResource } from '@aws-sdk/client-cloudformation';
import type { GetWorkflowStepExecutionCommandOutput } from '@aws-sdk/client-imagebuilder';
import type { Gap } from '../../model/evidence.ts';
import type { AwsAccount } from './account.ts';
import { IMAGE_RESOURCE, derivedImageArn, type BuildStack } from './build-stack.ts';
import { imageStory, type ImageStory } from './image-story.ts';
import { gapOf } from './meanings.ts';
import { physicalLines, type LooseLine } from './physical-lines.ts';
import { collect, glance, look, type Collected, type Seen } from './seen.ts';
import { stackStory, type StackStory } from './stack-story.ts';

/** A witness that is no log stream; its lines stand in the order in which things happened. */
interface Testimony {
  readonly name: string;
  readonly events: number;
  readonly lines: readonly LooseLine[];
}

/** What the stack tells: its events, its resources, and the image they speak of. */
export interface StackSide {
  readonly stackStory: StackStory | null;
  readonly imageArn: string | null;
  readonly testimonies: readonly Testimony[];
  readonly gaps: readonly Gap[];
}

/** What Image Builder tells: the state of the image, and the step of its own that failed. */
export interface ImageSide {
  readonly imageStory: ImageStory | null;
  readonly testimonies: readonly Testimony[];
  readonly gaps: readonly Gap[];
}

/** What is left when there is no stack to start from. */
export const NO_STACK: StackSide = { stackStory: null, imageArn: null, testimonies: [], gaps: [] };

interface HeardStack {
  readonly stack: BuildStack;
  /** As far as they could be had. */
  readonly events: Collected<StackEvent>;
}

/** What the stack's events say; its resources are asked only where the events do not name the image. */
export async function hearStack(account: AwsAccount, { stack, events }: HeardStack): Promise<StackSide> {
  const told = events.failure && events.items.length === 0 ? null : stackStory(events.items);
  const resources = told?.imageArn ? null : await stackResources(account, stack);
  return {
    stackStory: told,
    imageArn: findImageArn({ stack, story: told, resources }),
    testimonies: testimoniesOf(['stack events', told]),
    gaps: [
      ...gapsOf(events, `the stack events of ${stack.id}`),
      ...gapsOf(resources, `the stack resources of ${stack.id}`),
    ],
  };
}

/** Asks Image Builder for the state of the image, and for its failed step where it names one. */
export async function hearImage(account: AwsAccount, { imageArn }: StackSide): Promise<ImageSide> {
  const image = imageArn ? await seeImage(account, imageArn) : null;
  const step = image?.value?.failedStepExecution ? await seeStep(account, image.value.failedStepExecution) : null;
  return {
    imageStory: image?.value ?? null,
    testimonies: testimoniesOf(['image state', image?.value], ['workflow step', step?.value]),
    gaps: [...gapsOf(image, 'the state of the Image Builder image'), ...gapsOf(step, 'the workflow step that failed')],
  };
}

/**
 * The build version ARN of the stack's image; null when the image was never begun. Both witnesses denied, it is derived.
 */
export function findImageArn(known: {
  readonly stack: BuildStack;
  readonly story: Pick<StackStory, 'imageArn'> | null;
  /** Null where nobody had to ask. */
  readonly resources: Seen<readonly StackResource[]> | null;
}): string | null {
  const resource = known.resources?.value?.find((candidate) => candidate.LogicalResourceId === IMAGE_RESOURCE);
  if (resource?.PhysicalResourceId?.startsWith('arn:')) return resource.PhysicalResourceId;
  if (known.story?.imageArn) return known.story.imageArn;
  return known.resources?.value || known.story ? null : derivedImageArn(known.stack);
}

/** The events of the stack of that name. */
export async function stackEvents(account: AwsAccount, id: string): Promise<Collected<StackEvent>> {
  const cloudFormation = await account.cloudFormation();
  return collect((token) => cloudFormation.events(id, token));
}

export async function stackResources(account: AwsAccount, stack: BuildStack): Promise<Seen<readonly StackResource[]>> {
  const cloudFormation = await account.cloudFormation();
  return look(cloudFormation.resources(stack.id));
}

async function seeImage(account: AwsAccount, arn: string): Promise<Seen<ImageStory>> {
  const imageBuilder = await account.imageBuilder();
  return look(imageBuilder.image(arn).then(imageStory));
}

async function seeStep(account: AwsAccount, id: string): Promise<Seen<Omit<Testimony, 'name'>>> {
  const imageBuilder = await account.imageBuilder();
  return glance(imageBuilder.workflowStep(id).then(stepStory));
}

/** `FAILED LaunchBuildInstance LaunchInstance: <message, verbatim>`; for want of a message, the step's outputs (JSON). */
function stepStory(step: GetWorkflowStepExecutionCommandOutput): Omit<Testimony, 'name'> {
  const subject = [step.status, step.name, step.action].filter(Boolean).join(' ');
  const said = step.message || step.outputs;
  const time = Date.parse(step.endTime ?? step.startTime ?? '');
  const lines = physicalLines({
    witness: 'workflow',
    ordinal: 1,
    time: Number.isNaN(time) ? null : time,
    text: said ? `${subject}: ${said}` : subject,
  });
  return { events: 1, lines };
}

type Story = { readonly events?: number; readonly lines: readonly LooseLine[] } | null | undefined;

/** Of those who said anything. */
function testimoniesOf(...stories: readonly (readonly [name: string, story: Story])[]): Testimony[] {
  return stories
    .map(([name, story]) => ({ name, events: story?.events ?? story?.lines.length ?? 0, lines: story?.lines ?? [] }))
    .filter(({ lines }) => lines.length > 0);
}

function gapsOf(seen: { readonly failure: Parameters<typeof gapOf>[0] | null } | null, what: string): Gap[] {
  return seen?.failure ? [gapOf(seen.failure, what)] : [];
}
