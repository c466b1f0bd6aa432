// `pc-doctor fix`: the configuration of a failed build with a remedy's change in it, as a diff or as a ready file.

import { Option, type Command } from 'commander';
import { collected, configValues, osName, pclusterVersion } from '../option-values.ts';
import type { Begin } from '../begin.ts';
import type { FixOptions } from '../fix/fix.ts';

export function addFix(program: Command, begin: Begin): void {
  program
    .command('fix')
    .summary('change the failed configuration as a remedy asks')
    .description(
      "Puts a remedy's change into the configuration of a failed build: a diff on standard output, or a ready file.\nThe configuration is the build's own, from S3, or the file that --config names.",
    )
    .argument('[image]', 'id of a failed image; or give its files with --from')
    .addOption(
      new Option('--remedy <id>', 'this remedy instead of the best; repeat it for several').argParser(collected),
    )
    .addOption(
      new Option('--set <key=value>', 'a value that a remedy leaves open, or any other').argParser(configValues),
    )
    .addOption(new Option('--write <file>', 'write the whole configuration to a file'))
    .addOption(new Option('--force', 'write over a file that exists'))
    .addOption(new Option('--verify', 'fetch the cookbook that is set, and look inside'))
    .addOption(
      new Option('--pcluster-version <version>', 'ParallelCluster version, if unknown').argParser(pclusterVersion),
    )
    .addOption(new Option('--os <name>', 'operating system, if unknown').argParser(osName))
    .addOption(new Option('--arch <arch>', 'architecture, if unknown').choices(['x86_64', 'arm64']))
    .action((image: string | undefined, _options: unknown, command: Command) =>
      begin(command, async (session) =>
        (await import('../fix/fix.ts')).fix(image ?? null, command.opts<FixOptions>(), session),
      ),
    );
}
