// What a person asks for that the screens cannot do by themselves, as errands.

import { diagnosisOf, withCase } from './cases.ts';
import { next, type Next } from './next.ts';
import { keyOf, type Errand, type SavedFormat } from './news.ts';
import { reach } from './reach.ts';
import { openEvidence } from './screens/evidence/state.ts';
import { chosenImage } from './screens/images/state.ts';
import type { ScreenName, State } from './state.ts';
import type { ListedImage } from '../model/image-list.ts';

/** Another screen; what it needs and is not there yet is asked for. */
export function shown(before: State, screen: ScreenName): Next {
  const why = reach(before, screen);
  if (why !== null) return next({ ...before, notice: { tone: 'plain', text: why } });
  const state = { ...before, screen };
  const image = chosenImage(state.images, state.cases);
  if (screen === 'diagnosis' && image !== null) return examined(state, image);
  return screen === 'evidence' && image !== null ? logOpened(state, image) : next(state);
}

/** Somebody looks at it: it is examined before all that wait. */
function examined(state: State, image: ListedImage): Next {
  const key = keyOf(image);
  const known = state.cases.get(key);
  if (known !== undefined && known.kind !== 'waiting') return next(state);
  const cases = withCase(state.cases, key, { kind: 'waiting' });
  return next({ ...state, cases }, { kind: 'diagnose', image, urgent: true }, ...watched(state, image));
}

/** A build that goes on is followed from the time when somebody first looks at it. */
function watched({ passing }: State, image: ListedImage): Errand[] {
  return image.status === 'pending' && !passing.has(keyOf(image)) ? [{ kind: 'watch', image }] : [];
}

function logOpened(state: State, image: ListedImage): Next {
  const key = keyOf(image);
  const { evidence } = state;
  if (evidence.key === key && (evidence.log !== null || evidence.excuse === null)) return next(state);
  return next({ ...state, evidence: openEvidence(evidence, key) }, { kind: 'open-log', image });
}

/** R: what could not be had is asked for once more, else what is shown is read anew. */
export function again(state: State): Next {
  const image = chosenImage(state.images, state.cases);
  if (state.screen === 'images' || image === null) {
    return next({ ...state, images: { ...state.images, listing: 'running', excuses: [] } }, { kind: 'list' });
  }
  const { evidence } = state;
  if (state.screen === 'evidence' && evidence.log?.older.kind === 'refused') {
    return next(state, { kind: 'read-older', image, all: evidence.toTheStart });
  }
  if (state.screen === 'evidence' && evidence.log === null) {
    return next({ ...state, evidence: { ...evidence, excuse: null } }, { kind: 'open-log', image });
  }
  return next(unread(state, image), { kind: 'diagnose', image, urgent: true });
}

/** A diagnosis stays to be read while another one is made. */
function unread(state: State, image: ListedImage): State {
  const key = keyOf(image);
  if (diagnosisOf(state.cases, key) !== null) return state;
  return { ...state, cases: withCase(state.cases, key, { kind: 'waiting' }) };
}

/** The ticket of the chosen image as a file. */
export function saved(state: State, format: SavedFormat): Next {
  const image = chosenImage(state.images, state.cases);
  return image === null ? next(state) : next(state, { kind: 'save', image, format });
}
