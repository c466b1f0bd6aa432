// How times are said: ISO 8601 in UTC with milliseconds where a time is quoted, and a rounded age where a person only wants to
// know how long ago. AWS mixes seconds, milliseconds and strings; inside the doctor a time is always milliseconds since the epoch.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** Largest unit first; a unit is used once the age reaches two of it, so that "26 h" is not rounded to "1 d". */
const UNITS = [
  { name: 'y', ms: YEAR },
  { name: 'd', ms: DAY },
  { name: 'h', ms: HOUR },
  { name: 'min', ms: MINUTE },
] as const;

/** ECMAScript's own limit: a Date beyond it has no ISO form. */
const LATEST_MS = 8.64e15;

/** `2023-01-27T11:20:17.984Z`, or null for an unknown or impossible time. */
export function isoTime(ms: number | null): string | null {
  return ms === null || !(Math.abs(ms) <= LATEST_MS) ? null : new Date(ms).toISOString();
}

/** `3 h`, `12 d`: the time between two moments, rounded down; a moment in the future counts as now. */
export function age(fromMs: number, nowMs: number): string {
  const ms = Math.max(0, nowMs - fromMs);
  const unit = UNITS.find((candidate) => ms >= 2 * candidate.ms) ?? { name: 's', ms: SECOND };
  return `${Math.floor(ms / unit.ms)} ${unit.name}`;
}

/** `12 min 30 s`, `1 h 5 min`, `0.4 s`, `under 0.1 s`: how long something took, in its two largest units. */
export function duration(ms: number): string {
  if (ms < SECOND / 10) return 'under 0.1 s';
  // Below what would be rounded to 10.0.
  if (ms < 9950) return `${(ms / SECOND).toFixed(1)} s`;
  const parts = [
    { amount: Math.floor(ms / HOUR), name: 'h' },
    { amount: Math.floor((ms % HOUR) / MINUTE), name: 'min' },
    { amount: Math.floor((ms % MINUTE) / SECOND), name: 's' },
  ];
  const first = parts.findIndex(({ amount }) => amount > 0);
  return parts
    .slice(first, first + 2)
    .filter(({ amount }) => amount > 0)
    .map(({ amount, name }) => `${amount} ${name}`)
    .join(' ');
}
