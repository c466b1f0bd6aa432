// `pc-doctor bundle`: everything that a diagnosis read, in one file that can be given away.

import { Option, type Command } from 'commander';
import type { Begin } from '../begin.ts';
import type { BundleOptions } from '../bundle/bundle.ts';

export function addBundle(program: Command, begin: Begin): void {
  program
    .command('bundle')
    .summary('pack what a diagnosis read, redacted, to give away or keep')
    .description(
      'Packs everything that was read of a build into one .tar.gz, with secrets hidden. --from reads it back to the same report.',
    )
    .argument('[image]', 'id of an image; or give its files with --from')
    .addOption(new Option('--write <file>', 'the file to write (default: IMAGE-bundle.tar.gz)'))
    .addOption(new Option('--force', 'write over a file that exists'))
    .action((image: string | undefined, _options: unknown, command: Command) =>
      begin(command, async (session) =>
        (await import('../bundle/bundle.ts')).bundle(image ?? null, command.opts<BundleOptions>(), session),
      ),
    );
}
