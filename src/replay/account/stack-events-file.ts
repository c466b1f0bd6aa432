// Reads the events of a stack from a table, one event a line, oldest first:
// `<ISO time> <status> <type> <logical id> <physical id, or -> <reason, to the end of the line>`.
// A blank at the end of a reason is kept: CloudFormation really ends "failed to create: [X]. " with one.

import { badFile } from './bad-file.ts';
import type { StackEvent } from './account.ts';

const ROW = /^(\S+) ([A-Z_]+) (\S+::\S+) (\S+) (\S+)(?: (.*))?$/;

/** Reads one `stack-events.txt`; lines that are empty or begin with `#` are skipped. */
export function readStackEventsFile(text: string, file: string): StackEvent[] {
  return text.split('\n').flatMap((row, index) => {
    if (row === '' || row.startsWith('#')) return [];
    return [stackEvent(row, { file, line: index + 1 })];
  });
}

function stackEvent(row: string, spot: { file: string; line: number }): StackEvent {
  const [, time = '', status = '', type = '', logicalId = '', physicalId = '', reason] = ROW.exec(row) ?? [];
  if (!status) throw badFile(spot, 'expected `<time> <STATUS> <Type::Name> <logical id> <physical id or -> [reason]`');
  const at = Date.parse(time);
  if (Number.isNaN(at)) throw badFile(spot, `no such time: ${time}`);
  return { at, status, type, logicalId, physicalId: physicalId === '-' ? '' : physicalId, reason: reason ?? null };
}
