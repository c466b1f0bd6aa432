// Refuses what is no text before anyone reads it as such, and says how to get the text out. Gzip and tar are unpacked by whoever opens
// the file; they are refused only where they stand within each other.

import { EXIT, Trouble } from '../../model/trouble.ts';
import { shown } from './file-trouble.ts';
import type { Head } from './head.ts';

interface Container {
  readonly name: string;
  readonly magic: Buffer;
  readonly at: number;
  /** What to type; `path` is quoted for a shell, or null for standard input. */
  readonly toTry: (path: string | null) => string;
}

const piped = (unpack: string) => (path: string | null) =>
  path === null ? `${unpack} | pc-doctor diagnose --from -` : `${unpack} ${path} | pc-doctor diagnose --from -`;
const unpacked = (unpack: string) => (path: string | null) =>
  `${unpack} ${path ?? 'FILE'}, then pc-doctor diagnose --from on the log in it (in an exported archive: ROOT/cloudwatch-logs/3.4.1-1)`;

const TAR: Container = { name: 'a tar archive', magic: Buffer.from('ustar'), at: 257, toTry: unpacked('tar -xf') };
const GZIP: Container = { name: 'a gzip file', magic: Buffer.from([0x1f, 0x8b]), at: 0, toTry: piped('gunzip -c') };
const CONTAINERS: readonly Container[] = [
  GZIP,
  TAR,
  { name: 'a zip archive', magic: Buffer.from('PK\x03\x04'), at: 0, toTry: unpacked('unzip') },
  { name: 'a bzip2 file', magic: Buffer.from('BZh'), at: 0, toTry: piped('bunzip2 -c') },
  { name: 'an xz file', magic: Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]), at: 0, toTry: piped('xz -dc') },
  { name: 'a zstd file', magic: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), at: 0, toTry: piped('zstd -dc') },
];

/** Bytes that no log holds in number: control characters other than those of terminals, and what UTF-8 cannot decode. */
// oxlint-disable-next-line no-control-regex
const JUNK = /[\0-\x06\x0e-\x1a\x1c-\x1f\x7f\ufffd]/g;
/** The share at which Perl's `-T` calls a file binary. */
const JUNK_SHARE = 0.3;

export function isGzip(head: Pick<Head, 'bytes'>): boolean {
  return isOf(GZIP, head);
}

/** PowerShell 5 writes it when the output of a command is redirected. */
export function isUtf16({ bytes }: Pick<Head, 'bytes'>): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

export function isTar(head: Head): boolean {
  return isOf(TAR, head);
}

function isOf({ magic, at }: Container, { bytes }: Pick<Head, 'bytes'>): boolean {
  return bytes.subarray(at, at + magic.length).equals(magic);
}

/** True for the head of something that can be read as text. */
export function isText(head: Head): boolean {
  return !CONTAINERS.some((one) => isOf(one, head)) && !isUtf16(head) && whyNoText(head) === null;
}

/** Throws `Trouble` when the head is that of an archive, a compressed file or other binary content. */
export function refuseWhatIsNoText(path: string, head: Head): void {
  const container = CONTAINERS.find((one) => isOf(one, head));
  if (container) throw containerTrouble(path, container);
  const why = whyNoText(head);
  if (why === null) return;
  throw new Trouble(`${shown(path)} is not a text log: ${why}`, {
    exitCode: EXIT.usage,
    toTry: 'give the log as text, or the JSON that `pcluster get-image-log-events` prints',
  });
}

function whyNoText({ bytes, text }: Head): string | null {
  if (bytes.includes(0)) return 'it holds NUL bytes';
  return mostlyJunk(text) ? 'most of it is no UTF-8 text' : null;
}

function containerTrouble(path: string, { name, toTry }: Container): Trouble {
  return new Trouble(`${shown(path)} is ${name}, not a log as UTF-8 text`, {
    exitCode: EXIT.usage,
    toTry: toTry(path === shown('-') ? null : shellWord(path)),
  });
}

function mostlyJunk(text: string): boolean {
  return (text.match(JUNK)?.length ?? 0) > text.length * JUNK_SHARE;
}

function shellWord(path: string): string {
  return /^[\w./:@%+=-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
