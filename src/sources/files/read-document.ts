// Reads one document into a part of the evidence: a log in one of its shapes, an answer of an API, a configuration, or an issue's text
// with excerpts of all of these.

import type { Gap, ImageFacts, Line, LogSource } from '../../model/evidence.ts';
import type { OnProgress } from '../../model/progress.ts';
import { Trouble } from '../../model/trouble.ts';
import type { Answer } from './answers/answer.ts';
import type { Document } from './documents.ts';
import { exportFacts, exportGaps } from './exports.ts';
import { only, takeHead, type Opened } from './head.ts';
import { metered } from './metered.ts';
import { refuseWhatIsNoText } from './not-text.ts';
import type { Part } from './part.ts';
import { readShape } from './read-shape.ts';
import { shapeOf } from './shapes.ts';
import { configFacts, isImageConfig } from './shapes/config-yaml.ts';
import { isOwnEvidence, readOwnEvidence } from './shapes/own-evidence.ts';
import { excerptsOf, isMarkdown, proseFacts, type Excerpt } from './shapes/markdown.ts';
import { Transcript } from './transcript.ts';

/** What a document tells. Throws `Trouble` for what is no evidence of a build. */
export async function readDocument(document: Document, onProgress: OnProgress): Promise<Part> {
  const { path, name, opened } = document;
  refuseWhatIsNoText(path, opened.head);
  if (isOwnEvidence(opened.head)) {
    return { ...factsOnly(name, {}), whole: await readOwnEvidence(name, opened.bytes) };
  }
  if (isImageConfig(opened.head)) return factsOnly(name, await configFacts(opened.head.text));
  if (isMarkdown(opened.head)) return readIssue(document, opened.head.text);
  return readText({ path, name, opened, onProgress });
}

interface Text {
  readonly path: string;
  readonly name: string;
  readonly opened: Opened;
  readonly onProgress: OnProgress;
}

async function readText({ path, name, opened, onProgress }: Text): Promise<Part> {
  const transcript = new Transcript();
  const report = (bytes: number) => {
    onProgress({ kind: 'reading', what: name, pages: 0, bytes, events: transcript.events });
  };
  const bytes = metered(opened.bytes, report);
  const read = await readShape({ shape: shapeOf(opened.head), path, name, bytes, transcript });
  if (read.answer) return answerPart({ name, answer: read.answer, gaps: read.gaps });
  const lost = exportGaps(name, transcript.lines);
  const gaps = [...read.gaps, ...lost];
  const complete = read.complete && gaps.length === read.gaps.length;
  const log = { group: null, name, events: transcript.events, complete };
  return { ...factsOnly(name, exportFacts(name)), authority: 'log', logs: [log], lines: transcript.lines, gaps };
}

function answerPart({ name, answer, gaps }: { name: string; answer: Answer; gaps: readonly Gap[] }): Part {
  const isLog = answer.lines.some((line) => line.witness === 'log');
  const log = { group: null, name, events: answer.events, complete: true };
  return {
    name,
    authority: isLog ? 'log' : 'answer',
    logs: answer.lines.length === 0 ? [] : [log],
    lines: answer.lines.map((line) => ({ ...line, log: 0 })),
    facts: answer.facts,
    images: answer.images,
    gaps,
    whole: null,
  };
}

function factsOnly(name: string, facts: Partial<ImageFacts>): Part {
  return { name, authority: 'hearsay', logs: [], lines: [], facts, images: [], gaps: [], whole: null };
}

/** The excerpts of an issue, each in its own shape; one that is none of ours is left out, and said. */
async function readIssue({ path, name }: Document, text: string): Promise<Part> {
  const parts: Part[] = [];
  for (const excerpt of excerptsOf(text)) parts.push(await readExcerpt({ path, name, excerpt }));
  const logs: LogSource[] = [];
  const lines: Line[] = [];
  for (const part of parts) {
    lines.push(...part.lines.map((line) => ({ ...line, log: line.log + logs.length })));
    logs.push(...part.logs);
  }
  return {
    name,
    authority: 'hearsay',
    logs,
    lines,
    facts: Object.assign({}, ...parts.map((part) => known(part.facts)), known(proseFacts(text))),
    images: parts.flatMap((part) => part.images),
    gaps: parts.flatMap((part) => part.gaps),
    whole: null,
  };
}

interface IssueExcerpt {
  readonly path: string;
  readonly name: string;
  readonly excerpt: Excerpt;
}

async function readExcerpt({ path, name, excerpt }: IssueExcerpt): Promise<Part> {
  const opened = await takeHead(only(Buffer.from(excerpt.text)));
  const what = `${name}, from line ${excerpt.line}`;
  try {
    const part = await readDocument({ path: `${path}, from line ${excerpt.line}`, name: what, opened }, () => {});
    return { ...part, lines: part.lines.map((line) => movedDown(line, excerpt.line - 1)) };
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    return { ...factsOnly(what, {}), gaps: [unreadGap(what, error)] };
  }
}

/** Line numbers are those of the whole text, so that a reader can find them. */
function movedDown(line: Line, by: number): Line {
  return { ...line, ordinal: line.ordinal === null ? null : line.ordinal + by };
}

/** A document among others that could not be read. */
export function unreadGap(name: string, trouble: Trouble): Gap {
  return { what: name, why: trouble.message, toSeeIt: trouble.toTry ?? 'look into it yourself' };
}

function known(facts: Partial<ImageFacts>): Partial<ImageFacts> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null && value !== undefined));
}
