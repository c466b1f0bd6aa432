// `pc-doctor patterns`: looking into the catalog, checking patterns of one's own, and beginning a new one from a log.

import { Option, type Command } from 'commander';
import type { ExitCode } from '../../model/trouble.ts';
import type { Begin } from '../begin.ts';
import { threadCount } from '../option-values.ts';
import type { Session } from '../session.ts';

interface DraftOptions {
  readonly id: string;
}

interface ScanOptions {
  readonly threads: number | null;
}

type Job = (session: Session) => Promise<ExitCode>;

export function addPatterns(program: Command, begin: Begin): void {
  const patterns = program
    .command('patterns')
    .summary('look into the catalog, check patterns of your own')
    .description('The catalog of failures. With --patterns FOLDER, your own patterns are part of it.')
    .helpCommand(false);
  const add = (command: string, summary: string) => patterns.command(command).description(summary);
  const run = (command: Command, job: Job) => begin(command, job);
  add('list', 'every pattern, by category').action((_options: unknown, command: Command) =>
    run(command, async (session) => (await import('../patterns/list.ts')).listPatterns(session)),
  );
  add('show <id>', 'one pattern in full').action((id: string, _options: unknown, command: Command) =>
    run(command, async (session) => (await import('../patterns/show.ts')).showPattern(id, session)),
  );
  add('lint', 'what makes patterns untrustworthy: yours with --patterns, else the shipped ones').action(
    (_options: unknown, command: Command) =>
      run(command, async (session) => (await import('../patterns/lint.ts')).lint(session)),
  );
  add('test [id...]', 'whether patterns match their hits and none of their near misses').action(
    (ids: readonly string[], _options: unknown, command: Command) =>
      run(command, async (session) => (await import('../patterns/test.ts')).testPatterns(ids, session)),
  );
  add('explain <id>', 'why a pattern matches the log that --from names, or does not').action(
    (id: string, _options: unknown, command: Command) =>
      run(command, async (session) => (await import('../patterns/explain.ts')).explain(id, session)),
  );
  add('scan <file...>', 'which lines of any log patterns know; what it failed of, diagnose finds')
    .addOption(
      new Option('-j, --threads <number>', 'threads that scan a long file')
        .argParser(threadCount)
        .default(null, 'as many as pay'),
    )
    .action((files: readonly string[], options: ScanOptions, command: Command) =>
      run(command, async (session) => (await import('../patterns/scan.ts')).scanLogs(files, options, session)),
    );
  add('draft', 'a new pattern file from the log that --from names, whose failure is not in the catalog')
    .addOption(new Option('--id <category/name>', 'its id').default('site/new-failure'))
    .action((options: DraftOptions, command: Command) =>
      run(command, async (session) => (await import('../patterns/draft.ts')).draft(options, session)),
    );
}
