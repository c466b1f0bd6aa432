// Plays a stream as it was written down into the events CloudWatch would hold. `{time}` is the event's time as Chef writes it. In a
// repeated block `{n}` is the number of the turn (from 1), `{n+100}` the same plus 100, and `{a|b|c}` takes a, b, c in turns. Any
// other brace is text.

import type { Beat, Repeat, Stream } from '../account/account.ts';

export interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
  readonly ingestionTime: number;
}

/** Seen in public reports: an event is ingested about 0.8 s after it happened. */
const INGESTED_AFTER_MS = 812;
const PLACEHOLDER = /\{(?:(time)|n(?:\+(\d+))?|([^{}|]*(?:\|[^{}|]*)+))\}/g;

const played = new WeakMap<Stream, readonly LogEvent[]>();

/** All events of a stream, oldest first. Played once and remembered. */
export function eventsOf(stream: Stream): readonly LogEvent[] {
  const known = played.get(stream);
  if (known) return known;
  const events = play(stream);
  played.set(stream, events);
  return events;
}

function play(stream: Stream): LogEvent[] {
  const events: LogEvent[] = [];
  let now = 0;
  for (const part of stream.parts) {
    for (const { at, text } of 'times' in part ? turns(part, now) : [heard(part, now)]) {
      now = at;
      events.push({ timestamp: at, message: text, ingestionTime: at + INGESTED_AFTER_MS });
    }
  }
  return events;
}

interface Heard {
  readonly at: number;
  readonly text: string;
}

function heard(beat: Beat, before: number): Heard {
  const at = beat.at ?? before + (beat.after ?? 0);
  return { at, text: beat.text.replaceAll('{time}', chefTime(at)) };
}

function turns(repeat: Repeat, before: number): Heard[] {
  const events: Heard[] = [];
  let now = before;
  for (let turn = 1; turn <= repeat.times; turn += 1) {
    now = Math.max(now, before + (turn - 1) * repeat.every);
    for (const beat of repeat.beats) {
      now += beat.after ?? 0;
      events.push({ at: now, text: filled(beat.text, turn, now) });
    }
  }
  return events;
}

function filled(text: string, turn: number, now: number): string {
  return text.replace(PLACEHOLDER, (_, time?: string, plus?: string, choices?: string) => {
    if (time !== undefined) return chefTime(now);
    if (choices === undefined) return String(turn + Number(plus ?? 0));
    const list = choices.split('|');
    return list[(turn - 1) % list.length] ?? '';
  });
}

function chefTime(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, '+00:00');
}
