// A log event as JSON has it: pcluster writes its timestamp as ISO text, `aws logs` as milliseconds; a `--query` may leave only the
// message.

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

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The JSON value, undefined for what is no JSON. */
export function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
