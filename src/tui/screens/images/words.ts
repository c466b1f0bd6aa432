// What a row says of how far the doctor has come with a build.

import type { Verdict } from '../../../model/diagnosis.ts';
import type { ListedImage } from '../../../model/image-list.ts';
import type { Palette } from '../../../reports/palette.ts';
import type { Case } from '../../cases.ts';

const VERDICTS: Readonly<Record<Verdict, { readonly word: string; readonly tone: keyof Palette }>> = {
  recognised: { word: 'recognised', tone: 'bad' },
  located: { word: 'located', tone: 'bad' },
  inconclusive: { word: 'inconclusive', tone: 'doubtful' },
  'not-failed': { word: 'not failed', tone: 'good' },
};

/** For a build that nobody has asked about, its status is all there is. */
export function verdictWord({ status }: ListedImage, known: Case | undefined): string {
  if (known === undefined) return status;
  if (known.kind === 'done') return VERDICTS[known.diagnosis.verdict].word;
  return { waiting: 'waiting', running: 'diagnosing', failed: 'not read' }[known.kind];
}

export function verdictTone(known: Case | undefined): keyof Palette {
  if (known?.kind === 'done') return VERDICTS[known.diagnosis.verdict].tone;
  return known?.kind === 'failed' ? 'doubtful' : 'quiet';
}
