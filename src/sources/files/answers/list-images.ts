// The answer of `pcluster list-images`. It names many images; which one is meant, another file has to say.

import { memberOf, objectsIn, textOf } from '../../json.ts';
import { NOTHING_SAID, type AnswerShape } from './answer.ts';
import { listedFacts } from './describe-image.ts';

export const listImages: AnswerShape = {
  name: 'the answer of `pcluster list-images`',
  fits: (document) =>
    Array.isArray(memberOf(document, 'images')) &&
    objectsIn(document, 'images').every((image) => textOf(image, 'imageId') !== null),
  read: (document) => ({ ...NOTHING_SAID, images: objectsIn(document, 'images').map(listedFacts) }),
};
