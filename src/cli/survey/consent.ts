// Says what a survey will scan and what AWS asks for that, and waits for a yes. Nothing is scanned before.

import { createInterface } from 'node:readline/promises';
import { EXIT, Trouble } from '../../model/trouble.ts';
import { SCANS } from '../../sources/aws/logs-at-large.ts';
import { bytes, count, listed } from '../../wording/counts.ts';
import { ofProfile } from '../../wording/of-profile.ts';
import type { Session } from '../session.ts';
import type { Inventory } from './inventory.ts';

/** List price of us-east-1 in US dollars, for 10⁹ bytes that a query looks at: https://aws.amazon.com/cloudwatch/pricing/ */
const PRICE_OF_A_GB = 0.005;
const GIGABYTE = 1_000_000_000;

/** Throws Trouble where nobody says yes. */
export async function askConsent(inventories: readonly Inventory[], asked: Asked): Promise<void> {
  const groups = inventories.flatMap((inventory) => inventory.groups);
  if (groups.length === 0) return;
  const stored = groups.reduce((sum, { storedBytes = 0 }) => sum + storedBytes, 0);
  const places = listed(inventories.map(({ account: { region, profile } }) => ofProfile(region, profile)));
  asked.session.remark(
    `${count(groups.length, 'log group')} in ${places} with ${bytes(stored)}, as storedBytes has it`,
  );
  asked.session.remark(
    `${SCANS} queries look at ${asked.hasSince ? 'at most ' : ''}all of it: about ${bytes(SCANS * stored)}, ${dollars(SCANS * stored)} at the list price of us-east-1 ($${PRICE_OF_A_GB} a GB)`,
  );
  if (!asked.yes && !(await saysYes())) throw new Trouble('nothing was scanned', NOT_WITHOUT_YES);
}

interface Asked {
  readonly yes: boolean;
  readonly hasSince: boolean;
  readonly session: Session;
}

const NOT_WITHOUT_YES = { exitCode: EXIT.usage, toTry: 'add --yes, or --since to scan less' };

async function saysYes(): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return false;
  const question = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test((await question.question('Scan it? [y/N] ')).trim());
  } finally {
    question.close();
  }
}

/** To the hundredth of a cent, since most surveys cost less than one. */
function dollars(scanned: number): string {
  const cost = (scanned / GIGABYTE) * PRICE_OF_A_GB;
  return cost < 0.0001 ? 'under $0.0001' : `$${cost.toFixed(cost < 1 ? 4 : 2)}`;
}
