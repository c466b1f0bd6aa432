// The answer of `pcluster describe-image`: for a failed build the state of image and stack with their reasons, for a good one the AMI.

import { ARCHS, type ImageFacts } from '../../../model/evidence.ts';
import { accountIn } from '../../aws/build-stack.ts';
import { physicalLines } from '../../aws/physical-lines.ts';
import { memberOf, objectsIn, textOf } from '../../json.ts';
import { timeOf } from '../instants.ts';
import { NOTHING_SAID, type Answer, type AnswerShape } from './answer.ts';

export const describeImage: AnswerShape = {
  name: 'the answer of `pcluster describe-image`',
  fits: (document) =>
    textOf(document, 'imageBuildStatus') !== null || textOf(document, 'imagebuilderImageStatus') !== null,
  read: (document): Answer => {
    const reason = textOf(document, 'imagebuilderImageStatusReason');
    const said = [reason ? { witness: 'image' as const, text: reason } : null, stackSaying(document)];
    const sayings = said.filter((one) => one !== null);
    return {
      ...NOTHING_SAID,
      events: sayings.length,
      lines: sayings.flatMap((one, index) => physicalLines({ ...one, ordinal: index + 1, time: null })),
      facts: { ...listedFacts(document), ...detailFacts(document) },
    };
  },
};

function stackSaying(document: unknown): { readonly witness: 'stack'; readonly text: string } | null {
  const reason = textOf(document, 'cloudformationStackStatusReason');
  if (reason === null) return null;
  const subject = [textOf(document, 'cloudformationStackStatus'), textOf(document, 'imageId')].filter(Boolean);
  return { witness: 'stack', text: `${[...subject, 'AWS::CloudFormation::Stack'].join(' ')}: ${reason}` };
}

/** What describe-image and list-images tell alike. */
export function listedFacts(image: unknown): Partial<ImageFacts> {
  return {
    id: textOf(image, 'imageId'),
    region: textOf(image, 'region'),
    account: accountIn(textOf(image, 'cloudformationStackArn') ?? undefined),
    pclusterVersion: textOf(image, 'version'),
    buildStatus: textOf(image, 'imageBuildStatus'),
    stackStatus: textOf(image, 'cloudformationStackStatus'),
  };
}

function detailFacts(document: unknown): Partial<ImageFacts> {
  const ami = memberOf(document, 'ec2AmiInfo');
  const tag = (key: string) =>
    textOf(
      objectsIn(ami, 'tags').find((one) => one['key'] === key),
      'value',
    );
  return {
    os: tag('parallelcluster:os'),
    arch: ARCHS.find((arch) => arch === textOf(ami, 'architecture')) ?? null,
    imageStatus: textOf(document, 'imagebuilderImageStatus'),
    statusReason:
      textOf(document, 'imagebuilderImageStatusReason') ?? textOf(document, 'cloudformationStackStatusReason'),
    startedAt: timeOf(memberOf(document, 'cloudformationStackCreationTime')),
  };
}
