// The repositories from which a build took packages, as apt and dnf name them when they read their lists.

import type { Run } from '../model/run.ts';

const SAYINGS: readonly RegExp[] = [
  // Hit:2 http://us-east-1.ec2.archive.ubuntu.com/ubuntu jammy-updates InRelease
  /^(?:Get|Hit|Ign|Err):\d+ (\S+:\/\/\S+ \S+) (?:InRelease|Release)\b/,
  // Rocky Linux 9 - BaseOS          1.2 MB/s | 2.3 MB     00:01
  /^(?!\()(\S.*?) +[\d.]+ ?[kMG]?B\/s \| +[\d.]+ ?[kMG]?B +\d+:\d\d\b/,
  // * yum_repository[epel] action create
  /^\* (?:yum|apt)_repository\[([^\]]+)\] action (?:create|add)\b/,
];

/** Position of the first line of each, by its name. */
export function repositoriesIn({ events }: Run): ReadonlyMap<string, number> {
  const repositories = new Map<string, number>();
  for (const { at, body, hollow } of events) {
    const name = hollow === null ? nameIn(body) : null;
    if (name !== null && !repositories.has(name)) repositories.set(name, at);
  }
  return repositories;
}

const LONGEST_LINE = 400;

function nameIn(body: string): string | null {
  if (body.length > LONGEST_LINE) return null;
  const found = SAYINGS.map((says) => says.exec(body)?.[1]).find((name) => name !== undefined);
  return found === undefined ? null : withoutRegion(found);
}

/** The mirror of another region is the same repository. */
function withoutRegion(name: string): string {
  return name.replace(/\b[a-z]{2}(?:-[a-z]+)+-\d\.ec2\./, '');
}
