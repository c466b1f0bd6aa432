// Checks a configuration and says what was found, as text, JSON or SARIF.

import { readFile } from 'node:fs/promises';
import { text as wholeText } from 'node:stream/consumers';
import { openCatalog } from '../../catalog/shipped.ts';
import { checkConfig } from '../../checkup.ts';
import type { Checked, Finding } from '../../model/checkup.ts';
import { EXIT, Trouble, type ExitCode } from '../../model/trouble.ts';
import { checkSarif } from '../../reports/check-sarif.ts';
import { checkText } from '../../reports/check-text.ts';
import { jsonDocument } from '../../reports/json-text.ts';
import type { ReportHead } from '../../reports/report.ts';
import type { Page } from '../../reports/text/layout.ts';
import type { CheckOptions } from '../commands/check.ts';
import { FILE_PAGE, writeWhole } from '../deliver.ts';
import { worst } from '../exit-code.ts';
import type { Format } from '../formats.ts';
import { reportHeadNow } from '../head.ts';
import type { Session } from '../session.ts';
import { knownFacts } from './known-facts.ts';

/** Throws Trouble for a file that cannot be read. The exit code is 2 for a file that pcluster refuses, 3 for a build that will fail. */
export async function check(path: string, options: CheckOptions, session: Session): Promise<ExitCode> {
  const text = await configText(path);
  const { facts, gaps } = await knownFacts(text, options, session);
  const catalog = await openCatalog(session.settings.patterns);
  for (const remark of catalog.remarks) session.remark(remark);
  const head = reportHeadNow(catalog);
  const findings = checkConfig({ text, patterns: catalog.patterns, facts, today: head.generatedAt.slice(0, 10) });
  const checked = {
    path,
    facts: { pclusterVersion: facts.pclusterVersion, os: facts.os, arch: facts.arch },
    ...session.redactor.value({ findings, gaps }),
  };
  const written = (format: Format, page: Page) => WRITERS[format]?.(checked, head, page) ?? checkText(checked, page);
  for (const { format, path: file } of session.settings.outputs) writeWhole(file, written(format, FILE_PAGE));
  await session.print(written(session.settings.format, session.page));
  return worst(findings.map(exitOf));
}

const WRITERS: Partial<Record<Format, (checked: Checked, head: ReportHead, page: Page) => string>> = {
  sarif: checkSarif,
  json: (checked, { version, catalog, generatedAt }) =>
    jsonDocument({ generator: { name: 'pc-doctor', version, catalog }, generatedAt, ...checked }),
};

/** A pattern's finding is a cause that was recognised early; the schema's is a bad file. */
function exitOf({ level, rule }: Finding): ExitCode {
  if (level !== 'error') return EXIT.done;
  return rule.startsWith('config/') ? EXIT.usage : EXIT.recognised;
}

async function configText(path: string): Promise<string> {
  try {
    return path === '-' ? await wholeText(process.stdin) : await readFile(path, 'utf8');
  } catch (error) {
    throw new Trouble(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`, {
      exitCode: EXIT.notFound,
      toTry: 'give the path of your image-config.yaml',
      cause: error,
    });
  }
}
