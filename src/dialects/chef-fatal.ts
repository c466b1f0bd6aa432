// Reads Chef's chain of a failure as one line tells it:
// `FATAL: <Class>: <res>[<name>] (<cookbook>::<recipe> line <n>) had an error: <Class>: … : <message>`.
// The last link is the innermost. A location may also be `((eval) line 27)`, `(dynamically defined)` or a path.

import { recipeOfPlace } from './recipes.ts';

export interface FatalChain {
  readonly exceptionClass: string;
  /** Outermost first. */
  readonly resources: readonly string[];
  readonly recipe: string | null;
  readonly exitCode: number | null;
  /** What the innermost exception says. */
  readonly message: string;
}

const OPENING = /(?:^|\] )FATAL: ([A-Z][\w:]*): (.*)$/s;
const BARE = /^(\w+\[.+\] \(.*\) had an error: [A-Z][\w:]*: .*)$/s;
/** Greedy: a resource's name may itself hold `] (`. */
const LINK = /^(\w+\[.+\]) \((.*)\)$/s;
const CLASS_PREFIX = /^([A-Z]\w*(?:::\w+)*): /;

/** Parses the line, or null when it holds no such chain. */
export function parseFatal(body: string): FatalChain | null {
  const opening = OPENING.exec(body) ?? BARE.exec(body);
  if (!opening) return null;
  const [outerClass, rest] = opening.length > 2 ? [opening[1] ?? '', opening[2] ?? ''] : ['', opening[1] ?? ''];
  const links = rest.split(' had an error: ');
  return readLinks(outerClass, links);
}

function readLinks(outerClass: string, links: readonly string[]): FatalChain {
  let exceptionClass = outerClass;
  let recipe: string | null = null;
  const resources: string[] = [];
  let message = links.at(-1) ?? '';
  for (const [i, link] of links.entries()) {
    const named = i > 0 ? CLASS_PREFIX.exec(link) : null;
    const body = named ? link.slice(named[0].length) : link;
    if (named) exceptionClass = named[1] ?? exceptionClass;
    if (i === links.length - 1) message = body;
    const place = i < links.length - 1 ? LINK.exec(body) : null;
    if (place) resources.push(place[1] ?? '');
    recipe = recipeOfPlace(place?.[2] ?? '') ?? recipe;
  }
  const exit = /received '(\d+)'/.exec(message);
  return { exceptionClass, resources, recipe, exitCode: exit ? Number(exit[1]) : null, message };
}
