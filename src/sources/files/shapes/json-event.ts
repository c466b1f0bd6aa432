// A log event as JSON has it: pcluster writes its timestamp as ISO text, `aws logs` as milliseconds; a `--query` may leave only the
// message.

import { isObject } from '../../json.ts';
import { timeOf } from '../instants.ts';

export interface JsonEvent {
  readonly time: number | null;
  readonly message: string;
}

/** The value as a log event, null when it has no message. */
export function jsonEvent(value: unknown): JsonEvent | null {
  if (typeof value === 'string') return { time: null, message: value };
  if (!isObject(value)) return null;
  const message = value['message'];
  return typeof message === 'string' ? { time: timeOf(value['timestamp']), message } : null;
}
