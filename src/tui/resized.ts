// Another size of the terminal: what is looked at stays in sight.

import { diagnosisArea, logFrame } from './frames.ts';
import { diagnosisLength } from './screens/diagnosis/moves.ts';
import { jump } from './screens/evidence/state.ts';
import { scrolled } from './scrolling.ts';
import type { Size, State } from './state.ts';

/** The state in a terminal of this size. */
export function resized(before: State, size: Size): State {
  const state = { ...before, size };
  const { height } = diagnosisArea(state);
  const frame = logFrame(state);
  return {
    ...state,
    diagnosis: { top: scrolled(state.diagnosis.top, { length: diagnosisLength(state), height }) },
    evidence: state.evidence.log === null ? state.evidence : jump(state.evidence, state.evidence.cursor, frame),
  };
}
