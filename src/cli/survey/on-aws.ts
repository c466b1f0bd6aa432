// The builds of each account in each region. Two queries tell when every log began and ended and which builds certainly ended well; all
// others are read and diagnosed one by one, and so is every build of a region whose queries failed: slower, and never a wrong count.

import type { Gap } from '../../model/evidence.ts';
import type { SurveySource } from '../../model/survey.ts';
import { Trouble, type ExitCode } from '../../model/trouble.ts';
import { Insights } from '../../sources/aws/insights.ts';
import { logsAtLarge, type LogsAtLarge } from '../../sources/aws/logs-at-large.ts';
import { ENDING_WORDS } from '../../survey.ts';
import { listed } from '../../wording/counts.ts';
import { connectAll } from '../accounts.ts';
import { worst } from '../exit-code.ts';
import { withLastErrand } from '../last-errands.ts';
import { BUILDS_AT_ONCE } from '../outcomes.ts';
import { namesOf, placeOfAccount, reach, type Unreached } from '../places.ts';
import { whyOf } from '../unread.ts';
import { accountsOnce } from './accounts-once.ts';
import { askConsent } from './consent.ts';
import { gathered } from './gathered.ts';
import { inventoryOf, type Inventory } from './inventory.ts';
import type { Region } from './known-builds.ts';
import { sorted } from './sorted.ts';
import type { Reading, Surveyed, SurveyOptions } from './survey.ts';
import { tell, type ToRead } from './told.ts';

export async function buildsOnAws(options: SurveyOptions, reading: Reading): Promise<Surveyed> {
  const { session } = reading;
  const since = options.since ?? null;
  const accounts = await connectAll(session, null);
  const inventories = await reach(accounts.reached, { session, placeOf: placeOfAccount, make: inventoryOf });
  if (inventories.reached.length === 0) throw nothingReached([...accounts.failures, ...inventories.failures]);
  const toScan = accountsOnce(inventories.reached, session);
  await askConsent(toScan, { yes: options.yes ?? false, hasSince: since !== null, session });
  const seen = await reach(toScan, {
    session,
    placeOf: ({ account }) => placeOfAccount(account),
    make: async (inventory) => ({ inventory, logs: await scanned(inventory, since) }),
  });
  const { good, toRead } = sorted(seen.reached, since);
  const asked = { catalog: reading.catalog, full: session.settings.full };
  const tellOne = (build: ToRead) => tell(build, asked);
  const read = await gathered(toRead, { session, atOnce: BUILDS_AT_ONCE, tell: tellOne });
  const steps = [accounts, inventories, seen];
  return {
    builds: [...good, ...read.builds],
    gaps: [
      ...steps.flatMap(({ unreached }) => unreached.map(gapOf)),
      ...seen.reached.flatMap(({ inventory, logs }) => [...inventory.gaps, ...logs.gaps]),
      ...read.gaps,
    ],
    failures: [...steps.flatMap(({ failures }) => failures), ...read.failures],
    source: { ...sourceOf(seen.reached), read: read.read },
  };
}

function gapOf(unreached: Unreached): Gap {
  return { what: `the builds of ${listed(namesOf(unreached))}`, ...whyOf(unreached.error) };
}

function sourceOf(regions: readonly Region[]): Omit<SurveySource, 'since' | 'read'> {
  const accounts = regions.flatMap(({ inventory: { account, owner } }) =>
    account.profile === null ? [] : [{ profile: account.profile, account: owner, region: account.region }],
  );
  return {
    kind: 'aws',
    regions: [...new Set(regions.map(({ inventory }) => inventory.account.region))],
    ...(accounts.length > 0 && { accounts }),
    bytesScanned: regions.reduce((sum, { logs }) => sum + logs.bytesScanned, 0),
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
