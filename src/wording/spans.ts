// Stretches of a text that several rules have found, brought into one row. What overlaps is one stretch: a secret that is a part of a wider
// one must not leave the rest of it behind.

/** From the first character to behind the last one. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** One behind the other. Of those that overlap the widest gives everything but its end; of equals the first. */
export function apart<T extends Span>(spans: readonly T[]): readonly T[] {
  const row: T[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    const last = row.at(-1);
    if (last === undefined || span.from >= last.to) row.push(span);
    else if (span.to > last.to) row[row.length - 1] = { ...last, to: span.to };
  }
  return row;
}

/** The text with every stretch replaced. They must be apart. */
export function replaceSpans<T extends Span>(
  text: string,
  spans: readonly T[],
  replacement: (span: T) => string,
): string {
  let behind = 0;
  const pieces = spans.map((span) => {
    const before = text.slice(behind, span.from);
    behind = span.to;
    return `${before}${replacement(span)}`;
  });
  return `${pieces.join('')}${text.slice(behind)}`;
}
