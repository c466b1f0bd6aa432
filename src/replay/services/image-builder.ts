// EC2 Image Builder as far as a failed image needs it. GetImage sends `state.failureContext` as the service does, although the
// types of the SDK do not have it.

import { z } from 'zod';
import type { Image, Workflow, WorkflowStep } from '../account/account.ts';
import { AwsError } from '../wire/aws-error.ts';
import { imageAsOf } from './as-of.ts';
import { checked, pageOf, type Input, type Service, type World } from './service.ts';

const INVALID = 'InvalidRequestException';
const PAGE_LIMIT = 25;

export const imageBuilder: Service = {
  protocol: 'rest-json',
  iamPrefix: 'imagebuilder',
  actions: {
    GetImage: getImage,
    ListImageBuildVersions: listImageBuildVersions,
    ListWorkflowExecutions: listWorkflowExecutions,
    ListWorkflowStepExecutions: listWorkflowStepExecutions,
    GetWorkflowStepExecution: getWorkflowStepExecution,
  },
  resource(input, { region, account }) {
    const arn = input['imageBuildVersionArn'] ?? input['imageVersionArn'];
    if (typeof arn === 'string') return arn;
    const [kind, id] =
      'stepExecutionId' in input
        ? ['workflow-step-execution', input['stepExecutionId']]
        : ['workflow-execution', input['workflowExecutionId']];
    return `arn:aws:imagebuilder:${region}:${account.id}:${kind}/${typeof id === 'string' ? id : '*'}`;
  },
};

/** What every list takes. */
const paged = {
  maxResults: z.number().int().min(1).max(PAGE_LIMIT).default(PAGE_LIMIT),
  nextToken: z.string().optional(),
};
const imageInput = z.object({ imageBuildVersionArn: z.string().startsWith('arn:') });

function getImage(input: Input, world: World): unknown {
  const { imageBuildVersionArn: arn } = checked(input, imageInput, INVALID);
  return { image: imageDetail(imageOf(arn, world)) };
}

function imageDetail(image: Image): unknown {
  const { version, recipeArn, infrastructureArn } = arnsOf(image);
  return {
    ...imageSummary(image),
    enhancedImageMetadataEnabled: false,
    imageRecipe: {
      arn: recipeArn,
      type: 'AMI',
      name: image.name,
      platform: 'Linux',
      version,
      components: image.components.map((componentArn) => ({ componentArn })),
      parentImage: image.parentImage,
      dateCreated: iso(image.createdAt),
      tags: image.tags,
    },
    infrastructureConfiguration: {
      arn: infrastructureArn,
      name: image.name,
      instanceTypes: [image.instanceType],
      terminateInstanceOnFailure: true,
      dateCreated: iso(image.createdAt),
      tags: image.tags,
    },
    imageTestsConfiguration: { imageTestsEnabled: true, timeoutMinutes: 720 },
  };
}

function imageSummary(image: Image): Record<string, unknown> {
  const { version } = arnsOf(image);
  return {
    arn: image.arn,
    name: image.name,
    type: 'AMI',
    version: `${version}/1`,
    platform: 'Linux',
    ...(image.osVersion !== null && { osVersion: image.osVersion }),
    state: {
      status: image.status,
      ...(image.reason !== null && { reason: image.reason }),
      ...(image.failureContext !== null && { failureContext: image.failureContext }),
    },
    dateCreated: iso(image.createdAt),
    outputResources: { amis: image.amis.map((ami) => describedAmi(ami, image)) },
    tags: image.tags,
    buildType: 'USER_INITIATED',
    imageSource: 'CUSTOM',
  };
}

function describedAmi(ami: Image['amis'][number], image: Image): unknown {
  const [, , , region, accountId] = image.arn.split(':');
  return { region, image: ami.image, name: ami.name, accountId, state: { status: 'AVAILABLE' } };
}

function arnsOf({ arn }: Image): { version: string; recipeArn: string; infrastructureArn: string } {
  const [recipeArn] = arn.replace(':image/', ':image-recipe/').split(/\/\d+$/);
  const version = arn.split('/').at(-2) ?? '';
  const infrastructureArn = arn.replace(/:image\/([^/]+)\/.*$/, ':infrastructure-configuration/$1');
  return { version, recipeArn: recipeArn ?? arn, infrastructureArn };
}

const versionsInput = z.object({
  imageVersionArn: z.string().startsWith('arn:').optional(),
  ...paged,
});

