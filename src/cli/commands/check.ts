// `pc-doctor check CONFIG`: what is known to go wrong with a configuration, before the hour is spent.

import { Option, type Command } from 'commander';
import { ARCHS, type Arch } from '../../model/evidence.ts';
import type { Begin } from '../begin.ts';
import { osName, pclusterVersion } from '../option-values.ts';

export interface CheckOptions {
  readonly pclusterVersion?: string;
  readonly os?: string;
  readonly arch?: Arch;
}

export function addCheck(program: Command, begin: Begin): void {
  program
    .command('check')
    .summary('look over a configuration before the build')
    .description(
      'Checks an image configuration: the schema of that ParallelCluster version, and every failure of the catalog that can be foreseen.',
    )
    .argument('<config>', 'image-config.yaml; - is standard input')
    .addOption(
      new Option(
        '--pcluster-version <version>',
        'ParallelCluster version (default: what `pcluster version` says)',
      ).argParser(pclusterVersion),
    )
    .addOption(new Option('--os <name>', 'operating system of the parent image, such as rocky9.4').argParser(osName))
    .addOption(new Option('--arch <arch>', 'architecture of the parent image').choices(ARCHS))
    .action((path: string, _options: unknown, command: Command) =>
      begin(command, async (session) =>
        (await import('../check/check.ts')).check(path, command.opts<CheckOptions>(), session),
      ),
    );
}
