// The page about the chosen build: its diagnosis, or why there is none yet.

import type { ListedImage } from '../../../model/image-list.ts';
import { diagnosisLines } from '../../../reports/text.ts';
import { paragraph, type Page } from '../../../reports/text/layout.ts';
import { passingLines } from '../../../reports/watch-text.ts';
import { neutralise } from '../../../wording/neutralise.ts';
import { keyOf } from '../../news.ts';
import type { Case } from '../../cases.ts';
import type { State } from '../../state.ts';
import { chosenImage } from '../images/state.ts';

/** Every line of the page, whatever of it is shown. */
export function diagnosisPage(
  { images, cases, passing }: Pick<State, 'images' | 'cases' | 'passing'>,
  page: Page,
): readonly string[] {
  const image = chosenImage(images, cases);
  if (image === null) return [];
  const key = keyOf(image);
  const passed = passingLines(passing.get(key) ?? [], page);
  return [...passed, ...(passed.length > 0 ? [''] : []), ...caseLines(image, cases.get(key), page)];
}

function caseLines(image: ListedImage, known: Case | undefined, page: Page): readonly string[] {
  const { palette } = page;
  if (known?.kind === 'done') return diagnosisLines(known.diagnosis, page);
  if (known?.kind === 'failed') {
    const { what, toTry } = known.excuse;
    return [
      ...paragraph(`Not diagnosed: ${neutralise(what)}`, page, { paint: palette.doubtful }),
      ...(toTry === null ? [] : paragraph(`Try: ${neutralise(toTry)}`, page)),
      '',
      ...paragraph('R tries again.', page),
    ];
  }
  const says = { waiting: 'Waiting for its turn …', running: 'Reading what this build left behind …' };
  return [
    ...paragraph(known === undefined ? statusWords(image) : says[known.kind], page, { paint: palette.quiet }),
    ...(image.note === null ? [] : paragraph(neutralise(image.note), page)),
  ];
}

function statusWords({ status, stackStatus }: ListedImage): string {
  const stack = stackStatus === null ? '' : ` (stack ${stackStatus})`;
  return `Status: ${status}${stack}. Enter examines it.`;
}
