// How amounts are said: `1 image`, `30,000 events`, `2.6 MB`. Written out by hand because Intl needs 30 ms to load its data.

const SIZES = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** `1 image`, `3 images`; say the plural where an s is not enough. */
export function count(amount: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(amount)} ${amount === 1 ? noun : plural}`;
}

/** `30,000` */
export function grouped(amount: number): string {
  return String(amount).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `512 B`, `2.6 MB`; decimal units, as AWS counts its pages. */
export function bytes(amount: number): string {
  let size = amount;
  let unit = 0;
  while (size >= 999.5 && unit < SIZES.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${unit === 0 || size >= 99.95 ? Math.round(size) : size.toFixed(1)} ${SIZES[unit]}`;
}

/** `a`, `a and b`, `a, b and c` */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
