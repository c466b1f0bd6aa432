// EC2 Image Builder, as far as we ask it: the image and one workflow step. GetImage also answers `state.failureContext`, which
// names the failed component and step; the SDK's types lack it and its deserialiser drops it, so it is taken from the raw body.

import { GetImageCommand, GetWorkflowStepExecutionCommand, ImagebuilderClient } from '@aws-sdk/client-imagebuilder';
import type { GetWorkflowStepExecutionCommandOutput, Image } from '@aws-sdk/client-imagebuilder';
import type { Ask, ClientSettings } from './account.ts';
import { failureContextIn, type FailureContext } from './failure-context.ts';
import { listen } from './wire.ts';

export type ImageBuilder = ReturnType<typeof imageBuilder>;

export interface ImageAnswer {
  readonly image: Image | undefined;
  readonly failureContext: FailureContext | null;
}

/** The calls, each under the retry layer. */
export function imageBuilder(settings: ClientSettings, ask: Ask) {
  const client = new ImagebuilderClient(settings);
  listen(client.middlewareStack);
  return {
    image: (arn: string): Promise<ImageAnswer> =>
      ask('imagebuilder:GetImage', async (abortSignal) => {
        const command = new GetImageCommand({ imageBuildVersionArn: arn });
        let body: Uint8Array = new Uint8Array();
        listen(command.middlewareStack, (heard) => (body = heard));
        const answer = await client.send(command, { abortSignal });
        return { image: answer.image, failureContext: failureContextIn(Buffer.from(body).toString('utf8')) };
      }),

    workflowStep: (id: string): Promise<GetWorkflowStepExecutionCommandOutput> =>
      ask('imagebuilder:GetWorkflowStepExecution', async (abortSignal) =>
        client.send(new GetWorkflowStepExecutionCommand({ stepExecutionId: id }), { abortSignal }),
      ),
  };
}
