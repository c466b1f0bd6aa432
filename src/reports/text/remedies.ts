// The remedies of a diagnosis as text: those that apply in full, with the commands and the config lines one types; those that may
// apply with what would decide it; those that do not with the reason alone, because a reader who finds them elsewhere wants to know.
// The text is made of blocks, so that a screen knows which of its lines a person may want to copy.

import type { Diagnosis, Remedy } from '../../model/diagnosis.ts';
import { configYaml } from '../../wording/config-yaml.ts';
import { REMEDY_GROUPS, whyItApplies } from '../words.ts';
import { copied, paragraph, type Page } from './layout.ts';

/** Some lines of the page, and what a person would copy from them. */
export interface Block {
  readonly lines: readonly string[];
  readonly copy: Copyable | null;
}

export interface Copyable {
  readonly what: 'command' | 'address' | 'change of the configuration';
  readonly text: string;
}

/** How the change of a configuration is shown; a screen that knows the configuration shows a diff instead. */
export type ShowPatch = (patch: NonNullable<Remedy['patch']>, page: Page) => readonly string[];

/** Three groups under headings of their own. */
export function remedies(diagnosis: Diagnosis, page: Page): string[] {
  return remedyBlocks(diagnosis, page, asLines).flatMap(({ lines }) => lines);
}

/** What there is to do, by title only. */
export function remedyTitles({ remedies: all, verdict }: Diagnosis, page: Page): string[] {
  const { good, doubtful } = page.palette;
  const open = all.filter(({ applies }) => applies !== 'no');
  if (open.length === 0) return verdict === 'recognised' ? ['  No remedy is known.'] : [];
  return open.flatMap(({ title, applies }) =>
    paragraph(applies === 'yes' ? title : `${title} (may help)`, page, {
      lead: '  * ',
      paint: applies === 'yes' ? good : doubtful,
    }),
  );
}

/** The three groups as blocks. */
export function remedyBlocks({ remedies: all, verdict }: Diagnosis, page: Page, showPatch: ShowPatch): Block[] {
  if (all.length === 0)
    return verdict === 'recognised' ? [text(heading('What to do', page), '  No remedy is known.')] : [];
  const of = (applies: Remedy['applies']) => all.filter((remedy) => remedy.applies === applies);
  const inFull = (remedy: Remedy) => fullBlocks(remedy, page, showPatch);
  const ruledOut = (remedy: Remedy) => text(...inShort(remedy, page));
  return apart(
    REMEDY_GROUPS.map(({ applies, title }) =>
      group(title, applies === 'no' ? of(applies).map(ruledOut) : apart(of(applies).map(inFull)), page),
    ),
  );
}

function group(title: string, blocks: readonly Block[], page: Page): Block[] {
  return blocks.length === 0 ? [] : [text(heading(title, page)), ...blocks];
}

function heading(title: string, { palette }: Page): string {
  return palette.heading(title);
}

function text(...lines: readonly string[]): Block {
  return { lines, copy: null };
}

/** The groups with a blank line between them. */
function apart(groups: readonly (readonly Block[])[]): Block[] {
  return groups
    .filter((blocks) => blocks.length > 0)
    .flatMap((blocks, index) => (index === 0 ? blocks : [text(''), ...blocks]));
}

function fullBlocks(remedy: Remedy, page: Page, showPatch: ShowPatch): Block[] {
  const { good, doubtful } = page.palette;
  return [
    text(
      ...paragraph(remedy.title, page, { lead: '  * ', paint: remedy.applies === 'yes' ? good : doubtful }),
      ...whyLines(remedy, page),
    ),
    ...remedy.steps.flatMap((step, index) => stepBlocks(step, index, page)),
    ...patchBlocks(remedy, page, showPatch),
    text(...afterwards(remedy, page)),
    ...remedy.references.map((reference) => addressBlock(reference, page)),
  ];
}

function stepBlocks(step: Remedy['steps'][number], index: number, page: Page): Block[] {
  const said = text(...paragraph(step.text, page, { lead: `    ${index + 1}. ` }));
  if (step.command === null) return [said];
  const copy = { what: 'command', text: step.command } as const;
  return [said, { lines: copied(step.command, page, '       $ '), copy }];
}

function whyLines(remedy: Remedy, page: Page): string[] {
  const why = whyItApplies(remedy);
  return why === '' ? [] : paragraph(why, page, { lead: '    ', paint: page.palette.quiet });
}

function patchBlocks({ patch }: Remedy, page: Page, showPatch: ShowPatch): Block[] {
  if (patch === null) return [];
  const copy = { what: 'change of the configuration', text: configYaml(patch).join('\n') } as const;
  return [text('    In image-config.yaml:'), { lines: showPatch(patch, page), copy }];
}

const asLines: ShowPatch = (patch, page) => copied(configYaml(patch).join('\n'), page, '       ');

function afterwards({ pitfalls, expect }: Remedy, page: Page): string[] {
  return [
    ...pitfalls.flatMap((pitfall) => paragraph(`Note: ${pitfall}`, page, { lead: '    ' })),
    ...(expect === null ? [] : paragraph(`It worked when: ${expect}`, page, { lead: '    ' })),
  ];
}

function addressBlock(address: string, page: Page): Block {
  const lines = paragraph(address, page, { lead: '    ', paint: page.palette.quiet });
  return { lines, copy: { what: 'address', text: address } };
}

function inShort({ title, because }: Remedy, page: Page): string[] {
  return paragraph(because.length === 0 ? title : `${title}: ${because.join('; ')}`, page, { lead: '  - ' });
}
