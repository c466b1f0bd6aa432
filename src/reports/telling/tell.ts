// A diagnosis in blocks: the conclusion first, then what proves it and what to do, and folded at the end what a maintainer asks for first:
// the log around the line that decides, and the configuration. The diagnosis is bounded already.

import type { Alternative, Diagnosis, Quote, ReportedImage } from '../../model/diagnosis.ts';
import type { Gap } from '../../model/evidence.ts';
import {
  buildName,
  certainty,
  failureRows,
  headline,
  onlyKnown,
  placeOf,
  spineOf,
  statusRows,
  type Row,
} from '../words.ts';
import type { Block } from './blocks.ts';
import { changeBlocks } from './changes.ts';
import { remedyBlocks } from './remedies.ts';

/**
 * How much is told: `whole`; `main`, without what is folded; `short`, the conclusion and the titles of the remedies; `title`, the heading
 * alone. Receivers limit the length of a text.
 */
export type Detail = 'whole' | 'main' | 'short' | 'title';

/** The diagnosis under a heading of level 1. */
export function tell(diagnosis: Diagnosis, detail: Detail): Block[] {
  const title: Block = { kind: 'heading', level: 1, text: `${buildName(diagnosis)}: ${headline(diagnosis)}` };
  return [title, ...PARTS[detail].flatMap((part) => part(diagnosis)), ...leftOut(detail)];
}

type Part = (diagnosis: Diagnosis) => Block[];

const SHORT: readonly Part[] = [conclusion, build, whatFailed, decisiveLine, remedyTitles, gaps];
const MAIN: readonly Part[] = [
  conclusion,
  build,
  whatFailed,
  evidence,
  changeBlocks,
  remedyBlocks,
  chain,
  alternatives,
  gaps,
];
const PARTS: Readonly<Record<Detail, readonly Part[]>> = {
  whole: [...MAIN, dismissed, logWindow, configuration],
  main: MAIN,
  short: SHORT,
  title: [],
};

const IN_A_FILE = 'left out for their length; `--output markdown=report.md` writes all of it into a file.';

const LEFT_OUT: Readonly<Record<Detail, string | null>> = {
  whole: null,
  main: `The log around this line and the configuration are ${IN_A_FILE}`,
  short: `The steps of the remedies, the log around this line and the configuration are ${IN_A_FILE}`,
  title: `All but the conclusion is ${IN_A_FILE.replace('their', 'its')}`,
};

function leftOut(detail: Detail): Block[] {
  const text = LEFT_OUT[detail];
  return text === null ? [] : [{ kind: 'paragraph', text }];
}

function conclusion({ rootCause }: Diagnosis): Block[] {
  if (rootCause === null) return [];
  return [certainty(rootCause), ...paragraphs(rootCause.explanation)].map((text) => ({ kind: 'paragraph', text }));
}

/** A line feed within a paragraph is one of the file it was written in. */
function paragraphs(text: string): string[] {
  return text
    .split(/\n{2,}/)
    .map((one) => one.trim().replaceAll('\n', ' '))
    .filter((one) => one !== '');
}

/** What maintainers ask for, in the order of their questions. */
function build({ image, fingerprint }: Diagnosis): Block[] {
  return section('The build', [
    ...onlyKnown([
      ['image', image.id],
      ['ParallelCluster', image.pclusterVersion],
      ['operating system', [image.os, image.arch].filter(Boolean).join(' ')],
      ['parent image', image.parentImage],
      ['region', image.region],
      ['kernel', image.kernel],
      ['failed', image.failedAt],
    ]),
    ...statusRows(image).map(([label, text]): Row => [label === 'reason' ? 'reason' : `${label} status`, text]),
    ...logRows(image),
    ...onlyKnown([['fingerprint', fingerprint]]),
  ]);
}

function logRows({ logs }: ReportedImage): Row[] {
  return logs.flatMap(({ group, name }): Row[] => (group === null ? [] : [['log stream', `${group} ${name}`]]));
}

function section(title: string, rows: readonly Row[]): Block[] {
  return rows.length === 0 ? [] : [heading(title), { kind: 'rows', rows }];
}

function heading(text: string): Block {
  return { kind: 'heading', level: 2, text };
}

function whatFailed({ failure }: Diagnosis): Block[] {
  if (failure === null) return [];
  const spine = spineOf(failure).join(' › ');
  return section('What failed', [...onlyKnown([['place', spine]]), ...failureRows(failure)]);
}

function evidence({ rootCause }: Diagnosis): Block[] {
  return quotes((rootCause?.evidence ?? []).slice(0, MOST_QUOTES));
}

function decisiveLine({ rootCause }: Diagnosis): Block[] {
  return quotes((rootCause?.evidence ?? []).slice(0, 1));
}

function quotes(shown: readonly Quote[]): Block[] {
  return shown.length === 0 ? [] : [heading('The line that decides'), ...shown.map(quoted)];
}

/** Context beyond this is in the log window. */
const MOST_QUOTES = 5;

function quoted(quote: Quote): Block {
  return { kind: 'verbatim', language: 'log', place: placeOf(quote), text: quote.text };
}

function remedyTitles({ remedies }: Diagnosis): Block[] {
  const open = remedies.filter(({ applies }) => applies !== 'no');
  const items = open.map(({ title, applies }) => (applies === 'yes' ? title : `${title} (may help)`));
  return open.length === 0 ? [] : [heading('What to do'), { kind: 'items', items }];
}

function chain({ chain: links }: Diagnosis): Block[] {
  return section(
    'How it came to this',
    links.map(({ layer, what }) => [layer, what]),
  );
}

function alternatives({ alternatives: others }: Diagnosis): Block[] {
  return listSection('Also possible', others.map(alternativeText));
}

function alternativeText(other: Alternative): string {
  return `${other.title}. ${certainty(other)} Not first: ${other.whyNotFirst}.`;
}

function gaps({ gaps: unseen }: Diagnosis): Block[] {
  return listSection('What could not be seen', unseen.map(gapText));
}

function gapText({ what, why, toSeeIt }: Gap): string {
  return `${what}: ${why}. To see it: ${toSeeIt}.`;
}

function listSection(title: string, items: readonly string[]): Block[] {
  return items.length === 0 ? [] : [heading(title), { kind: 'items', items }];
}

function dismissed({ dismissed: matches }: Diagnosis): Block[] {
  const items = matches.map(({ pattern, line, why }) => `${pattern}${line === null ? '' : `, line ${line}`}: ${why}`);
  return items.length === 0 ? [] : [folded('Looks like a cause, but is not', [{ kind: 'items', items }])];
}

function logWindow({ logWindow: lines }: Diagnosis): Block[] {
  const [first] = lines;
  if (first === undefined) return [];
  const text = lines.map((line) => `${line.time ?? ''} ${line.text}`.trimStart()).join('\n');
  return [folded('The log around it', [{ kind: 'verbatim', language: 'log', place: placeOf(first), text }])];
}

function configuration({ image }: Diagnosis): Block[] {
  if (image.configuration === null) return [];
  return [folded('Image configuration', [{ kind: 'verbatim', language: 'yaml', text: image.configuration.trimEnd() }])];
}

function folded(title: string, blocks: readonly Block[]): Block {
  return { kind: 'folded', title, blocks };
}
