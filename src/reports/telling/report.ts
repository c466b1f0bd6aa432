// A whole report in blocks: over several builds the causes with their builds come first, then each build; what was hidden, and what made the
// report, at the end.

import type { Group, Report } from '../../model/diagnosis.ts';
import { count, listed } from '../../wording/counts.ts';
import { hidden } from '../hidden.ts';
import type { Block } from './blocks.ts';
import { tell, type Detail } from './tell.ts';

/** Of a bounded report. */
export function tellReport(report: Report, detail: Detail): Block[] {
  const { diagnoses } = report;
  return [
    ...(diagnoses.length === 1 ? [] : overview(report)),
    ...diagnoses.flatMap((diagnosis) => tell(diagnosis, detail)),
    ...colophon(report),
  ];
}

/** `3 image builds: 2 recognised, 1 inconclusive`, and the causes. */
export function overview({ summary, groups }: Report): Block[] {
  const counted = [
    [summary.recognised, 'recognised'],
    [summary.located, 'located'],
    [summary.inconclusive, 'inconclusive'],
    [summary.notFailed, 'not failed'],
  ] as const;
  const verdicts = counted.filter(([amount]) => amount > 0).map(([amount, verdict]) => `${amount} ${verdict}`);
  const text = [count(summary.examined, 'image build'), verdicts.join(', ')].filter(Boolean).join(': ');
  return [{ kind: 'heading', level: 1, text }, ...causes(groups)];
}

function causes(groups: readonly Group[]): Block[] {
  if (groups.length === 0) return [];
  const items = groups.map(({ title, images, fingerprint }) => {
    const names = images.map(({ id }) => id ?? 'a build without a name');
    return `${title} (${fingerprint}): ${listed(names)}`;
  });
  return [
    { kind: 'heading', level: 2, text: 'Causes' },
    { kind: 'items', items },
  ];
}

/** What was hidden, and what made this. */
export function colophon({
  generator,
  redaction,
  generatedAt,
}: Pick<Report, 'generator' | 'redaction' | 'generatedAt'>): Block[] {
  const { name, version, catalog } = generator;
  const made = `Made by ${name} ${version} with ${count(catalog.patterns, 'pattern')} (${catalog.digest.slice(0, 19)}) at ${generatedAt}.`;
  return [{ kind: 'paragraph', text: [hidden(redaction), made].filter(Boolean).join(' ') }];
}
