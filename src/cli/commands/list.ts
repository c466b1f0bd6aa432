// `pc-doctor list`: the image builds of an account, failed ones first.

import type { Command } from 'commander';
import { Option } from 'commander';
import { LIST_STATUSES, type ImageList, type ListStatus } from '../../model/image-list.ts';
import { EXIT, Trouble, type ExitCode } from '../../model/trouble.ts';
import type { Page } from '../../reports/text/layout.ts';
import { listed } from '../../wording/counts.ts';
import type { Begin } from '../begin.ts';
import { FILE_PAGE, writeWhole } from '../deliver.ts';
import { worst } from '../exit-code.ts';
import type { Format } from '../formats.ts';
import { reportHeadNow } from '../head.ts';
import type { Session } from '../session.ts';

interface ListOptions {
  readonly status: ListStatus | 'all';
}

export function addList(program: Command, begin: Begin): void {
  program
    .command('list')
    .summary('list image builds, failed ones first')
    .description('Lists the image builds of an account: failed ones first, the newest on top.')
    .addOption(
      new Option('--status <status>', 'only builds of this status').choices([...LIST_STATUSES, 'all']).default('all'),
    )
    .action((_options: unknown, command: Command) =>
      begin(command, (session) => list(session, command.opts<ListOptions>())),
    );
}

async function list(session: Session, { status }: ListOptions): Promise<ExitCode> {
  refuseFiles(session);
  const { connectAll, findImages } = await import('../accounts.ts');
  const accounts = await connectAll(session, null);
  const found = await findImages(accounts.reached, session);
  const failures = [...accounts.failures, ...found.failures];
  if (found.regions.length === 0) return worst(failures);
  const images = found.images.filter((image) => status === 'all' || image.status === status);
  await deliver(session.redactor.value({ images, gaps: found.gaps }), { session, regions: found.regions, status });
  return worst(failures);
}

/** A list is AWS's to give. */
function refuseFiles({ settings }: Session): void {
  if (settings.from.length === 0) return;
  throw new Trouble('list asks AWS; it reads no files', {
    exitCode: EXIT.usage,
    toTry: 'pc-doctor diagnose --from FILE',
  });
}

interface Listing {
  readonly session: Session;
  readonly regions: readonly string[];
  readonly status: ListStatus | 'all';
}

async function deliver(images: ImageList, { session, regions, status }: Listing): Promise<void> {
  const { settings, page, print } = session;
  const write = await writers(images, settings.patterns);
  for (const { format, path } of settings.outputs) writeWhole(path, write(format)(FILE_PAGE));
  await print(write(settings.format)(page));
  if (settings.format === 'text' && images.images.length === 0) {
    await print(`No ${status === 'all' ? '' : `${status} `}image builds in ${listed(regions)}.\n`);
  }
}

async function writers(
  images: ImageList,
  patterns: string | null,
): Promise<(format: Format) => (page: Page) => string> {
  const { openCatalog } = await import('../../catalog/shipped.ts');
  const [{ listJson }, { listText }, { reportHead }] = await Promise.all([
    import('../../reports/json.ts'),
    import('../../reports/list.ts'),
    import('../../reports/report.ts'),
  ]);
  const head = reportHead(reportHeadNow(await openCatalog(patterns)));
  return (format) => (format === 'json' ? () => listJson(images, head) : (page) => listText(images, page, Date.now()));
}
