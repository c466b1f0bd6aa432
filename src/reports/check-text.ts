// The findings of a check as a person reads them: what will fail first, each with its place, its reason and what to do.

import type { Checked, Finding } from '../model/checkup.ts';
import type { Remedy } from '../model/diagnosis.ts';
import { count } from '../wording/counts.ts';
import { neutralise } from '../wording/neutralise.ts';
import { configYaml } from '../wording/config-yaml.ts';
import { paragraph, type Page } from './text/layout.ts';

/** The page, with a line feed at its end. */
export function checkText({ path, facts, findings, gaps }: Checked, page: Page): string {
  const known = [facts.pclusterVersion && `ParallelCluster ${facts.pclusterVersion}`, facts.os, facts.arch].filter(
    Boolean,
  );
  const lines = [
    page.palette.heading(`${path}${known.length > 0 ? ` · ${known.join(' · ')}` : ''}`),
    ...paragraph(conclusion(findings), page, { paint: paintOf(findings, page) }),
    ...findings.flatMap((finding) => ['', ...findingLines(path, finding, page)]),
    ...gaps.flatMap(({ what, why, toSeeIt }) => ['', ...paragraph(`Not known: ${what}: ${why}; ${toSeeIt}.`, page)]),
  ];
  return `${neutralise(lines.join('\n'))}\n`;
}

function conclusion(findings: readonly Finding[]): string {
  const amount = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length;
  const [errors, warnings, notes] = [amount('error'), amount('warning'), amount('note')];
  if (errors > 0) return `This build would fail: ${count(errors, 'reason')} known.`;
  if (warnings > 0) return `This build may fail: ${count(warnings, 'reason')} known.`;
  if (notes > 0) return `Nothing certain is known against it; ${count(notes, 'failure')} cannot be ruled out yet.`;
  return 'Nothing is known against it.';
}

function paintOf(findings: readonly Finding[], { palette }: Page): (text: string) => string {
  if (findings.some(({ level }) => level === 'error')) return palette.bad;
  return findings.length > 0 ? palette.doubtful : palette.good;
}

function findingLines(path: string, finding: Finding, page: Page): string[] {
  const { level, rule, line, column, message, because, remedies } = finding;
  // What may not even concern this build is only named.
  const useful = level === 'note' ? [] : remedies.filter(({ applies }) => applies !== 'no');
  return [
    ...paragraph(`${path}:${line}:${column}: ${level}: ${message}`, page),
    ...paragraph(`${rule}${because.length > 0 ? `: ${because.join('; ')}` : ''}`, page, { lead: '  ' }),
    ...useful.flatMap((remedy) => remedyLines(remedy, page)),
  ];
}

function remedyLines({ title, applies, patch }: Remedy, page: Page): string[] {
  const sure = applies === 'yes' ? '' : ' (may help)';
  return [
    ...paragraph(`* ${title}${sure}`, page, { lead: '  ' }),
    ...(patch === null ? [] : configYaml(patch).map((line) => `      ${line}`)),
  ];
}
