// The remedies in blocks: those that apply or may apply with all that one types, those that do not with the reason.

import type { Diagnosis, Remedy } from '../../model/diagnosis.ts';
import { configYaml } from '../../wording/config-yaml.ts';
import { REMEDY_GROUPS, whyItApplies } from '../words.ts';
import type { Block } from './blocks.ts';

/** A heading for each group that has remedies. */
export function remedyBlocks({ remedies, verdict }: Diagnosis): Block[] {
  if (remedies.length === 0) return verdict === 'recognised' ? noneKnown() : [];
  return REMEDY_GROUPS.flatMap(({ applies, title }): Block[] => {
    const own = remedies.filter((remedy) => remedy.applies === applies);
    if (own.length === 0) return [];
    return [{ kind: 'heading', level: 2, text: title }, ...(applies === 'no' ? inShort(own) : own.flatMap(inFull))];
  });
}

function noneKnown(): Block[] {
  return [
    { kind: 'heading', level: 2, text: 'What to do' },
    { kind: 'paragraph', text: 'No remedy is known.' },
  ];
}

function inShort(remedies: readonly Remedy[]): Block[] {
  const items = remedies.map(({ title, because }) =>
    because.length === 0 ? title : `${title}: ${because.join('; ')}`,
  );
  return [{ kind: 'items', items }];
}

function inFull(remedy: Remedy): Block[] {
  return [
    { kind: 'heading', level: 3, text: remedy.title },
    ...said(whyItApplies(remedy)),
    ...(remedy.steps.length === 0 ? [] : [{ kind: 'steps', steps: remedy.steps } as const]),
    ...patch(remedy),
    ...remedy.pitfalls.flatMap((pitfall) => said(`Note: ${pitfall}`)),
    ...(remedy.expect === null ? [] : said(`It worked when: ${remedy.expect}`)),
    ...(remedy.references.length === 0 ? [] : [{ kind: 'links', urls: remedy.references } as const]),
  ];
}

function said(text: string): Block[] {
  return text === '' ? [] : [{ kind: 'paragraph', text }];
}

function patch({ patch: change }: Remedy): Block[] {
  if (change === null) return [];
  return [
    { kind: 'paragraph', text: 'In `image-config.yaml`:' },
    { kind: 'verbatim', language: 'yaml', text: configYaml(change).join('\n') },
  ];
}
