// The page of remedies: its lines, and which of them belong to something that can be copied.

import wrapAnsi from 'wrap-ansi';
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
  const blocks = remedyBlocks(eachString(diagnosis, neutralise), page, showPatch).map((block) =>
    broken(block, page.width),
  );
  return { lines: blocks.flatMap(({ lines }) => lines), items: itemsOf(blocks) };
}

/** On a screen a command is broken, so that all of it can be read; it is copied whole. */
function broken({ lines, copy }: Block, width: number): Block {
  return { copy, lines: lines.flatMap((line) => brokenLine(line, width)) };
}

function brokenLine(line: string, width: number): string[] {
  const [lead = ''] = /^ *(?:\$ )?/.exec(line) ?? [];
  const pieces = wrapAnsi(line.slice(lead.length), Math.max(1, width - lead.length), { hard: true, trim: false }).split(
    '\n',
  );
  return pieces.map((piece, index) => `${index === 0 ? lead : ' '.repeat(lead.length)}${piece.trimStart()}`);
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
