// Takes off a line what its carriers put before it: terminal colours, the transport's time, docker's and packer's labels, AWSTOE's
// level words and stream names, Chef's own stream labels. What remains is what the program said. The order matters:
// `Stdout: STDERR: E: …` is AWSTOE's label around Chef's around apt's.

import type { Channel } from '../model/run.ts';

export interface Spoken {
  /** Without carriers and outer blanks. */
  readonly body: string;
  /** Without carriers, the program's own indentation kept: Chef's diffs and nesting are told by it. */
  readonly indented: string;
  /** Null when the line names no stream. */
  readonly stream: 'stdout' | 'stderr' | null;
}

// oxlint-disable-next-line no-control-regex -- colour codes are control characters
const COLOUR = /\u001b\[[0-9;?]*[A-Za-z]/g;

/** Carriers in the order in which they wrap each other, outermost first; each is taken off at most once. */
const CARRIERS: readonly RegExp[] = [
  /^\uFEFF/,
  // CloudWatch console copied as a table: `| 2022-03-10T19:01:06.051-08:00 | Stdout: …`
  /^\s*\|\s*\d{4}-\d\d-\d\d[T ][\d:.,]+(?:Z|[+-]\d\d:?\d\d)?\s*\|\s?/,
  // An exported stream, packer and CI logs: ISO time first.
  /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?(?::(?=\s)|(?=[\s]))[ \t]?/,
  // CSV export of the console: epoch milliseconds.
  /^\d{13},"?/,
  // The console of an instance: `[  169.512034] cloud-init[1301]: `
  /^\[ *\d+\.\d+\] (?=[\w.-]+\[\d+\]: )/,
  /^cloud-init\[\d+\]: /,
  // Output of Ant, as some CI servers run it.
  /^\s*\[exec\] /,
  // The journal: `Feb 24 08:11:15 host `
  /^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d:\d\d [\w.-]+ (?=[\w.@-]+(?:\[\d+\])?: )/,
  // packer, machine-readable: `1503887829,,ui,message,`
  /^\d{10},[\w.-]*,ui,\w+,/,
  // docker build: `#20 598.8 `
  /^#\d+ \d+(?:\.\d+)? /,
  // Its account of a step that failed: `12.88 `
  /^\d{1,4}\.\d{1,3} (?=[A-Za-z])/,
  // packer: `==> amazon-ebs.al2023: `, `    custom-alinux2: `
  /^\s*==> (?!(?:Error|Warning): )[\w.-]+: ?/,
  /^\s*(?:[\w-]+\.)*(?:amazon-\w+|azure-arm|googlecompute|proxmox-\w+|vsphere-\w+|vmware-\w+|virtualbox-\w+|openstack|custom-\w+)(?:\.[\w-]+)*: ?/,
  // These two also begin errors of their own (`docker: Error response from daemon`), so that packer's blanks must be there.
  /^ {4}(?:docker|qemu)(?:\.[\w-]+)*: ?/,
  // AWSTOE until about 2022: `Info `, `Error ` before its own words.
  /^(?:Info|Error|Warn|Debug) (?=Document |Phase |Step |Stdout:|Stderr:|ExitCode |Command execution |TOE |CmdExecution:)/,
  // Blanks may stand before what follows, where an issue holds the log as an indented block of code.
  /^\s*CmdExecution: /,
  /^\s+(?=(?:Stdout|Stderr):)/,
];

const CHEF_STREAM = /^(\s*)(?:STDOUT|STDERR): ?/;
const CHEF_LIVE = /^(\s*)\[(?:execute|bash|script)\] /;

/** Reads one physical line. */
export function unwrap(text: string): Spoken {
  let rest = text.includes('\u001b') ? text.replace(COLOUR, '') : text;
  // Nearly every line of a log begins with its stream: then no carrier is left to take off.
  if (!rest.startsWith('Std')) for (const carrier of CARRIERS) rest = rest.replace(carrier, '');
  const stream = streamOf(rest);
  if (stream) rest = rest.slice(rest.charAt(STREAM_LABEL) === ' ' ? STREAM_LABEL + 1 : STREAM_LABEL);
  if (rest.includes('] ')) rest = rest.replace(CHEF_LIVE, '$1');
  if (rest.includes('STD')) rest = rest.replace(CHEF_STREAM, '$1');
  const indented = rest.trimEnd();
  return { body: indented.trimStart(), indented, stream };
}

/** Length of `Stdout:` and `Stderr:`, which a blank or nothing follows. */
const STREAM_LABEL = 7;

function streamOf(text: string): 'stdout' | 'stderr' | null {
  if (text.length > STREAM_LABEL && text.charAt(STREAM_LABEL) !== ' ') return null;
  if (text.startsWith('Stdout:')) return 'stdout';
  return text.startsWith('Stderr:') ? 'stderr' : null;
}

/** The channel of a line that belongs to a witness other than a log. */
export const WITNESS_CHANNEL: Readonly<Record<'stack' | 'image' | 'workflow', Channel>> = {
  stack: 'stack',
  image: 'image',
  workflow: 'workflow',
};