function listImageBuildVersions(input: Input, world: World): unknown {
  const asked = checked(input, versionsInput, INVALID);
  const all = images(world).filter(({ arn }) =>
    arn.startsWith(asked.imageVersionArn ? `${asked.imageVersionArn}/` : ''),
  );
  const purpose = `images ${world.region} ${asked.imageVersionArn ?? ''}`;
  const { items, next } = pageOf(all, { token: asked.nextToken, size: asked.maxResults, purpose, world });
  return { imageSummaryList: items.map(imageSummary), nextToken: next };
}

const executionsInput = imageInput.extend({
  ...paged,
});

function listWorkflowExecutions(input: Input, world: World): unknown {
  const asked = checked(input, executionsInput, INVALID);
  const { arn } = imageOf(asked.imageBuildVersionArn, world);
  const workflows = world.builds.find(({ image }) => image?.arn === arn)?.workflows ?? [];
  const page = { token: asked.nextToken, size: asked.maxResults, purpose: `workflows ${arn}`, world };
  const { items, next } = pageOf(workflows, page);
  return { imageBuildVersionArn: arn, workflowExecutions: items.map(execution), nextToken: next };
}

function execution(workflow: Workflow): unknown {
  const count = (status: string) => workflow.steps.filter((step) => step.status === status).length;
  return {
    workflowBuildVersionArn: workflow.arn,
    workflowExecutionId: workflow.id,
    type: workflow.type,
    status: workflow.status,
    ...(workflow.message !== null && { message: workflow.message }),
    totalStepCount: workflow.steps.length,
    totalStepsSucceeded: count('COMPLETED'),
    totalStepsFailed: count('FAILED'),
    totalStepsSkipped: count('SKIPPED'),
    ...times(workflow),
  };
}

const stepsInput = z.object({
  workflowExecutionId: z.string().startsWith('wf-'),
  ...paged,
});

function listWorkflowStepExecutions(input: Input, world: World): unknown {
  const asked = checked(input, stepsInput, INVALID);
  const [build, workflow] = workflowsOf(world).find(([, { id }]) => id === asked.workflowExecutionId) ?? [];
  if (!workflow) throw notFound('workflowExecutionId', asked.workflowExecutionId);
  const page = { token: asked.nextToken, size: asked.maxResults, purpose: `steps ${workflow.id}`, world };
  const { items, next } = pageOf(workflow.steps, page);
  return {
    steps: items.map(stepSummary),
    workflowBuildVersionArn: workflow.arn,
    workflowExecutionId: workflow.id,
    imageBuildVersionArn: build?.image?.arn,
    message: workflow.message ?? undefined,
    nextToken: next,
  };
}

function stepSummary(step: WorkflowStep): Record<string, unknown> {
  return {
    stepExecutionId: step.id,
    name: step.name,
    action: step.action,
    status: step.status,
    ...(step.message !== null && { message: step.message }),
    inputs: JSON.stringify(step.inputs),
    outputs: JSON.stringify(step.outputs),
    ...times(step),
  };
}

const stepInput = z.object({ stepExecutionId: z.string().startsWith('step-') });

function getWorkflowStepExecution(input: Input, world: World): unknown {
  const { stepExecutionId: id } = checked(input, stepInput, INVALID);
  for (const [build, workflow] of workflowsOf(world)) {
    const step = workflow.steps.find((candidate) => candidate.id === id);
    if (step) return stepDetail(step, { workflow, imageArn: build.image?.arn });
  }
  throw notFound('stepExecutionId', id);
}

function stepDetail(step: WorkflowStep, of: { workflow: Workflow; imageArn: string | undefined }): unknown {
  return {
    ...stepSummary(step),
    workflowBuildVersionArn: of.workflow.arn,
    workflowExecutionId: of.workflow.id,
    imageBuildVersionArn: of.imageArn,
    onFailure: step.onFailure,
    timeoutSeconds: step.timeoutSeconds,
  };
}

function images(world: World): Image[] {
  return world.builds.flatMap((build) => imageAsOf(build, world.now) ?? []);
}

function imageOf(arn: string, world: World): Image {
  const image = images(world).find((candidate) => candidate.arn === arn);
  if (!image) throw notFound('imageBuildVersionArn', arn);
  return image;
}

function workflowsOf(world: World): (readonly [World['builds'][number], Workflow])[] {
  return world.builds.flatMap((build) => build.workflows.map((workflow) => [build, workflow] as const));
}

function times(of: { startedAt: number | null; endedAt: number | null }): Record<string, string> {
  return {
    ...(of.startedAt !== null && { startTime: iso(of.startedAt) }),
    ...(of.endedAt !== null && { endTime: iso(of.endedAt) }),
  };
}

function notFound(parameter: string, value: string): AwsError {
  return new AwsError(
    'ResourceNotFoundException',
    `The value supplied for parameter '${parameter}' was not found: ${value}`,
    { status: 404 },
  );
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
