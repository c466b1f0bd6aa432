// Logs of builds that did not fail: those of the recorded account. A pattern that speaks up on them is wrong.

import { demoAccount } from '../../replay/demo-account.ts';
import { eventsOf } from '../../replay/services/stream-events.ts';

/** Each as text, an event after the other. */
export async function goodBuildLogs(): Promise<readonly string[]> {
  const { builds } = await demoAccount();
  const good = builds.filter(({ image }) => image?.status === 'AVAILABLE');
  return good
    .flatMap(({ logGroup }) => logGroup?.streams ?? [])
    .map((stream) =>
      eventsOf(stream)
        .map(({ timestamp, message }) => `${new Date(timestamp).toISOString()} ${message}`)
        .join('\n'),
    );
}
