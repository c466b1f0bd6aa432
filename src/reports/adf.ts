// Blocks in Atlassian Document Format (https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/), the rich text of
// Jira Cloud. Text nodes hold no markup, so nothing needs an escape; only links must be chosen with care.

import { isWebAddress, pieces, type Block } from './telling/blocks.ts';

interface Mark {
  readonly type: 'code' | 'strong' | 'link';
  readonly attrs?: { readonly href: string };
}

interface TextNode {
  readonly type: 'text';
  readonly text: string;
  readonly marks?: readonly Mark[];
}

interface AdfNode {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, string | number>>;
  readonly content?: readonly (AdfNode | TextNode)[];
}

export interface AdfDocument {
  readonly version: 1;
  readonly type: 'doc';
  readonly content: readonly AdfNode[];
}

/** The document of blocks; the folded ones become expands. */
export function adf(blocks: readonly Block[]): AdfDocument {
  return { version: 1, type: 'doc', content: blocks.flatMap(set) };
}

function set(block: Block): AdfNode[] {
  switch (block.kind) {
    case 'heading':
      return [{ type: 'heading', attrs: { level: block.level }, content: prose(block.text) }];
    case 'paragraph':
      return [paragraph(prose(block.text))];
    case 'rows':
      return [
        list(
          'bulletList',
          block.rows.map(([label, text]) => [row(label, text)]),
        ),
      ];
    case 'items':
      return [
        list(
          'bulletList',
          block.items.map((item) => [paragraph(prose(item))]),
        ),
      ];
    case 'steps':
      return [list('orderedList', block.steps.map(step))];
    case 'verbatim':
      return [...place(block.place), codeBlock(block.text, block.language === 'log' ? 'text' : block.language)];
    case 'links':
      return [
        list(
          'bulletList',
          block.urls.map((url) => [paragraph([link(url)])]),
        ),
      ];
    case 'folded':
      return [{ type: 'expand', attrs: { title: block.title }, content: block.blocks.flatMap(set) }];
  }
}

function paragraph(content: readonly TextNode[]): AdfNode {
  return { type: 'paragraph', content };
}

function list(type: 'bulletList' | 'orderedList', items: readonly (readonly AdfNode[])[]): AdfNode {
  return { type, content: items.map((content) => ({ type: 'listItem', content })) };
}

function row(label: string, text: string): AdfNode {
  return paragraph([...plain(`${label}: `, { type: 'strong' }), ...plain(text, { type: 'code' })]);
}

function step({ text, command }: { readonly text: string; readonly command: string | null }): AdfNode[] {
  const said = paragraph(prose(text));
  return command === null ? [said] : [said, codeBlock(command, 'bash')];
}

function place(text: string | undefined): AdfNode[] {
  return text === undefined || text === '' ? [] : [paragraph(plain(text, { type: 'code' }))];
}

function codeBlock(text: string, language: string): AdfNode {
  return { type: 'codeBlock', attrs: { language }, content: plain(text) };
}

function link(url: string): TextNode {
  return { type: 'text', text: url, ...(isWebAddress(url) && { marks: [{ type: 'link', attrs: { href: url } }] }) };
}

function prose(text: string): TextNode[] {
  return pieces(text).flatMap((piece) => plain(piece.text, ...(piece.isCode ? [{ type: 'code' } as const] : [])));
}

/** A text node must not be empty. */
function plain(text: string, ...marks: readonly Mark[]): TextNode[] {
  return text === '' ? [] : [{ type: 'text', text, ...(marks.length > 0 && { marks }) }];
}
