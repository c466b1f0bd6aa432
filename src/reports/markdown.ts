// The report in GitHub Flavored Markdown (https://github.github.com/gfm/), to paste into an issue of GitHub or GitLab. A log can print
// Markdown and HTML: quoted lines stand in fences longer than any fence in them, facts in code spans, and in prose every character that
// could begin markup is escaped, mentions and references included, since a pasted `@name` would call somebody.

import type { Report } from '../model/diagnosis.ts';
import { bounded } from './bounded.ts';
import { isWebAddress, pieces, type Block } from './telling/blocks.ts';
import { tellReport } from './telling/report.ts';

/** The whole report, with a line feed at its end. */
export function reportMarkdown(report: Report): string {
  return markdown(tellReport(bounded(report), 'whole'));
}

/** Blocks in Markdown, a blank line between them. */
export function markdown(blocks: readonly Block[]): string {
  return `${blocks.map(set).join('\n\n')}\n`;
}

function set(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${prose(block.text)}`;
    case 'paragraph':
      return prose(block.text);
    case 'rows':
      return block.rows.map(([label, text]) => `- **${prose(label)}:** ${codeSpan(text)}`).join('\n');
    case 'items':
      return block.items.map((item) => `- ${prose(item)}`).join('\n');
    case 'steps':
      return block.steps.map(step).join('\n').trimEnd();
    case 'verbatim':
      return [...where(block.place), fenced(block.text, block.language === 'log' ? 'text' : block.language)].join(
        '\n\n',
      );
    case 'links':
      return block.urls.map((url) => `- ${isWebAddress(url) ? `<${url}>` : codeSpan(url)}`).join('\n');
    case 'folded':
      return `<details>\n<summary>${summary(block.title)}</summary>\n\n${block.blocks.map(set).join('\n\n')}\n\n</details>`;
  }
}

function where(place: string | undefined): string[] {
  return place === undefined || place === '' ? [] : [`${codeSpan(place)}:`];
}

function step({ text, command }: { readonly text: string; readonly command: string | null }, index: number): string {
  const marker = `${index + 1}. `;
  const below = command === null ? '' : `\n\n${indented(fenced(command, 'sh'), marker.length)}\n`;
  return `${marker}${prose(text)}${below}`;
}

function indented(text: string, columns: number): string {
  return text.replace(/^/gm, ' '.repeat(columns));
}

/** A fence is closed only by one that is at least as long. */
function fenced(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

function codeSpan(text: string): string {
  const line = text.replaceAll('\n', ' ');
  const ticks = '`'.repeat(longestRun(line) + 1);
  const room = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return line.trim() === '' ? '' : `${ticks}${room}${line}${room}${ticks}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

/** An address in prose would become a link by itself: it is code instead. */
const ADDRESS = /((?:[a-z][a-z0-9+.-]{1,15}:\/\/|www\.|mailto:|xmpp:)[^\s`]+)/i;

function prose(text: string): string {
  return pieces(text.replaceAll('\n', ' '))
    .map((piece) => (piece.isCode ? codeSpan(piece.text) : plain(piece.text)))
    .join('');
}

function plain(text: string): string {
  return text
    .split(ADDRESS)
    .map((part) => (ADDRESS.test(part) ? codeSpan(part) : escaped(part)))
    .join('');
}

const INVISIBLE = '&#8203;';

function escaped(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>&~|$^=]/g, String.raw`\$&`)
    .replace(/[@#](?=\w)|(?<=\bGH)-(?=\d)|:(?=(?:[a-z+-][\w+-]{0,40}|100|1234):)/gi, `$&${INVISIBLE}`)
    .replace(/^(\s*(?:\d{1,9}(?=[.)]))?)([-+#.)])(?=\s|#|$)/, String.raw`$1\$2`);
}

/** The summary stands inside a line of HTML. */
function summary(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[@#`*_~[\]\\$:](?!\d+;)/g, (character) => `&#${character.charCodeAt(0)};${INVISIBLE}`);
}
