// `pc-doctor compare`: a failed build and a good one, and what differs between them.

import { Option, type Command } from 'commander';
import type { Begin } from '../begin.ts';
import type { CompareOptions } from '../compare/compare.ts';

export function addCompare(program: Command, begin: Begin): void {
  program
    .command('compare')
    .summary('say what changed since the last good build')
    .description(
      'Diagnoses a failed build beside the last good one of the same system and configuration, and says what differs: versions, kernel, parent image, packages, repositories, configuration, durations, and lines without a like.',
    )
    .argument('[image]', 'id of a failed image; or give its files with --from')
    .addOption(new Option('--with <image>', 'this image instead of the last good one'))
    .addOption(new Option('--with-from <path...>', 'files of the other build: log, archive, folder, JSON'))
    .action((image: string | undefined, _options: unknown, command: Command) =>
      begin(command, async (session) =>
        (await import('../compare/compare.ts')).compareBuilds(image ?? null, command.opts<CompareOptions>(), session),
      ),
    );
}
