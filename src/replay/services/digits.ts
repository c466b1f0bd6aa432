// The long numbers of CloudWatch Logs, in tokens and ids of events. They are opaque; here the same text always gives the same number.

import { createHash } from 'node:crypto';

/** 56 digits that stand for a text. */
export function digitsFor(text: string): string {
  const digest = createHash('sha256').update(text).digest('hex');
  return `3${BigInt(`0x${digest}`).toString().padStart(78, '0').slice(0, 55)}`;
}
