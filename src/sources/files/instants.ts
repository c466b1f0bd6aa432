// Times as log transports write them: ISO 8601 in several dresses, and milliseconds since the epoch.

/** An ISO date and time, as the source of a regular expression: any fraction, any zone or none. */
export const ISO_STAMP = String.raw`\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?`;

/** Milliseconds since the epoch of an ISO stamp, null for what is none. Without a zone it is taken as UTC, as AWS prints it. */
export function instantOf(stamp: string): number | null {
  const at = Date.parse(stamp.endsWith('Z') ? stamp : strictIso(stamp));
  return Number.isNaN(at) ? null : at;
}

/** The same of a JSON value or a cell: a number, its digits, or an ISO stamp. */
export function timeOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string') return null;
  return /^\d+$/.test(value) ? Number(value) : instantOf(value);
}

function strictIso(stamp: string): string {
  const iso = stamp.replace(' ', 'T').replace(',', '.');
  if (/[+-]\d\d:?\d\d$/.test(iso.slice(10))) return iso.replace(/([+-]\d\d)(\d\d)$/, '$1:$2');
  return `${iso}Z`;
}
