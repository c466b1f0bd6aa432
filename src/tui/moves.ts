// What up and down, a page and the ends mean on each screen.

import { diagnosisArea, logFrame, remedyArea } from './frames.ts';
import { next, type Next } from './next.ts';
import { scrollDiagnosis } from './screens/diagnosis/moves.ts';
import { jump, move, page, type EvidenceState } from './screens/evidence/state.ts';
import { imageRows, moveImages } from './screens/images/moves.ts';
import { chosenImage } from './screens/images/state.ts';
import { scrollRemedy, stepRemedy } from './screens/remedy/moves.ts';
import type { ScreenName, State } from './state.ts';

export type Move = 'up' | 'down' | 'page-up' | 'page-down' | 'half-up' | 'half-down' | 'first' | 'last';

const MOVERS: Readonly<Record<ScreenName, (state: State, move: Move) => Next>> = {
  images: (state, how) => next(moveImages(state, rowsBy(how, imageRows(state)))),
  diagnosis: (state, how) => next(scrollDiagnosis(state, rowsBy(how, diagnosisArea(state).height - 1))),
  evidence: moveEvidence,
  remedy: (state, how) => next(moveRemedy(state, how)),
};

/** The state after a move on its screen. */
export function moved(state: State, how: Move): Next {
  return MOVERS[state.screen](state, how);
}

function rowsBy(how: Move, height: number): number {
  const half = Math.max(1, Math.floor(height / 2));
  const rows: Readonly<Record<Move, number>> = {
    up: -1,
    down: 1,
    'page-up': -height,
    'page-down': height,
    'half-up': -half,
    'half-down': half,
    first: -Infinity,
    last: Infinity,
  };
  return rows[how];
}

function moveRemedy(state: State, how: Move): State {
  if (how === 'up') return stepRemedy(state, -1);
  if (how === 'down') return stepRemedy(state, 1);
  return scrollRemedy(state, rowsBy(how, remedyArea(state).height - 1));
}

const UPWARD: readonly Move[] = ['up', 'page-up', 'half-up', 'first'];

/** Who reaches the top by going up wants to see what stood before; the first line of all is far away, and is waited for. */
function moveEvidence(state: State, how: Move): Next {
  const { images, cases } = state;
  const evidence = movedInLog(state, how);
  const image = chosenImage(images, cases);
  const wantsMore = UPWARD.includes(how) && evidence.top === 0 && evidence.log?.older.kind === 'unread';
  if (!wantsMore || image === null) return next({ ...state, evidence });
  const all = how === 'first';
  return next({ ...state, evidence: { ...evidence, toTheStart: all } }, { kind: 'read-older', image, all });
}

function movedInLog(state: State, how: Move): EvidenceState {
  const { evidence } = state;
  const frame = logFrame(state);
  if (how === 'first') return jump(evidence, 0, frame);
  if (how === 'last') return jump(evidence, Infinity, frame);
  if (how === 'page-up') return page(evidence, -1, frame);
  if (how === 'page-down') return page(evidence, 1, frame);
  return move({ ...evidence, toTheStart: false }, rowsBy(how, frame.height), frame);
}
