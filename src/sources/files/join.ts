// Joins the parts of one build into its evidence. The order in which they were found does not matter: logs stand in the order of time,
// and of two that disagree about the image the one that knows better is believed.

import { UNKNOWN_IMAGE, type Evidence, type Gap, type ImageFacts, type Line } from '../../model/evidence.ts';
import { listed } from '../../wording/counts.ts';
import { AUTHORITIES, type Part } from './part.ts';
import { missingParts, streamsOf, type Stream } from './streams.ts';

/** The evidence of a build. `gaps` are those of the reading as a whole. */
export function joinParts(found: readonly Part[], gaps: readonly Gap[]): Evidence {
  const [bundled] = found.flatMap((part) => part.whole ?? []);
  if (bundled) return bundled;
  const parts = withChoices(withoutRetellings(found).toSorted((a, b) => byAuthority(a, b) || compare(a.name, b.name)));
  const streams = streamsOf(parts);
  return {
    ...joinedFacts(parts),
    logs: streams.map(({ source }) => source),
    lines: streams.flatMap(placed),
    gaps: [...gaps, ...parts.flatMap((part) => part.gaps), ...missingParts(parts), ...disagreement(parts)],
  };
}

function placed({ lines }: Stream, log: number): readonly Line[] {
  return lines.map((line) => (line.log === log ? line : { ...line, log }));
}

/** AWSTOE writes its run three times into one folder; the console log tells it in the order in which it happened. */
const RETELLING = /(?:^|\/)(?:detailedoutput\.json|application\.log|chaining\.json)$/;
const CONSOLE = /(?:^|\/)console\.log$/;

function withoutRetellings(parts: readonly Part[]): Part[] {
  const told = new Set(parts.filter((part) => CONSOLE.test(part.name)).map((part) => folderOf(part.name)));
  return parts.filter((part) => !RETELLING.test(part.name) || !told.has(folderOf(part.name)));
}

function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf('/') + 1);
}

function byAuthority(a: Part, b: Part): number {
  return AUTHORITIES.indexOf(a.authority) - AUTHORITIES.indexOf(b.authority);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

type Known = Required<Pick<Evidence, 'image' | 'origins'>>;

function joinedFacts(parts: readonly Part[]): Known {
  return parts.reduce(withFacts, { image: UNKNOWN_IMAGE, origins: {} });
}

function withFacts({ image, origins }: Known, { name, facts }: Part): Known {
  const news = FACTS.filter((fact) => image[fact] === null && (facts[fact] ?? null) !== null);
  return {
    image: { ...image, ...Object.fromEntries(news.map((fact) => [fact, facts[fact]])) },
    origins: { ...origins, ...Object.fromEntries(news.map((fact): [string, string] => [fact, name])) },
  };
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of an object literal of that type
const FACTS = Object.keys(UNKNOWN_IMAGE) as readonly (keyof ImageFacts)[];

/** Of a list of images the one that the other parts speak of, or the only one that failed. */
function withChoices(parts: readonly Part[]): Part[] {
  const { id } = joinedFacts(parts).image;
  return parts.map((part) => {
    if (part.images.length === 0) return part;
    const one = chosen(part.images, id);
    return one ? { ...part, facts: one } : { ...part, gaps: [...part.gaps, undecided(part, id)] };
  });
}

function chosen(images: Part['images'], id: string | null): Partial<ImageFacts> | undefined {
  if (id !== null) return images.find((image) => isSame(image.id ?? null, id));
  const failed = images.filter((image) => image.buildStatus === 'BUILD_FAILED');
  if (failed.length === 1) return failed[0];
  return images.length === 1 ? images[0] : undefined;
}

/** ARNs of Image Builder have the id in lower case. */
function isSame(one: string | null, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

const NAMED_AT_MOST = 5;

function undecided({ name, images }: Part, id: string | null): Gap {
  const ids = images.map((image) => image.id ?? 'an image without an id');
  const names =
    ids.length > NAMED_AT_MOST ? [...ids.slice(0, NAMED_AT_MOST), `${ids.length - NAMED_AT_MOST} more`] : ids;
  return {
    what: `which image of ${name} is meant`,
    why:
      id === null
        ? `it names ${listed(names)}`
        : `it does not name ${id}, of which the other files speak, but ${listed(names)}`,
    toSeeIt: 'give the answer of pcluster describe-image --image-id IMAGE instead',
  };
}

/** Files of several builds, thrown together: whatever is found may be true of another build. */
function disagreement(parts: readonly Part[]): Gap[] {
  const ids = new Map(
    parts.flatMap(({ facts, name }) => (facts.id ? [[facts.id.toLowerCase(), `${facts.id} (${name})`]] : [])),
  );
  if (ids.size < 2) return [];
  return [
    {
      what: 'which build this is about',
      why: `the files speak of several images: ${listed([...ids.values()])}`,
      toSeeIt: 'give the files of one build at a time',
    },
  ];
}
