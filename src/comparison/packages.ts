// The packages that a build installed, as their managers print them. A package whose name holds its version, as those of kernels do, is
// known by its name without it: what was installed before and is now is the same thing, newer.

import type { Run, RunEvent } from '../model/run.ts';

export interface Installed {
  readonly name: string;
  readonly version: string;
  /** Position of the last line that says so. */
  readonly at: number;
}

interface Saying {
  /** What the line begins with; looking for it is much cheaper than the expression. */
  readonly begins: readonly string[];
  readonly read: (body: string) => readonly (readonly [name: string, version: string])[];
}

const SAYINGS: readonly Saying[] = [
  // Setting up libmunge2:amd64 (0.5.14-6) ...
  { begins: ['Setting up ', 'Unpacking '], read: pair(/^\w+(?: up)? ([^\s:(]+)\S* \(([^)\s]+)\)/) },
  // Upgrading        : kernel-devel-5.14.0-427.13.1.el9_4.x86_64      12/30
  {
    begins: ['Installing ', 'Upgrading ', 'Downgrading ', 'Updating '],
    read: pair(/^\w+ +: (\S+?)-(?:\d+:)?([^\s-]+-[^\s-]+?)(?:\.(?:x86_64|aarch64|noarch|i686))? +\d+\/\d+/),
  },
  // - install version 2.1-3.el9 of package munge
  {
    begins: ['- install version ', '- upgrade version '],
    read: pair(/^- \w+ version (\S+) of package (\S+)/, 'swapped'),
  },
  // pip and gem: Successfully installed awscli-1.32.0 botocore-1.34.0
  { begins: ['Successfully installed '], read: ofLibraries },
];

/** Each package with the last version that was installed, by its name. */
export function packagesIn({ events }: Run): ReadonlyMap<string, Installed> {
  const packages = new Map<string, Installed>();
  for (const event of events) {
    for (const [name, version] of saidBy(event)) {
      packages.set(nameWithoutVersion(name), { name: nameWithoutVersion(name), version, at: event.at });
    }
  }
  return packages;
}

function saidBy({ body, hollow }: RunEvent): readonly (readonly [string, string])[] {
  if (hollow !== null) return [];
  const saying = SAYINGS.find(({ begins }) => begins.some((opening) => body.startsWith(opening)));
  return saying?.read(body) ?? [];
}

function pair(says: RegExp, order?: 'swapped'): Saying['read'] {
  return (body) => {
    const [, one, other] = says.exec(body) ?? [];
    if (one === undefined || other === undefined) return [];
    return order === 'swapped' ? [[other, one]] : [[one, other]];
  };
}

function ofLibraries(body: string): readonly (readonly [string, string])[] {
  return body.split(' ').flatMap((word): (readonly [string, string])[] => {
    const [, name, version] = /^([A-Za-z][\w.-]*)-(\d[\w.+!]*)$/.exec(word) ?? [];
    return name === undefined || version === undefined ? [] : [[name, version]];
  });
}

/** `linux-headers-5.15.0-1065-aws` is `linux-headers-*-aws`. */
function nameWithoutVersion(name: string): string {
  return name.replace(/-\d+\.\d+\.\d+-\d+(?=-|$)/, '-*');
}
