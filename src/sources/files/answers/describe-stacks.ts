// The answer of `aws cloudformation describe-stacks` for the stack of an image.

import type { Gap } from '../../../model/evidence.ts';
import { buildStack, type TellingStack } from '../../aws/build-stack.ts';
import { buildStatusOf } from '../../aws/stack-status.ts';
import { memberOf, objectsIn, textOf } from '../../json.ts';
import { timeOf } from '../instants.ts';
import { NOTHING_SAID, type AnswerShape } from './answer.ts';

export const describeStacks: AnswerShape = {
  name: 'the answer of `aws cloudformation describe-stacks`',
  fits: (document) => objectsIn(document, 'Stacks').some((stack) => textOf(stack, 'StackName') !== null),
  read: (document) => {
    const stacks = objectsIn(document, 'Stacks').map(tellingStack);
    const builds = stacks.map(buildStack).filter((stack) => stack !== null);
    const images = builds.map((stack) => ({
      id: stack.id,
      region: stack.arn.split(':')[3] ?? null,
      account: stack.account,
      pclusterVersion: stack.version,
      buildStatus: buildStatusOf(stack.status),
      stackStatus: stack.status,
      statusReason: stack.reason,
      startedAt: stack.createdAt,
    }));
    return { ...NOTHING_SAID, images, gaps: builds.length === 0 ? [noBuild(stacks)] : [] };
  },
};

function tellingStack(stack: unknown): TellingStack {
  const said = (key: string) => textOf(stack, key) ?? undefined;
  const time = timeOf(memberOf(stack, 'CreationTime'));
  return {
    StackId: said('StackId'),
    StackName: said('StackName'),
    StackStatus: said('StackStatus'),
    StackStatusReason: said('StackStatusReason'),
    ParentId: said('ParentId'),
    CreationTime: time === null ? undefined : new Date(time),
    Tags: objectsIn(stack, 'Tags').map((tag) => ({
      Key: textOf(tag, 'Key') ?? undefined,
      Value: textOf(tag, 'Value') ?? undefined,
    })),
  };
}

function noBuild(stacks: readonly TellingStack[]): Gap {
  return {
    what: 'the stack of the image',
    why: `${stacks[0]?.StackName ?? 'the stack'} is not that of an image build: it has no tag parallelcluster:image_id`,
    toSeeIt: 'aws cloudformation describe-stacks --stack-name IMAGE',
  };
}
