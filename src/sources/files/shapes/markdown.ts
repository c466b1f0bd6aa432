// The Markdown of an issue: prose, and excerpts in fences, each in a shape of its own. The prose is no log, but the template of the
// issue asks for the ParallelCluster version.

import type { ImageFacts } from '../../../model/evidence.ts';
import type { Head } from '../head.ts';

export interface Excerpt {
  readonly text: string;
  /** 1-based number of its first line in the file. */
  readonly line: number;
}

const FENCE = /^ {0,3}(?:> ?)?(`{3,}|~{3,})\s*[\w+-]*\s*$/;
/** A build log may print fences too, but not among prose. */
const LOG_MARK = /^(?:\S+Z )?(?:Stdout|Stderr|CmdExecution|Step|Phase|Document|ExecuteBash)\b/;
const VERSION = /\bParallelCluster version[^\d\n]{0,40}v?(\d+\.\d+\.\d+)\b/i;

/** True for text that holds fenced excerpts and, around them, no log. */
export function isMarkdown({ text, whole }: Head): boolean {
  if (!whole) return false;
  const { excerpts, prose } = partsOf(text);
  return excerpts.length > 0 && prose.some((line) => /\w/.test(line)) && !prose.some((line) => LOG_MARK.test(line));
}

/** The fenced excerpts of a text, without the marks of a quotation. */
export function excerptsOf(text: string): readonly Excerpt[] {
  return partsOf(text).excerpts;
}

/** What the prose says about the image. */
export function proseFacts(text: string): Partial<ImageFacts> {
  return { pclusterVersion: VERSION.exec(partsOf(text).prose.join('\n'))?.[1] ?? null };
}

function partsOf(text: string): { readonly excerpts: Excerpt[]; readonly prose: string[] } {
  const excerpts: Excerpt[] = [];
  const prose: string[] = [];
  let open: { readonly mark: string; readonly line: number; readonly lines: string[] } | null = null;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const mark = FENCE.exec(line)?.[1];
    if (open === null && mark !== undefined) open = { mark, line: index + 2, lines: [] };
    else if (open === null) prose.push(line);
    else if (mark?.startsWith(open.mark)) {
      excerpts.push({ text: open.lines.join('\n'), line: open.line });
      open = null;
    } else open.lines.push(line.replace(/^> ?/, ''));
  }
  // A fence that nobody closed goes on to the end.
  if (open !== null) excerpts.push({ text: open.lines.join('\n'), line: open.line });
  return { excerpts: excerpts.filter((excerpt) => excerpt.text.trim() !== ''), prose };
}
