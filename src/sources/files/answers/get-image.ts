// The answer of `aws imagebuilder get-image`: the state of the image with its reason and, from newer versions of the service, which
// component and step failed.

import { accountIn } from '../../aws/build-stack.ts';
import { failureContextIn } from '../../aws/failure-context.ts';
import { buildFacts } from '../../aws/image-facts.ts';
import { imageStory, type TellingImage } from '../../aws/image-story.ts';
import { memberOf, textOf } from '../../json.ts';
import { NOTHING_SAID, type AnswerShape } from './answer.ts';

export const getImage: AnswerShape = {
  name: 'the answer of `aws imagebuilder get-image`',
  fits: (document) => memberOf(memberOf(document, 'image'), 'state') !== undefined,
  read: (document, text) => {
    const image = tellingImage(memberOf(document, 'image'));
    const { lines, status, reason } = imageStory({ image, failureContext: failureContextIn(text) });
    const [, id, version] = /:image\/parallelclusterimage-([a-z0-9-]+)\/(\d+\.\d+\.\d+)/.exec(image.arn ?? '') ?? [];
    return {
      ...NOTHING_SAID,
      events: lines.filter((line) => !line.continues).length,
      lines,
      facts: {
        ...buildFacts(image),
        id: id ?? null,
        region: image.arn?.split(':')[3] ?? null,
        account: accountIn(image.arn),
        pclusterVersion: version ?? null,
        imageStatus: status,
        statusReason: reason,
      },
    };
  },
};

function tellingImage(image: unknown): TellingImage {
  const state = memberOf(image, 'state');
  const types = memberOf(memberOf(image, 'infrastructureConfiguration'), 'instanceTypes');
  return {
    arn: said(image, 'arn'),
    state: { status: said(state, 'status'), reason: said(state, 'reason') },
    osVersion: said(image, 'osVersion'),
    imageRecipe: { parentImage: said(memberOf(image, 'imageRecipe'), 'parentImage') },
    infrastructureConfiguration: {
      instanceTypes: Array.isArray(types) ? types.filter((type) => typeof type === 'string') : undefined,
    },
  };
}

function said(value: unknown, key: string): string | undefined {
  return textOf(value, key) ?? undefined;
}
