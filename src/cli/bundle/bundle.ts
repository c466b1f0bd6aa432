// Reads a build in full, hides its secrets, makes sure that the diagnosis survives that, and packs it.

import { openCatalog } from '../../catalog/shipped.ts';
import { examine } from '../../doctor.ts';
import type { Diagnosis } from '../../model/diagnosis.ts';
import type { Evidence } from '../../model/evidence.ts';
import { EXIT, type ExitCode } from '../../model/trouble.ts';
import { accountOf } from '../../replay/account/from-evidence.ts';
import { bytes as amount, count } from '../../wording/counts.ts';
import { writeEvidence } from '../../wording/evidence-lines.ts';
import { countRemovals, type Removals } from '../../wording/redact.ts';
import { refuseExisting, writeWhole } from '../deliver.ts';
import type { Session } from '../session.ts';
import { openBuild } from './open-build.ts';
import { packed } from './pack.ts';

export interface BundleOptions {
  readonly write?: string;
  readonly force?: boolean;
}

/** Writes the bundle. Throws Trouble where there is no such build, or the file exists. */
export async function bundle(image: string | null, options: BundleOptions, session: Session): Promise<ExitCode> {
  const { evidence, config } = await openBuild(image, session);
  const target = options.write ?? `${evidence.image.id ?? 'build'}-bundle.tar.gz`;
  refuseExisting(target, options);
  const removals = countRemovals();
  const { redacted, survives } = await hidden(evidence, removals, session);
  const shownConfig = config === null ? null : session.redactor.text(config, removals.noted);
  const name = redacted.image.id ?? 'build';
  const files = {
    'README.txt': readme(name),
    'evidence.jsonl': writeEvidence(redacted),
    'account.json': `${JSON.stringify(accountOf(redacted, shownConfig))}\n`,
    ...(shownConfig !== null && { 'image-config.yaml': shownConfig }),
  };
  const archive = await packed(`${name}-bundle`, files);
  writeWhole(target, archive);
  await session.print(`${target}\n`);
  session.remark(`${amount(archive.length)}; pc-doctor diagnose --from ${target} reads it`);
  session.remark(
    session.settings.redact ? hiddenText(removals) : 'nothing is hidden in it: its secrets are as they were',
  );
  if (!survives)
    session.remark('hiding secrets changed what the diagnosis reads; --no-redact keeps them, for your own eyes only');
  for (const { what, why } of evidence.gaps) session.remark(`not in it: ${what}: ${why}`);
  session.remark('pcluster delete-image removes the log group for good; this bundle is what is left then');
  return EXIT.done;
}

interface Hidden {
  readonly redacted: Evidence;
  /** True when the redacted evidence gives the redacted diagnosis. */
  readonly survives: boolean;
}

/** Secrets are numbered in the order of the report, so that the report of the bundle has the same tokens. */
async function hidden(evidence: Evidence, removals: Removals, { redactor, settings }: Session): Promise<Hidden> {
  const catalog = await openCatalog(settings.patterns);
  const before = redactor.value(examine(evidence, { catalog }).diagnosis);
  const redacted = redactor.value(evidence, removals.noted);
  const after = examine(redacted, { catalog }).diagnosis;
  return { redacted, survives: told(before) === told(after) };
}

/** `hidden: 2 accounts (14 places), 1 host (3 places)` */
function hiddenText(removals: Removals): string {
  const kinds = removals
    .list()
    .map(({ kind, secrets, places }) => `${count(secrets, kind)} (${count(places, 'place')})`);
  return `hidden: ${kinds.join(', ') || 'nothing, because no secret was found'}`;
}

function told(diagnosis: Diagnosis): string {
  return JSON.stringify(diagnosis);
}

function readme(name: string): string {
  return [
    `Everything that pc-doctor read of the image build ${name}, with secrets replaced by tokens.`,
    '',
    '  pc-doctor diagnose --from THIS-FILE.tar.gz     the diagnosis',
    '',
    'evidence.jsonl      what was read, line by line',
    'account.json        the same as a recorded account, for the replay server',
    'image-config.yaml   the configuration it was built from, where it could be had',
    '',
  ].join('\n');
}
