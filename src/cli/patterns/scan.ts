// Which lines of any log the patterns know. It says nothing of causes: an expression that is found in a log of another kind, or without
// the lines around it, proves nothing. `diagnose` is for that.

import { ByteScan, type FoundLine } from '../../catalog/bytes/byte-scan.ts';
import { wordScanner } from '../../catalog/bytes/kernel.ts';
import { lineExpressions, type LineExpressions } from '../../catalog/line-expressions.ts';
import { openCatalog } from '../../catalog/shipped.ts';
import { unwrapped } from '../../doctor.ts';
import { EXIT, type ExitCode } from '../../model/trouble.ts';
import { neutraliseLine } from '../../wording/neutralise.ts';
import type { Session } from '../session.ts';
import { foundIn } from './log-bytes.ts';

/** How much of a log is looked at at once: it stays in the cache of the processor. */
const ROOM_BYTES = 256 * 1024;

interface Known {
  readonly file: string;
  readonly line: number;
  readonly pattern: string;
  readonly text: string;
}

/** Prints a line for each pattern and line; as JSON one document each, since a log may have millions of lines. */
export async function scanLogs(files: readonly string[], session: Session): Promise<ExitCode> {
  const { patterns, remarks } = await openCatalog(session.settings.patterns);
  for (const remark of remarks) session.remark(remark);
  const sought = lineExpressions(patterns);
  const scanner = wordScanner(ROOM_BYTES);
  const write = session.settings.format === 'json' ? asJson : files.length > 1 ? withFile : asText;
  for (const file of files) {
    const scan = new ByteScan({ expressions: sought.expressions, body: unwrapped, scanner });
    for await (const lines of foundIn(file, scan)) {
      const known = lines.flatMap((line) => knownBy(line, sought, file));
      if (known.length > 0) await session.print(known.map((one) => write(redacted(one, session))).join(''));
    }
  }
  return EXIT.done;
}

function knownBy({ line, text, found }: FoundLine, { patterns }: LineExpressions, file: string): Known[] {
  const ids = new Set(found.flatMap((one) => patterns[one] ?? []));
  return [...ids].map((pattern) => ({ file, line, pattern, text }));
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
