// The served Image Builder, as the real SDK sees it.
import {
  GetImageCommand,
  GetWorkflowStepExecutionCommand,
  ListImageBuildVersionsCommand,
  ListWorkflowExecutionsCommand,
  ListWorkflowStepExecutionsCommand,
} from '@aws-sdk/client-imagebuilder';
import { expect, test } from 'vitest';
import { clientsOf, IMAGE_ARN, running, smallAccount } from './small-account.ts';

const WORKFLOW = 'wf-5e7ac0de-2b1f-4c55-8d6e-7f0a1b2c3d4e';
const STEP = 'step-22222222-2222-4333-8444-555555555555';

test('GetImage tells the state of an image, its recipe and its instance type', async () => {
  const { imageBuilder } = clientsOf(await running(smallAccount()));
  const { image } = await imageBuilder.send(new GetImageCommand({ imageBuildVersionArn: IMAGE_ARN }));
  expect(image).toMatchObject({
    arn: IMAGE_ARN,
    name: 'ParallelClusterImage-alpha',
    version: '3.9.1/1',
    state: { status: 'FAILED', reason: expect.stringContaining('Workflow Execution ID') },
    imageRecipe: { parentImage: 'ami-0abc', version: '3.9.1' },
    infrastructureConfiguration: { instanceTypes: ['c5.xlarge'] },
    outputResources: { amis: [] },
  });
});

test('failureContext is on the wire, where the types of the SDK do not look', async () => {
  const { imageBuilder } = clientsOf(await running(smallAccount()));
  let body = '';
  imageBuilder.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { response } = result;
      if (typeof response === 'object' && response !== null && 'body' in response) {
        body = await textOf(response.body);
        response.body = Buffer.from(body);
      }
      return result;
    },
    { step: 'deserialize', priority: 'low' },
  );
  const { image } = await imageBuilder.send(new GetImageCommand({ imageBuildVersionArn: IMAGE_ARN }));
  expect(body).toContain('"failureContext":{"failedStep":"ApplyBuildComponents"');
  expect(image?.state).not.toHaveProperty('failureContext');
});

async function textOf(body: unknown): Promise<string> {
  if (typeof body !== 'object' || body === null || !(Symbol.asyncIterator in body)) return '';
  const chunks: Buffer[] = [];
  const stream: AsyncIterable<unknown> = { [Symbol.asyncIterator]: () => iteratorOf(body) };
  for await (const chunk of stream) if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function iteratorOf(body: object & Record<typeof Symbol.asyncIterator, unknown>): AsyncIterator<unknown> {
  const make = body[Symbol.asyncIterator];
  if (typeof make !== 'function') throw new Error('the body cannot be read');
  return make.call(body);
}

test('an image that is not there is a 404', async () => {
  const { imageBuilder } = clientsOf(await running(smallAccount()));
  const asked = imageBuilder.send(new GetImageCommand({ imageBuildVersionArn: `${IMAGE_ARN}9` }));
  await expect(asked).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    $metadata: { httpStatusCode: 404 },
  });
});

test('ListImageBuildVersions lists all images, or the builds of one version', async () => {
  const { imageBuilder } = clientsOf(await running(smallAccount()));
  const all = await imageBuilder.send(new ListImageBuildVersionsCommand({}));
  const none = await imageBuilder.send(
    new ListImageBuildVersionsCommand({ imageVersionArn: IMAGE_ARN.replace('3.9.1/1', '3.9.2') }),
  );
  expect(all.imageSummaryList).toMatchObject([{ arn: IMAGE_ARN, state: { status: 'FAILED' } }]);
  expect(none.imageSummaryList).toEqual([]);
});

test('workflows of an image and the steps of a workflow, in pages', async () => {
  const { imageBuilder } = clientsOf(await running(smallAccount()));
  const { workflowExecutions } = await imageBuilder.send(
    new ListWorkflowExecutionsCommand({ imageBuildVersionArn: IMAGE_ARN }),
  );
  expect(workflowExecutions).toMatchObject([
    { workflowExecutionId: WORKFLOW, type: 'BUILD', status: 'FAILED', totalStepCount: 2, totalStepsFailed: 1 },
  ]);
  const ask = { workflowExecutionId: WORKFLOW, maxResults: 1 };
  const first = await imageBuilder.send(new ListWorkflowStepExecutionsCommand(ask));
  const second = await imageBuilder.send(new ListWorkflowStepExecutionsCommand({ ...ask, nextToken: first.nextToken }));
  expect(first.steps).toMatchObject([{ name: 'LaunchBuildInstance', outputs: '{"instanceId":"i-0abc"}' }]);
  expect(second.steps).toMatchObject([{ name: 'ApplyBuildComponents', status: 'FAILED', stepExecutionId: STEP }]);
  expect(second.nextToken).toBeUndefined();
});

test('GetWorkflowStepExecution adds what happens on failure', async () => {
  const { imageBuilder } = clientsOf(await running(smallAccount()));
  const step = await imageBuilder.send(new GetWorkflowStepExecutionCommand({ stepExecutionId: STEP }));
  expect(step).toMatchObject({ name: 'ApplyBuildComponents', onFailure: 'ABORT', imageBuildVersionArn: IMAGE_ARN });
});
