// "Did you mean": names of builds that are close to one that does not exist.

const MOST = 3;

/** At most three of the names, closest first. Case does not count. */
export function nearNames(wanted: string, names: readonly string[]): string[] {
  const scored = [...new Set(names)].map((name) => ({
    name,
    score: similarity(wanted.toLowerCase(), name.toLowerCase()),
  }));
  return scored
    .filter(({ score }) => score >= 0.5)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ name }) => name);
}

/** Dice coefficient over pairs of letters: 1 for the same text, 0 for nothing in common. */
function similarity(a: string, b: string): number {
  const theirs = pairs(b);
  const total = pairs(a).length + theirs.length;
  if (total === 0) return a === b ? 1 : 0;
  const shared = pairs(a).filter((pair) => {
    const at = theirs.indexOf(pair);
    if (at >= 0) theirs.splice(at, 1);
    return at >= 0;
  });
  return (2 * shared.length) / total;
}

function pairs(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));
}
