// What every screen is drawn from.

import type { Layout } from '../layout.ts';
import type { State } from '../state.ts';
import type { Theme } from '../theme.ts';

export interface ScreenProps {
  readonly state: State;
  readonly theme: Theme;
  readonly layout: Layout;
}
