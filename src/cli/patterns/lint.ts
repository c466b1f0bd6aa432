// Lint of a site's patterns, or of the shipped ones.

import { catalogOf } from '../../catalog/catalog.ts';
import { foundBy, type FoundBy } from '../../catalog/engines.ts';
import { lintPatterns, type Finding, type Scene } from '../../catalog/lint.ts';
import { readPatternFolder } from '../../catalog/load.ts';
import { openWholeCatalog } from '../../catalog/shipped.ts';
import { matchSample } from '../../doctor.ts';
import type { Pattern } from '../../model/catalog.ts';
import { EXIT, type ExitCode } from '../../model/trouble.ts';
import { count } from '../../wording/counts.ts';
import { neutraliseLine } from '../../wording/neutralise.ts';
import type { Session } from '../session.ts';
import { goodBuildLogs } from './good-builds.ts';
import { printJson } from './print-json.ts';

/** A finding, with its place where a file could not be read. */
interface Placed extends Finding {
  readonly where: string;
}

/** Prints what is wrong, and by which engine expressions are found; exits 9 when something is wrong. */
export async function lint(session: Session): Promise<ExitCode> {
  const { patterns, findings } = await linted(session.settings.patterns);
  const code = findings.length === 0 ? EXIT.done : EXIT.catalogInvalid;
  const expressions = foundBy(patterns);
  if (session.settings.format === 'json') {
    return printJson({ patterns: patterns.length, findings, expressions }, session, code);
  }
  const lines = findings.map(({ where, rule, what }) => `${where}: [${rule}] ${what}`);
  const summary = `${count(patterns.length, 'pattern')}, ${count(findings.length, 'finding')}`;
  const said = [...lines, ...expressions.flatMap(slow), summary, ...enginesOf(expressions)];
  await session.print(said.map((line) => `${neutraliseLine(line)}\n`).join(''));
  return code;
}

/** Not wrong, but what its author should know. */
function slow({ pattern, expression, lines }: FoundBy): string[] {
  if (lines === 'with-literals') return [];
  return [
    `${pattern}: requires no text of three characters or more, so that every line of a log is searched: ${expression}`,
  ];
}

function enginesOf(expressions: readonly FoundBy[]): string[] {
  if (expressions.length === 0) return [];
  const native = expressions.filter(({ engine }) => engine === 'javascript').length;
  return [
    `${count(expressions.length, 'expression')}, in linear time: ${native} by JavaScript's engine, ${expressions.length - native} by RE2`,
  ];
}

async function linted(folder: string | null): Promise<{ patterns: readonly Pattern[]; findings: readonly Placed[] }> {
  const shipped = await openWholeCatalog(null);
  const own = folder === null ? { patterns: shipped.patterns, mistakes: [] } : await readPatternFolder(folder);
  const scene = await sceneOf([...shipped.patterns, ...own.patterns]);
  const unread = own.mistakes.map(({ rule, path, line, column, what }): Placed => ({
    rule,
    pattern: path,
    where: `${path}:${line}:${column}`,
    what,
  }));
  const found = lintPatterns(own.patterns, scene).map((finding): Placed => ({ ...finding, where: finding.pattern }));
  return { patterns: own.patterns, findings: [...unread, ...found] };
}

async function sceneOf(all: readonly Pattern[]): Promise<Scene> {
  const catalog = catalogOf(all);
  const logs = await goodBuildLogs();
  return {
    patterns: catalog.patterns,
    find: (sample) => matchSample(catalog, sample),
    inGoodBuilds: logs.flatMap((text) => matchSample(catalog, { text, witness: 'log' })),
  };
}
