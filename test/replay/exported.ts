// Recorded builds as people keep them on disk: one archive each, with the log as `pcluster export-image-logs` writes it and the events of
// the stack where there still is one.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packed } from '../../src/cli/bundle/pack.ts';
import type { Account, Build } from '../../src/replay/account/account.ts';
import { eventsOf } from '../../src/replay/services/stream-events.ts';

/** Writes `<image id>.tar.gz` for every build into the folder. */
export async function exportBuilds({ builds }: Account, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const build of builds) {
    writeFileSync(
      join(folder, `${build.imageId}.tar.gz`),
      await packed(`${build.imageId}-logs-202611230400`, filesOf(build)),
    );
  }
}

/** The same unpacked: a folder a build. */
export function unpackBuilds({ builds }: Account, folder: string): void {
  for (const build of builds) {
    for (const [name, text] of Object.entries(filesOf(build))) {
      const path = join(folder, `${build.imageId}-logs-202611230400`, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
}

function filesOf(build: Build): Record<string, string> {
  const streams = build.logGroup?.streams ?? [];
  const logs = streams.map((stream) => [
    `cloudwatch-logs/${stream.name.replace('/', '-')}`,
    eventsOf(stream)
      .map(({ timestamp, message }) => `${new Date(timestamp).toISOString()} ${message}\n`)
      .join(''),
  ]);
  return Object.fromEntries([
    ...logs,
    ...(build.stack === null ? [] : [[`${build.imageId}-cfn-events`, stackEvents(build.stack)]]),
  ]);
}

function stackEvents({ id, name, events }: NonNullable<Build['stack']>): string {
  const newestFirst = events.toReversed().map((event) => ({
    StackId: id,
    EventId: `${event.logicalId}-${event.status}-${event.at}`,
    StackName: name,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId,
    ResourceType: event.type,
    Timestamp: new Date(event.at).toISOString(),
    ResourceStatus: event.status,
    ResourceStatusReason: event.reason,
  }));
  return JSON.stringify([newestFirst]);
}
