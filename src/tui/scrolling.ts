// Windows onto something longer than the screen.

export interface Window {
  /** Of everything. */
  readonly length: number;
  /** Of what is seen at once. */
  readonly height: number;
}

/** A place that exists: within 0 and the last one. */
export function within(place: number, length: number): number {
  return Math.max(0, Math.min(place, length - 1));
}

/** The first line shown after a scroll; the last page stays full. */
export function scrolled(top: number, { length, height }: Window): number {
  return Math.max(0, Math.min(top, length - height));
}

/** The first row shown so that the chosen one is in sight, with as little movement as possible. */
export function following(top: number, chosen: number, window: Window): number {
  const highest = chosen - window.height + 1;
  return scrolled(Math.max(highest, Math.min(top, chosen)), window);
}

/** Lines of a page that are seen from `top`: where there are more below, the last row of the window says so instead. */
export function seenFrom(top: number, { length, height }: Window): number {
  return length - top > height ? height - 1 : height;
}
