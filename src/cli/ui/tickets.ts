// Saves a diagnosis as a ticket: the same text or JSON that the command line prints, beside whatever is already there.

import { constants, copyFileSync, existsSync, linkSync, rmSync, writeFileSync } from 'node:fs';
import type { Catalog } from '../../catalog/catalog.ts';
import type { Diagnosis } from '../../model/diagnosis.ts';
import { makeReport } from '../../reports/report.ts';
import type { Errand, SavedFormat } from '../../tui/news.ts';
import { countRemovals, createRedactor, SHOW_ALL } from '../../wording/redact.ts';
import type { SecretRule } from '../../wording/secrets/rule.ts';
import { FILE_PAGE } from '../deliver.ts';
import { WRITERS } from '../formats.ts';
import { reportHeadNow } from '../head.ts';
import type { ErrandOptions } from './errands.ts';
import { excuseOf } from './excuses.ts';

const ENDINGS: Readonly<Record<SavedFormat, string>> = { text: 'txt', json: 'json' };

export interface Ticket {
  readonly id: string;
  readonly diagnosis: Diagnosis;
  readonly format: SavedFormat;
  readonly catalog: Catalog;
  readonly redact: boolean;
  readonly siteRules?: readonly SecretRule[];
}

/** Saves the ticket of a build that a person looks at, and tells under which name. */
export async function saveErrand(
  { image, format, diagnosis }: Extract<Errand, { kind: 'save' }> & Pick<Ticket, 'diagnosis'>,
  { session, catalog, publish }: Pick<ErrandOptions, 'session' | 'catalog' | 'publish'>,
): Promise<void> {
  try {
    const { settings, siteRules } = session;
    const { redact } = settings;
    const file = await saveTicket({ id: image.id, diagnosis, format, catalog, redact, siteRules });
    publish({ kind: 'told', notice: { tone: 'good', text: `Written: ${file}` } });
  } catch (error) {
    publish({ kind: 'told', notice: { tone: 'bad', text: `Not written: ${excuseOf(error).what}` } });
  }
}

/** Writes it into the current folder; gives the name of the file. Throws what the file system throws. */
export async function saveTicket({ id, diagnosis, format, catalog, redact, siteRules }: Ticket): Promise<string> {
  const write = await WRITERS[format]();
  // A redactor of its own: the same ticket has the same tokens, whatever else was looked at.
  const redactor = redact ? createRedactor(siteRules) : SHOW_ALL;
  const removals = countRemovals();
  const hidden = redactor.value(diagnosis, removals.noted);
  const report = makeReport([hidden], reportHeadNow(catalog), redact ? removals.list() : null);
  const text = write(report, { page: FILE_PAGE, patterns: catalog.patterns });
  return writeNew(`pc-doctor-${id.replace(/[^\w.-]/g, '_')}`, ENDINGS[format], text);
}

/** The first of `name.txt`, `name-2.txt`, … that is not there yet. It appears with its whole content. */
function writeNew(name: string, ending: string, text: string): string {
  const beside = `${name}.${process.pid}.tmp`;
  writeFileSync(beside, text, { flag: 'wx' });
  try {
    for (let number = 1; ; number += 1) {
      const file = `${name}${number === 1 ? '' : `-${number}`}.${ending}`;
      if (named(beside, file)) return file;
    }
  } finally {
    rmSync(beside, { force: true });
  }
}

/** Makes the name only where nothing stands: by a link, or by a copy on file systems that know no links. */
function named(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (!WITHOUT_LINKS.includes(codeOf(error))) throw error;
    if (existsSync(to)) return false;
    copyFileSync(from, to, constants.COPYFILE_EXCL);
    return true;
  }
}

const WITHOUT_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
