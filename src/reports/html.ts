// The report as one HTML file for people who have no terminal: no script, nothing loaded from elsewhere, readable in light and dark and on
// paper. Everything from outside is text; a policy in the file itself forbids scripts, should an escape ever be missed.

import type { Report, Verdict } from '../model/diagnosis.ts';
import { neutraliseLine } from '../wording/neutralise.ts';
import { bounded } from './bounded.ts';
import { STYLE } from './html-style.ts';
import { isWebAddress, pieces, type Block } from './telling/blocks.ts';
import { colophon, overview } from './telling/report.ts';
import { tell } from './telling/tell.ts';
import { buildName, headline } from './words.ts';

/** The whole document, with a line feed at its end. */
export function reportHtml(whole: Report): string {
  const report = bounded(whole);
  const { diagnoses } = report;
  const builds = diagnoses.map((diagnosis) => article(diagnosis.verdict, html(tell(diagnosis, 'whole'))));
  const isOne = diagnoses.length === 1;
  return htmlPage({
    title: titleOf(report),
    main: [...(isOne ? [] : [`<header>\n${html(overview(report))}\n</header>`]), ...builds],
    footer: html(colophon(report)),
  });
}

/** A whole document around parts that are HTML already. */
export function htmlPage({ title, main, footer }: HtmlParts): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    head(title),
    '<body>',
    '<main>',
    ...main,
    '</main>',
    `<footer>\n${footer}\n</footer>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

interface HtmlParts {
  readonly title: string;
  readonly main: readonly string[];
  readonly footer: string;
}

function titleOf({ diagnoses }: Report): string {
  const [first, second] = diagnoses;
  if (first === undefined || second !== undefined) return `${diagnoses.length} image builds – pc-doctor`;
  return neutraliseLine(`${buildName(first)}: ${headline(first)} – pc-doctor`);
}

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

function head(title: string): string {
  return [
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${text(title)}</title>`,
    `<style>\n${STYLE}</style>`,
    '</head>',
  ].join('\n');
}

function article(verdict: Verdict, content: string): string {
  return `<article class="${verdict}">\n${content}\n</article>`;
}

/** Blocks as HTML. */
export function html(blocks: readonly Block[]): string {
  return blocks.map(set).join('\n');
}

function set(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${prose(block.text)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${prose(block.text)}</p>`;
    case 'rows':
      return `<dl>\n${block.rows.map(([label, value]) => `<dt>${text(label)}</dt><dd>${text(value)}</dd>`).join('\n')}\n</dl>`;
    case 'items':
      return list('ul', block.items.map(prose));
    case 'steps':
      return list('ol', block.steps.map(step));
    case 'verbatim':
      return `<figure class="${block.language}">${caption(block.place)}<pre dir="ltr">${text(block.text)}</pre></figure>`;
    case 'links':
      return list('ul', block.urls.map(link));
    case 'folded':
      return `<details>\n<summary>${text(block.title)}</summary>\n${html(block.blocks)}\n</details>`;
  }
}

function list(element: 'ul' | 'ol', items: readonly string[]): string {
  return `<${element}>\n${items.map((item) => `<li>${item}</li>`).join('\n')}\n</${element}>`;
}

function step({ text: said, command }: { readonly text: string; readonly command: string | null }): string {
  return command === null ? prose(said) : `${prose(said)}<pre class="command" dir="ltr">${text(command)}</pre>`;
}

function caption(place: string | undefined): string {
  return place === undefined || place === '' ? '' : `<figcaption>${text(place)}</figcaption>`;
}

function link(url: string): string {
  return isWebAddress(url) ? `<a href="${text(url)}" rel="noopener noreferrer">${text(url)}</a>` : text(url);
}

function prose(raw: string): string {
  return pieces(raw)
    .map((piece) => (piece.isCode ? `<code>${text(piece.text)}</code>` : text(piece.text)))
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML. A line feed after `<pre>` is dropped by browsers, so there is none. */
export function text(raw: string): string {
  return raw.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
