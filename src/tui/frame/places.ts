// Where one is among the screens, and what is shown before they are there: ink takes a quarter of a second to load, and a person should see
// at once that the program has begun. So nothing here needs it.

import type { Palette } from '../../reports/palette.ts';

/** In the order in which a person walks through them. */
export const TITLES = { images: 'Images', diagnosis: 'Diagnosis', evidence: 'Evidence', remedy: 'Remedy' } as const;

export const LISTING = 'Listing the image builds of the account …';

/** All of them fit beside what is being done. */
const WIDE = 76;

type Ink = Pick<Palette, 'heading' | 'quiet'>;

/** `[Images] Diagnosis Evidence Remedy`; on a narrow terminal only the screen one is on. */
export function placesOf(screen: keyof typeof TITLES, { heading, quiet }: Ink, columns: number): string {
  const here = heading(`[${TITLES[screen]}]`);
  if (columns < WIDE) return `${heading('pc-doctor')} ${here}`;
  const all = Object.entries(TITLES).map(([name, title]) => (name === screen ? here : quiet(` ${title} `)));
  return `${heading('pc-doctor')} ${all.join('')}`;
}

/** The first rows of the first frame, as far as they are known before anything is loaded: the second one where it need not be broken. */
export function openingRows(ink: Ink, columns: number): readonly string[] {
  const title = placesOf('images', ink, columns);
  return LISTING.length <= columns ? [title, ink.quiet(LISTING)] : [title];
}
