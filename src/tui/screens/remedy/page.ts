// The page of remedies: its lines, and which of them belong to something that can be copied.

import type { Diagnosis } from '../../../model/diagnosis.ts';
import type { Page } from '../../../reports/text/layout.ts';
import { remedyBlocks, type Block, type Copyable } from '../../../reports/text/remedies.ts';
import { eachString } from '../../../wording/each-string.ts';
import { neutralise } from '../../../wording/neutralise.ts';
import { patchLines } from './patch-lines.ts';
import type { Theme } from '../../theme.ts';

export interface RemedyPage {
  readonly lines: readonly string[];
  readonly items: readonly Item[];
}

/** Something that can be copied, and the lines it stands in. */
export interface Item {
  readonly copy: Copyable;
  readonly from: number;
  /** The line after its last one. */
  readonly to: number;
}

/** The page for a diagnosis, `config` being the configuration that failed, where it is known. */
export function remedyPage(diagnosis: Diagnosis, page: Page & { palette: Theme }, config: string | null): RemedyPage {
  const showPatch = patchLines(config, page.palette);
  const blocks = remedyBlocks(eachString(diagnosis, neutralise), page, showPatch);
  return { lines: blocks.flatMap(({ lines }) => lines), items: itemsOf(blocks) };
}

function itemsOf(blocks: readonly Block[]): Item[] {
  const items: Item[] = [];
  let from = 0;
  for (const { lines, copy } of blocks) {
    if (copy !== null) items.push({ copy, from, to: from + lines.length });
    from += lines.length;
  }
  return items;
}
