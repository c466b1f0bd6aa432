// The change of a configuration as a person checks it: a diff of the very file that failed where it is known, else the lines to put in.

import { structuredPatch } from 'diff';
import { patchConfig } from '../../../remedies/config-patch.ts';
import { copied, paragraph } from '../../../reports/text/layout.ts';
import type { ShowPatch } from '../../../reports/text/remedies.ts';
import { configYaml } from '../../../wording/config-yaml.ts';
import { neutraliseLine } from '../../../wording/neutralise.ts';
import type { Theme } from '../../theme.ts';

const INDENT = '       ';
/** As many lines around a change as `diff -u` shows. */
const CONTEXT = 3;

/** Shows patches against a configuration; null when it is not known. */
export function patchLines(config: string | null, theme: Theme): ShowPatch {
  if (config === null) return (change, page) => copied(configYaml(change).join('\n'), page, INDENT);
  return (change, page) => {
    const { text, problem } = patchConfig(config, change);
    if (text !== null) return diffLines(config, text, theme);
    return [
      ...paragraph(`The configuration given cannot be changed: ${problem}. These are the lines:`, page, {
        lead: '    ',
      }),
      ...copied(configYaml(change).join('\n'), page, INDENT),
    ];
  };
}

function diffLines(before: string, after: string, theme: Theme): string[] {
  if (before === after) return [`${INDENT}${theme.quiet('(it has these values already)')}`];
  const { hunks } = structuredPatch('', '', before, after, undefined, undefined, { context: CONTEXT });
  return hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    `${INDENT}${theme.quiet(`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`)}`,
    ...lines.map((line) => `${INDENT}${paintOf(line, theme)(neutraliseLine(line))}`),
  ]);
}

function paintOf(line: string, { added, removed }: Theme): (text: string) => string {
  if (line.startsWith('+')) return added;
  return line.startsWith('-') ? removed : String;
}
