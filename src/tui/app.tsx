// The screens with a store behind them and a keyboard before them.

import { useInput } from 'ink';
import { useSyncExternalStore, type ReactNode } from 'react';
import { Screen, type FrameProps } from './frame/screen.tsx';
import { pressesOf } from './keys/presses.ts';
import type { Store } from './store.ts';

export function App({ store, ...looks }: Omit<FrameProps, 'state'> & { readonly store: Store }): ReactNode {
  const state = useSyncExternalStore(store.subscribe, store.shown);
  useInput((input, key) => {
    store.take(...pressesOf(input, key).map((press) => ({ kind: 'pressed', press }) as const));
  });
  return <Screen state={state} {...looks} />;
}
