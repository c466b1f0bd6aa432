// Why a pattern matches a log, or does not: which of its expressions are found where, whether its conditions hold, and what the doctor
// makes of its matches.

import { explainPattern, type ExplainedExpression } from '../../catalog/explain.ts';
import { openCatalog } from '../../catalog/shipped.ts';
import { examine, type Examined } from '../../doctor.ts';
import type { Match, Pattern } from '../../model/catalog.ts';
import type { Diagnosis } from '../../model/diagnosis.ts';
import { EXIT, type ExitCode } from '../../model/trouble.ts';
import { headed, paragraph, quoted, type Page } from '../../reports/text/layout.ts';
import { count } from '../../wording/counts.ts';
import { neutralise } from '../../wording/neutralise.ts';
import type { Session } from '../session.ts';
import { evidenceFrom } from './evidence-from.ts';
import { findPattern } from './find-pattern.ts';
import { printJson } from './print-json.ts';

/** More places than this say no more. */
const MOST_PLACES = 5;

/** Prints the explanation. */
export async function explain(id: string, session: Session): Promise<ExitCode> {
  const catalog = await openCatalog(session.settings.patterns);
  const pattern = findPattern(catalog, id);
  const examined = examine(await evidenceFrom(session), { catalog });
  const diagnosis = session.redactor.value(examined.diagnosis);
  const { expressions: found, matches } = explainPattern(pattern, examined.run);
  const expressions = found.map((one) => ({ ...one, names: session.redactor.value(one.names) }));
  const said = verdictOn(pattern, { ...examined, diagnosis }, matches);
  if (session.settings.format === 'json') {
    const places = matches.map(({ at }) => numberOf(at, examined));
    return printJson(
      { pattern: pattern.id, expressions: expressions.map((one) => inNumbers(one, examined)), matches: places, said },
      session,
    );
  }
  const lines = [
    session.page.palette.heading(pattern.id),
    '',
    ...headed(
      'Its expressions',
      expressions.flatMap((one) => expressionLines(one, examined, session.page)),
      session.page,
    ),
    '',
    ...headed('Its matches', matchLines(matches, examined, session), session.page),
    '',
    ...paragraph(said, session.page),
  ];
  await session.print(neutralise(`${lines.join('\n')}\n`));
  return EXIT.done;
}

function expressionLines({ path, source, at, names }: ExplainedExpression, examined: Examined, page: Page): string[] {
  const where = names === null ? placesOf(at, examined) : names.length === 0 ? 'in no name' : names.join(', ');
  return [...paragraph(`${path}: ${where}`, page, { lead: '  ' }), ...quoted(source, page, { indent: '    ' })];
}

function placesOf(at: readonly number[], examined: Examined): string {
  if (at.length === 0) return 'found nowhere';
  const numbers = at.slice(0, MOST_PLACES).map((place) => numberOf(place, examined));
  return `found in ${count(at.length, 'line')}: ${numbers.join(', ')}${at.length > MOST_PLACES ? ', …' : ''}`;
}

/** The number a person finds in the file. */
function numberOf(at: number, { run }: Examined): number {
  return run.events[at]?.line.ordinal ?? at + 1;
}

function inNumbers(one: ExplainedExpression, examined: Examined) {
  return { ...one, at: one.at.map((place) => numberOf(place, examined)) };
}

function matchLines(matches: readonly Match[], examined: Examined, { page, redactor }: Session): string[] {
  if (matches.length === 0)
    return ['  none: its expressions are not found together, in reach of each other and in its scope'];
  return matches.slice(0, MOST_PLACES).flatMap((match) => {
    const event = examined.run.events[match.at];
    const hollow = event?.hollow ? `, but the line is only shown (${event.hollow})` : '';
    const captured = Object.entries(match.captures).map(([name, value]) => `${name} = ${value}`);
    return [
      ...paragraph(`line ${numberOf(match.at, examined)}${hollow}`, page, { lead: '  ' }),
      ...quoted(redactor.text(event?.line.text ?? ''), page, { indent: '    ' }),
      ...captured.flatMap((pair) => paragraph(redactor.text(pair), page, { lead: '    ' })),
    ];
  });
}

function verdictOn(
  { id }: Pattern,
  { diagnosis }: { readonly diagnosis: Diagnosis },
  matches: readonly Match[],
): string {
  const { rootCause, alternatives, dismissed, verdict } = diagnosis;
  if (rootCause?.pattern === id) return `It is the root cause: ${rootCause.because.join('; ')}.`;
  const cause =
    rootCause === null
      ? `The verdict is ${verdict}`
      : `The root cause is ${rootCause.pattern ?? `located: ${rootCause.title}`}`;
  const other = alternatives.find(({ pattern }) => pattern === id);
  if (other !== undefined) return `${cause}; this one is also possible. Not first: ${other.whyNotFirst}.`;
  const put = dismissed.find(({ pattern }) => pattern === id);
  if (put !== undefined) return `${cause}; this one does not count: ${put.why}.`;
  return matches.length === 0
    ? `${cause}; this one does not match.`
    : `${cause}; this one is part of what led there or followed.`;
}
