// Which rows a typed filter lets through: those that hold every word, in any column; a word behind `!` must not be there.

import type { ListedImage } from '../../../model/image-list.ts';
import type { Case } from '../../cases.ts';
import { verdictWord } from './words.ts';

/** Whether a row passes; case does not matter, and an empty filter lets everything through. */
export function passes(filter: string, image: ListedImage, known: Case | undefined): boolean {
  const text = wordsOf(image, known).join(' ').toLowerCase();
  return filter
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '' && word !== '!')
    .every((word) => (word.startsWith('!') ? !text.includes(word.slice(1)) : text.includes(word)));
}

function wordsOf(image: ListedImage, known: Case | undefined): readonly string[] {
  const { id, region, status, pclusterVersion, note } = image;
  const own = [id, region, status, pclusterVersion ?? '', note ?? '', verdictWord(image, known)];
  if (known?.kind !== 'done') return own;
  const { image: told, failure, rootCause } = known.diagnosis;
  return [...own, told.os ?? '', failure?.step ?? '', rootCause?.title ?? '', rootCause?.pattern ?? ''];
}
