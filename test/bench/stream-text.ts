// The recorded log stream of an image as `pcluster export-image-logs` writes it: `<ISO time> <message>`, an event after the other.
import type { Account } from '../../src/replay/account/account.ts';
import { eventsOf } from '../../src/replay/services/stream-events.ts';

export function streamText(account: Account, imageId: string): { text: string; events: number } {
  const stream = account.builds.find((build) => build.imageId === imageId)?.logGroup?.streams[0];
  const events = stream ? eventsOf(stream) : [];
  const lines = events.map(({ timestamp, message }) => `${new Date(timestamp).toISOString()} ${message}\n`);
  return { text: lines.join(''), events: events.length };
}
