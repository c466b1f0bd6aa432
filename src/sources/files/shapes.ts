// The table of shapes. The first that recognises the head of a file reads it, so the narrower ones stand first; a plain log is what
// remains.

import type { Head } from './head.ts';
import type { Shape } from './shape.ts';
import { consoleTable } from './shapes/console-table.ts';
import { csvExport } from './shapes/csv-export.ts';
import { exportedStream } from './shapes/exported-stream.ts';
import { jsonDocument } from './shapes/json-document.ts';
import { jsonExcerpt } from './shapes/json-excerpt.ts';
import { jsonLines } from './shapes/json-lines.ts';
import { plainLog } from './shapes/plain-log.ts';
import { textOutput } from './shapes/text-output.ts';
import { twoLinePaste } from './shapes/two-line-paste.ts';

export const SHAPES: readonly Shape[] = [
  jsonLines,
  jsonDocument,
  jsonExcerpt,
  csvExport,
  textOutput,
  consoleTable,
  twoLinePaste,
  exportedStream,
  plainLog,
];

/** The shape of a file, by its head. */
export function shapeOf(head: Head): Shape {
  return SHAPES.find((shape) => shape.recognises(head)) ?? plainLog;
}
