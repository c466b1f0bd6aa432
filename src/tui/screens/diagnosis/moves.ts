// Scrolling through a diagnosis.

import { proseWidth } from '../../layout.ts';
import { diagnosisArea } from '../../frames.ts';
import { scrolled } from '../../scrolling.ts';
import type { State } from '../../state.ts';
import { PLAIN } from '../../theme.ts';
import { diagnosisPage } from './lines.ts';

/** Some lines up or down. */
export function scrollDiagnosis(state: State, by: number): State {
  const { height } = diagnosisArea(state);
  const top = scrolled(state.diagnosis.top + by, { length: diagnosisLength(state), height });
  return { ...state, diagnosis: { top } };
}

/** Lines of the page as wide as it is shown. */
export function diagnosisLength(state: State): number {
  return diagnosisPage(state, { palette: PLAIN, width: proseWidth(diagnosisArea(state)) }).length;
}
