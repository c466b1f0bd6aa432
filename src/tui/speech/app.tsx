// The screens as text that only grows. ink's Static writes each line once and never touches it again.

import { Static, Text, useInput } from 'ink';
import { useEffect, useState, type ReactNode } from 'react';
import { pressesOf } from '../keys/presses.ts';
import type { Store } from '../store.ts';
import { GREETING, speak } from './speak.ts';

export function SpeechApp({ store }: { readonly store: Store }): ReactNode {
  const [said, setSaid] = useState<readonly string[]>(GREETING);
  useEffect(() => {
    let before = store.shown();
    return store.subscribe(() => {
      const after = store.shown();
      const more = speak(before, after);
      before = after;
      if (more.length > 0) setSaid((all) => [...all, ...more]);
    });
  }, [store]);
  useInput((input, key) => {
    store.take(...pressesOf(input, key).map((press) => ({ kind: 'pressed', press }) as const));
  });
  return <Static items={[...said]}>{(line, index) => <Text key={index}>{line === '' ? ' ' : line}</Text>}</Static>;
}
