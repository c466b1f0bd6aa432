// Takes out of a line what differs between two occurrences of the same thing: numbers, ids, times, places. What is left is what it says.

/** Most particular first. */
const INCIDENTAL: readonly (readonly [RegExp, string])[] = [
  [/\barn:\S+/g, '<arn>'],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '<uuid>'],
  [/\b(?:ami|i|sg|subnet|vpc|vol|snap)-[0-9a-f]{8,17}\b/g, '<id>'],
  [/\bparallelclusterimage-[a-z0-9-]+/gi, '<image>'],
  [/\/images\/[a-z][\w-]*/gi, '/images/<image>'],
  [/\b[a-z]{2}(?:-gov|-iso[a-z]?)?-(?:north|south|east|west|central)+(?:east|west)?-\d(?:[a-f]?\b|(?=_))/g, '<region>'],
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*/g, '<time>'],
  [
    /\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d{1,2}\b/g,
    '<time>',
  ],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b|<private-ip-\d+>/g, '<ip>'],
  [/\/tmp\/\S+/g, '<temporary>'],
  [/\b[0-9a-f]{12,}\b/gi, '<hex>'],
];

/** A status tells one thing from another: 403 is not 404. Every other number is incidental. */
const NUMBER =
  /\b((?:error|status|code|exit(?:ed)?|returned|errno|signal|http(?:\/[\d.]+)?)\W{0,3})(\d{1,3})\b(?![.:]\d)|\d+/gi;

/** The line with signs such as `<time>` in the places of what is incidental. */
export function withoutIncidentals(line: string): string {
  return INCIDENTAL.reduce((rest, [incidental, sign]) => rest.replace(incidental, sign), line)
    .replace(NUMBER, (_number, word?: string, status?: string) => (status === undefined ? '<n>' : `${word}${status}`))
    .replace(/\s+/g, ' ')
    .trim();
}
