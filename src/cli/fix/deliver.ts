// Hands over the mended configuration: the diff on standard output, the file where one is asked for, and on standard error what to look at
// before the next hour is spent, and the command that spends it. Nothing is redacted: the user's own file has to stay what it is.

import { basename } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import type { Diagnosis, Remedy } from '../../model/diagnosis.ts';
import type { Mended } from '../../mend.ts';
import type { ConfigChange } from '../../wording/config-yaml.ts';
import { neutraliseLine } from '../../wording/neutralise.ts';
import { refuseExisting, writeWhole } from '../deliver.ts';
import { reportHeadNow } from '../head.ts';
import { printJson } from '../patterns/print-json.ts';
import type { Session } from '../session.ts';
import type { Case, FixOptions } from './fix.ts';
import { cookbookRemarks, type CookbookRemarks } from './cookbook-remarks.ts';

export interface Fix extends Case {
  readonly remedies: readonly Remedy[];
  readonly mended: Extract<Mended, { kind: 'mended' }>;
  readonly options: FixOptions;
}

/** Throws Trouble for a file that exists, and for a cookbook that `--verify` finds unfit; nothing is written then. */
export async function deliverFix(made: Fix, session: Session): Promise<void> {
  const { mended, options, config, diagnosis, remedies } = made;
  const target = options.write ?? null;
  if (target !== null) refuseExisting(target, options);
  const cookbook = await cookbookRemarks(mended.change, { made, session });
  const diff = unifiedDiff(config, mended.text);
  const next = nextCommands(diagnosis, target ?? basename(config.from));
  if (target !== null) writeWhole(target, mended.text);
  if (session.settings.format === 'json') return printFixJson({ made, diff, next, cookbook }, session);
  await session.print(painted(diff, session));
  say({ remedies, cookbook, target, next, isSame: mended.text === config.text }, session);
}

function unifiedDiff({ text, from }: Case['config'], after: string): string {
  if (text === after) return '';
  const name = basename(from);
  return createTwoFilesPatch(`a/${name}`, `b/${name}`, text, after, undefined, undefined, { context: 3 }).replace(
    /^=+\n/,
    '',
  );
}

function painted(diff: string, { page }: Session): string {
  const { good, bad, quiet } = page.palette;
  const paint = (line: string) => {
    if (line.startsWith('@@')) return quiet(line);
    if (/^\+(?!\+\+ )/.test(line)) return good(line);
    return /^-(?!-- )/.test(line) ? bad(line) : line;
  };
  return diff
    .split('\n')
    .map((line) => paint(neutraliseLine(line)))
    .join('\n');
}

/** The image id is taken by the failed build until its stack is deleted. */
function nextCommands({ image }: Diagnosis, file: string): string[] {
  const id = image.id ?? 'IMAGE';
  const region = image.region === null ? '' : ` --region ${image.region}`;
  return [
    `pcluster delete-image --image-id ${id}${region} --force`,
    `pcluster build-image --image-id ${id}${region} --image-configuration ${file}`,
  ];
}

interface Said {
  readonly remedies: readonly Remedy[];
  readonly cookbook: CookbookRemarks;
  readonly target: string | null;
  readonly next: readonly string[];
  readonly isSame: boolean;
}

function say({ remedies, cookbook, target, next, isSame }: Said, { remark }: Session): void {
  for (const { id, title } of remedies) remark(`${id}: ${title}`);
  if (isSame) remark('the configuration has these values already');
  for (const { pitfalls } of remedies) for (const pitfall of pitfalls) remark(`note: ${pitfall}`);
  for (const text of cookbook.texts) remark(text);
  remark(target === null ? 'nothing is written; --write FILE writes the whole configuration' : `written: ${target}`);
  remark('the log of the failed image goes with it, so save the report first (pc-doctor bundle IMAGE); then');
  for (const command of next) remark(`  ${command}`);
}

interface FixDocument {
  readonly made: Fix;
  readonly diff: string;
  readonly next: readonly string[];
  readonly cookbook: CookbookRemarks;
}

async function printFixJson({ made, diff, next, cookbook }: FixDocument, session: Session): Promise<void> {
  const { diagnosis, remedies, mended, config, options } = made;
  const { openCatalog } = await import('../../catalog/shipped.ts');
  const { version, generatedAt } = reportHeadNow(await openCatalog(session.settings.patterns));
  const change: ConfigChange = mended.change;
  await printJson(
    {
      generator: { name: 'pc-doctor', version },
      generatedAt,
      image: {
        id: diagnosis.image.id,
        region: diagnosis.image.region,
        pclusterVersion: diagnosis.image.pclusterVersion,
      },
      rootCause: diagnosis.rootCause?.pattern ?? null,
      remedies: remedies.map(({ id }) => id),
      configFrom: config.from,
      change,
      diff,
      config: mended.text,
      written: options.write ?? null,
      cookbook: cookbook.check,
      next,
    },
    session,
  );
}
