// The remedies of a diagnosis as text: those that apply in full, with the commands and the config lines one types; those that may
// apply with what would decide it; those that do not with the reason alone, because a reader who finds them elsewhere wants to know.

import type { Diagnosis, Remedy } from '../../model/diagnosis.ts';
import { configYaml } from './config-yaml.ts';
import { copied, headed, paragraph, type Page } from './layout.ts';

/** Three groups under headings of their own. */
export function remedies({ remedies: all, verdict }: Diagnosis, page: Page): string[] {
  if (all.length === 0) return verdict === 'recognised' ? noneKnown(page) : [];
  const blocks = (applies: Remedy['applies'], lines: (remedy: Remedy, page: Page) => string[]) =>
    all.filter((remedy) => remedy.applies === applies).map((remedy) => lines(remedy, page));
  return apart([
    headed('What to do', apart(blocks('yes', inFull)), page),
    headed('What may help', apart(blocks('unknown', inFull)), page),
    headed('What does not apply here', blocks('no', inShort).flat(), page),
  ]);
}

function noneKnown(page: Page): string[] {
  return headed('What to do', ['  No remedy is known.'], page);
}

/** The blocks with a blank line between them. */
function apart(blocks: readonly (readonly string[])[]): string[] {
  return blocks.filter((lines) => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function inFull(remedy: Remedy, page: Page): string[] {
  const { good, doubtful } = page.palette;
  return [
    ...paragraph(remedy.title, page, { lead: '  * ', paint: remedy.applies === 'yes' ? good : doubtful }),
    ...whyLines(remedy, page),
    ...remedy.steps.flatMap((step, index) => [
      ...paragraph(step.text, page, { lead: `    ${index + 1}. ` }),
      ...(step.command === null ? [] : copied(step.command, page, '       $ ')),
    ]),
    ...patchLines(remedy, page),
    ...afterwards(remedy, page),
  ];
}

function whyLines({ applies, because }: Remedy, page: Page): string[] {
  if (because.length === 0) return [];
  const says = applies === 'yes' ? 'Applies' : 'Not known to apply';
  return paragraph(`${says}: ${because.join('; ')}`, page, { lead: '    ', paint: page.palette.quiet });
}

function patchLines({ patch }: Remedy, page: Page): string[] {
  if (patch === null) return [];
  return ['    In image-config.yaml:', ...copied(configYaml(patch).join('\n'), page, '       ')];
}

function afterwards({ pitfalls, expect, references }: Remedy, page: Page): string[] {
  return [
    ...pitfalls.flatMap((pitfall) => paragraph(`Note: ${pitfall}`, page, { lead: '    ' })),
    ...(expect === null ? [] : paragraph(`It worked when: ${expect}`, page, { lead: '    ' })),
    ...references.flatMap((reference) => paragraph(reference, page, { lead: '    ', paint: page.palette.quiet })),
  ];
}

function inShort({ title, because }: Remedy, page: Page): string[] {
  return paragraph(because.length === 0 ? title : `${title}: ${because.join('; ')}`, page, { lead: '  - ' });
}
