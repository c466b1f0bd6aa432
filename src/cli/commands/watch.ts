// `pc-doctor watch`: a build in progress, step by step, with the verdict as soon as its log bears one out.

import { Option, type Command } from 'commander';
import { EXIT, Trouble } from '../../model/trouble.ts';
import type { Begin } from '../begin.ts';
import { pollSeconds } from '../option-values.ts';
import type { WatchOptions } from '../watch/watch.ts';

/** Often enough for a build of an hour, and a tenth of what CloudWatch Logs answers in a second. */
const POLL_EVERY_S = 10;

export function addWatch(program: Command, begin: Begin): void {
  program
    .command('watch')
    .summary('follow a build in progress, with the verdict at its first fatal event')
    .description(
      'Follows a build in progress: its steps as they pass, and why it fails as soon as it does. It never stops anything by itself; it says what to type. Ends when the image is AVAILABLE or FAILED.',
    )
    .argument('[image]', 'id of an image')
    .addOption(new Option('-i, --image-id <id>', 'the same, as pcluster takes it'))
    .addOption(
      new Option('--every <seconds>', 'from one look to the next').argParser(pollSeconds).default(POLL_EVERY_S),
    )
    .addOption(new Option('--until-verdict', 'end at the first verdict, while the build goes on'))
    .addOption(new Option('--notify <command>', 'run a command at a verdict, with the report as JSON on its input'))
    .addOption(new Option('--live-tail', 'look at once when lines arrive, by Live Tail: about $0.01 a minute'))
    .action((image: string | undefined, _options: unknown, command: Command) =>
      begin(command, async (session) => {
        if (session.settings.from.length > 0) throw noFiles();
        const { watchImage } = await import('../watch/watch.ts');
        return watchImage(image ?? null, command.opts<WatchOptions>(), session);
      }),
    );
}

function noFiles(): Trouble {
  return new Trouble('watch asks AWS; it reads no files', {
    exitCode: EXIT.usage,
    toTry: 'pc-doctor diagnose --from FILE',
  });
}
