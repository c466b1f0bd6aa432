// What is to be said of the addresses that a change puts into the configuration: verified or not, and what S3 links turn into.

import { EXIT, Trouble } from '../../model/trouble.ts';
import type { CookbookCheck } from '../../sources/cookbook.ts';
import type { ConfigChange } from '../../wording/config-yaml.ts';
import type { Session } from '../session.ts';
import type { Fix } from './deliver.ts';

export interface CookbookRemarks {
  readonly texts: readonly string[];
  /** Null where no cookbook is set, or it was not looked at. */
  readonly check: CookbookCheck | null;
}

const COOKBOOK = 'DevSettings.Cookbook.ChefCookbook';

/** Fetches the cookbook for `--verify`. Throws Trouble for one that would fail the build. */
export async function cookbookRemarks(
  change: ConfigChange,
  { made, session }: { made: Fix; session: Session },
): Promise<CookbookRemarks> {
  const urls = Object.entries(change).filter(([, value]) => /^(?:https|s3):\/\//.test(String(value)));
  const links = urls
    .filter(([, url]) => String(url).startsWith('s3://'))
    .map(([key, url]) => presigned(key, String(url)));
  const cookbook = change[COOKBOOK];
  if (typeof cookbook !== 'string') return { texts: links, check: null };
  if (!made.options.verify)
    return { texts: [...links, `${cookbook} was not verified; --verify fetches it and looks inside`], check: null };
  const { checkCookbook } = await import('../../sources/cookbook.ts');
  const version = made.diagnosis.image.pclusterVersion;
  const check = await checkCookbook(cookbook, { version, signal: session.signal });
  if (check.kind === 'bad') {
    throw new Trouble(`${cookbook} would fail the build: ${check.says}`, {
      exitCode: EXIT.usage,
      toTry: `give another with --set ${COOKBOOK}=URL`,
    });
  }
  const verdict = check.kind === 'good' ? 'verified' : 'could not be verified';
  return { texts: [...links, `${cookbook} ${verdict}: ${check.says}`], check };
}

function presigned(key: string, url: string): string {
  return `note: pcluster turns ${key} ${url} into a link that is good for one hour; a build that takes longer to reach it gets HTTP 403`;
}
