// The builds of an account in each region. Two queries tell when every log began and ended and which builds certainly ended well; all
// others are read and diagnosed one by one, and so is every build of a region whose queries failed: slower, and never a wrong count.

import { Trouble, type ExitCode } from '../../model/trouble.ts';
import { Insights } from '../../sources/aws/insights.ts';
import { logsAtLarge, type LogsAtLarge } from '../../sources/aws/logs-at-large.ts';
import { ENDING_WORDS } from '../../survey.ts';
import { connectAll, reach } from '../accounts.ts';
import { worst } from '../exit-code.ts';
import { withLastErrand } from '../last-errands.ts';
import { BUILDS_AT_ONCE } from '../outcomes.ts';
import { askConsent } from './consent.ts';
import { gathered } from './gathered.ts';
import { inventoryOf, type Inventory } from './inventory.ts';
import { sorted } from './sorted.ts';
import type { Reading, Surveyed, SurveyOptions } from './survey.ts';
import { tell } from './told.ts';

export async function buildsOnAws(options: SurveyOptions, reading: Reading): Promise<Surveyed> {
  const { session } = reading;
  const accounts = await connectAll(session, null);
  const inventories = await reach(accounts.reached, session, inventoryOf);
  const unreached = [...accounts.failures, ...inventories.failures];
  if (inventories.reached.length === 0) throw nothingReached(unreached);
  const since = options.since ?? null;
  await askConsent(inventories.reached, { yes: options.yes ?? false, hasSince: since !== null, session });
  const seen = await reach(inventories.reached, session, async (inventory) => ({
    inventory,
    logs: await scanned(inventory, since),
  }));
  const regions = seen.reached.map((region) => ({ ...region, ...sorted({ ...region, since }) }));
  const asked = { catalog: reading.catalog, full: session.settings.full };
  const read = await gathered(
    regions.flatMap(({ toRead }) => toRead),
    { session, atOnce: BUILDS_AT_ONCE, tell: (build) => tell(build, asked) },
  );
  return {
    builds: [...regions.flatMap(({ good }) => good), ...read.builds],
    gaps: [...regions.flatMap(({ inventory, logs }) => [...inventory.gaps, ...logs.gaps]), ...read.gaps],
    failures: [...unreached, ...seen.failures, ...read.failures],
    source: {
      kind: 'aws',
      regions: regions.map(({ inventory }) => inventory.account.region),
      read: read.read,
      bytesScanned: regions.reduce((sum, { logs }) => sum + logs.bytesScanned, 0),
    },
  };
}

/** Each region's trouble is already said. */
function nothingReached(failures: readonly ExitCode[]): Trouble {
  return new Trouble('no region could be surveyed', { exitCode: worst(failures) });
}

const NOTHING: LogsAtLarge = { streams: [], bytesScanned: 0, gaps: [] };

/** CloudWatch takes events that are so old: a log may be older than its group. */
const OLDEST_EVENT_MS = 14 * 86_400_000;
/** Longer than any build. What is seen of a log that began before is not its beginning. */
const LONGEST_BUILD_MS = 2 * 86_400_000;

async function scanned({ account, groups }: Inventory, since: number | null): Promise<LogsAtLarge> {
  if (groups.length === 0) return NOTHING;
  const oldest = Math.min(...groups.map(({ creationTime = 0 }) => creationTime)) - OLDEST_EVENT_MS;
  const from = Math.max(0, oldest, since === null ? 0 : since - LONGEST_BUILD_MS);
  const insights = new Insights(account);
  return withLastErrand(
    () => insights.stop(),
    () => logsAtLarge(insights, { words: ENDING_WORDS, from, to: Date.now() }),
  );
}
