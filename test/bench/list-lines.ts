// The scanner alone, as a program beside ripgrep: lists the lines of a log in which any expression of a file is found.
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { ByteScan, type FoundLine } from '../../src/catalog/bytes/byte-scan.ts';
import { wordScanner } from '../../src/catalog/bytes/kernel.ts';

const [patterns = '', log = ''] = process.argv.slice(2);
const expressions = readFileSync(patterns, 'utf8').trimEnd().split('\n');
const scan = new ByteScan({ expressions, body: String, scanner: wordScanner(256 * 1024) });
const file = openSync(log, 'r');
for (let count = readSync(file, scan.free); count > 0; count = readSync(file, scan.free)) list(scan.took(count));
closeSync(file);
list(scan.end());

function list(lines: readonly FoundLine[]): void {
  if (lines.length > 0) process.stdout.write(lines.map(({ line, text }) => `${line}:${text}\n`).join(''));
}
