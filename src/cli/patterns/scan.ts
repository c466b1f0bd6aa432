// Which lines of any log the patterns know. It says nothing of causes: an expression that is found in a log of another kind, or without
// the lines around it, proves nothing. `diagnose` is for that.

import { soughtLines } from '../../catalog/sought-lines.ts';
import type { KnownLine } from '../../known-lines.ts';
import { EXIT, type ExitCode } from '../../model/trouble.ts';
import { neutraliseLine } from '../../wording/neutralise.ts';
import type { Session } from '../session.ts';
import { knownLines } from './known-in.ts';
import { logsAt } from './log-bytes.ts';

interface Known {
  readonly file: string;
  readonly line: number;
  readonly pattern: string;
  readonly text: string;
}

interface ScanOptions {
  /** Null for as many as pay. */
  readonly threads: number | null;
}

/** Prints a line for each pattern and line; as JSON one document each, since a log may have millions of lines. */
export async function scanLogs(
  files: readonly string[],
  { threads }: ScanOptions,
  session: Session,
): Promise<ExitCode> {
  const sought = await soughtLines(session.settings.patterns);
  for (const remark of sought.remarks) session.remark(remark);
  const knownIn = knownLines({ sought, threads });
  const write = session.settings.format === 'json' ? asJson : files.length > 1 ? withFile : asText;
  for (const log of logsAt(files)) {
    for await (const lines of knownIn(log)) {
      const known = lines.flatMap((line) => ofEachPattern(line, log.path));
      await session.print(known.map((one) => write(redacted(one, session))).join(''));
    }
  }
  return EXIT.done;
}

function ofEachPattern({ line, text, patterns }: KnownLine, file: string): Known[] {
  return patterns.map((pattern) => ({ file, line, pattern, text }));
}

function redacted(known: Known, { redactor }: Session): Known {
  return { ...known, text: redactor.text(known.text) };
}

function asText({ line, pattern, text }: Known): string {
  return `${neutraliseLine(`${line}: ${pattern}: ${text}`)}\n`;
}

function withFile(known: Known): string {
  return `${neutraliseLine(known.file)}:${asText(known)}`;
}

function asJson(known: Known): string {
  return `${JSON.stringify(known)}\n`;
}
