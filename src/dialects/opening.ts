// A look at lines that are still being read backward: has the opening line of the last step been reached? Before that, reading their
// structure is wasted, since the failing step has no name yet.

import type { Evidence } from '../model/evidence.ts';
import { markerOf } from './markers.ts';
import { unwrap } from './prefixes.ts';

/** True when a log opens a step anywhere. */
export function opensStep({ lines }: Evidence): boolean {
  return lines.findLastIndex(({ text }) => text.includes('Step ') && !text.startsWith('Std') && isStep(text)) >= 0;
}

function isStep(text: string): boolean {
  const { body, stream } = unwrap(text);
  return stream === null && markerOf(body)?.kind === 'step';
}
