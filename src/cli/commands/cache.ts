// `pc-doctor cache`: what is kept of builds that are over, so that AWS need not tell it again.

import type { Command } from 'commander';
import type { Begin } from '../begin.ts';

export function addCache(program: Command, begin: Begin): void {
  const cache = program
    .command('cache')
    .summary('how much is kept of finished builds, and removing it')
    .description(
      'What was read of builds that are over is kept in a folder of your own, secrets included, and used by the next run. Says how much it is.',
    )
    .helpCommand(false)
    .action((_options: unknown, command: Command) =>
      begin(command, async (session) => (await import('../cache/tell.ts')).tellCache(session)),
    );
  cache
    .command('clear')
    .description('remove all of it')
    .action((_options: unknown, command: Command) =>
      begin(command, async (session) => (await import('../cache/tell.ts')).clearCache(session)),
    );
}
