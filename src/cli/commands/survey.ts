// `pc-doctor survey`: every build of an account counted by its cause, with the hours and the money lost.

import { Option, type Command } from 'commander';
import type { Begin } from '../begin.ts';
import { priceOfAnHour, sinceWhen, threadCount } from '../option-values.ts';
import type { SurveyOptions } from '../survey/survey.ts';

export function addSurvey(program: Command, begin: Begin): void {
  program
    .command('survey')
    .summary('count all builds by cause, with hours and money lost')
    .description(
      'Counts all image builds of an account, or of several by several --profile, by what they failed of. CloudWatch Logs Insights tells which ended well; the others are diagnosed. With --from: the builds in files.',
    )
    .addOption(new Option('--since <when>', 'only builds that began since: 2026-01-31, 90d, 12h').argParser(sinceWhen))
    .addOption(new Option('--price <amount>', 'what an hour of the build instance costs').argParser(priceOfAnHour))
    .addOption(new Option('-y, --yes', 'do not ask before logs are scanned, which costs money'))
    .addOption(
      new Option('-j, --threads <number>', 'threads that read builds in files')
        .argParser(threadCount)
        .default(null, 'as many as pay'),
    )
    .action((_options: unknown, command: Command) =>
      begin(command, async (session) =>
        (await import('../survey/survey.ts')).survey(command.opts<SurveyOptions>(), session),
      ),
    );
}
