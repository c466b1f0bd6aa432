// One pattern of the catalog as text for people: what it is, how it is told, whom it affects, what to do.

import type { Conditions, Matcher, Pattern } from '../../model/catalog.ts';
import { readRange } from '../../model/conditions.ts';
import { copied, headed, paragraph, rows, type Page } from '../text/layout.ts';

/** The page of a pattern, with a line feed at its end. */
export function patternText(pattern: Pattern, page: Page): string {
  const { palette } = page;
  const parts = [
    [palette.heading(pattern.id), ...paragraph(pattern.title, page)],
    paragraph(pattern.explanation, page),
    rows(factRows(pattern), page),
    headed('How it is told', matcherLines(pattern.match, page, '  '), page),
    headed(
      'What to do',
      pattern.remedies.flatMap((remedy) => remedyLines(remedy, page)),
      page,
    ),
    headed(
      'References',
      pattern.references.flatMap((reference) => paragraph(reference, page, { lead: '  ' })),
      page,
    ),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function factRows({
  kind,
  layer,
  affects,
  since,
  beforeBuild,
  refines,
  leadsTo,
  knownIssue,
  hits,
  misses,
}: Pattern): [string, string][] {
  const pairs: [string, string | null][] = [
    ['kind', kind],
    ['layer', layer],
    ['affects', conditionWords(affects)],
    ['since', since === null ? null : `${since.date}: ${since.what}`],
    ['foreseen', beforeBuild === null ? null : beforeBuild.says],
    ['refines', refines.join(', ')],
    ['leads to', leadsTo.join(', ')],
    ['known issue', knownIssue],
    ['proof', `${hits.length} hits, ${misses.length} near misses`],
  ];
  return pairs.flatMap(([label, text]): [string, string][] => (text === null || text === '' ? [] : [[label, text]]));
}

/** `ParallelCluster 3.3.0 to 3.4.1; ubuntu2004; x86_64`; empty without conditions. */
export function conditionWords({ pcluster, os, arch }: Conditions): string {
  return [
    pcluster === undefined ? '' : `ParallelCluster ${readRange(pcluster)}`,
    os?.join(', ') ?? '',
    arch?.join(', ') ?? '',
  ]
    .filter((part) => part !== '')
    .join('; ');
}

function matcherLines(matcher: Matcher, page: Page, indent: string): string[] {
  if (matcher.any) {
    return [`${indent}any of`, ...matcher.any.flatMap((inner) => matcherLines(inner, page, `${indent}  `))];
  }
  const lines = matcher.line === undefined ? (matcher.sequence ?? matcher.all ?? []) : [matcher.line];
  const how = matcher.sequence ? 'lines in this order' : matcher.all ? 'lines in any order' : 'a line';
  return [
    ...paragraph(`${how}${reachWords(matcher)}`, page, { lead: indent }),
    ...lines.flatMap((line) => copied(line, page, `${indent}  `)),
    ...(matcher.unless ?? []).flatMap((line) => copied(line, page, `${indent}  unless `)),
  ];
}

function reachWords({ within, in: scope }: Matcher): string {
  const reach =
    within === undefined ? '' : within === 'block' ? ' of one Chef error block' : `, within ${within} lines`;
  const places = Object.entries(scope ?? {}).map(([name, values]) => `${name} ${String(values)}`);
  return places.length === 0 ? reach : `${reach}, only in ${places.join(' and ')}`;
}

function remedyLines({ title, when, steps }: Pattern['remedies'][number], page: Page): string[] {
  const condition = conditionWords(when);
  return [
    ...paragraph(title, page, { lead: '  * ', paint: page.palette.good }),
    ...(condition === '' ? [] : paragraph(`For ${condition}`, page, { lead: '    ', paint: page.palette.quiet })),
    ...steps.flatMap(({ text, command }, index) => [
      ...paragraph(text, page, { lead: `    ${index + 1}. ` }),
      ...(command === null ? [] : copied(command, page, '       $ ')),
    ]),
  ];
}
