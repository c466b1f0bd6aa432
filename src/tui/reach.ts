// Which screens can be opened now. What stands in the way is said when somebody tries.

import { diagnosisOf } from './cases.ts';
import { keyOf } from './news.ts';
import { chosenImage } from './screens/images/state.ts';
import { SCREENS, type ScreenName, type State } from './state.ts';

/** Why a screen cannot be opened; null when it can. */
export function reach({ images, cases }: State, screen: ScreenName): string | null {
  if (screen === 'images') return null;
  const image = chosenImage(images, cases);
  if (image === null) return 'there is no image to open';
  if (screen === 'diagnosis') return null;
  const diagnosis = diagnosisOf(cases, keyOf(image));
  if (diagnosis === null) return 'this image is not diagnosed yet';
  if (screen === 'evidence' || diagnosis.remedies.length > 0) return null;
  return 'no remedy is known for this build';
}

/** The next screen in a direction that can be opened, around the end. */
export function neighbour(state: State, direction: 1 | -1): ScreenName {
  const at = SCREENS.indexOf(state.screen);
  const others = SCREENS.map((_screen, index) => SCREENS.at((at + direction * (index + 1)) % SCREENS.length));
  return others.find((screen) => screen !== undefined && reach(state, screen) === null) ?? state.screen;
}
