// The commands and what they share, put together with commander. Bare `pc-doctor` is a command too, and that has a price: commander
// takes a mistyped command for an argument of it, so such words are handed to a program without it, which says what they might be.

import { Command, CommanderError } from 'commander';
import { EXIT, type ExitCode } from '../model/trouble.ts';
import { beginner, type Begin } from './begin.ts';
import { addBundle } from './commands/bundle.ts';
import { addCache } from './commands/cache.ts';
import { addCheck } from './commands/check.ts';
import { addCompare } from './commands/compare.ts';
import { addDemo } from './commands/demo.ts';
import { addFix } from './commands/fix.ts';
import { addDiagnose } from './commands/diagnose.ts';
import { addList } from './commands/list.ts';
import { addPatterns } from './commands/patterns.ts';
import { addSurvey } from './commands/survey.ts';
import { addWatch } from './commands/watch.ts';
import { examples } from './help.ts';
import { globalOptions } from './options.ts';
import { written } from './session.ts';
import type { Streams } from './terminal.ts';
import { VERSION } from './version.ts';

/** Runs the command line; gives the exit code. Trouble is said here, anything else is thrown. */
export async function runProgram(asked: readonly string[], streams: Streams): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const begin = beginner(streams, (ended) => {
    code = ended;
  });
  try {
    await wholeProgram(begin, streams).parseAsync(asked, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    throw error;
  }
}

function wholeProgram(begin: Begin, streams: Streams): Command {
  const program = namedCommands(begin, streams);
  return program
    .allowUnknownOption()
    .allowExcessArguments()
    .action(async () => {
      if (program.args.length > 0) await namedCommands(begin, streams).parseAsync(program.args, { from: 'user' });
      const { overview, screens } = await import('./commands/overview.ts');
      await begin(program, overview, screens);
    });
}

/** The program without the bare command. */
function namedCommands(begin: Begin, streams: Streams): Command {
  const program = new Command('pc-doctor')
    .description(
      'Finds out why an AWS ParallelCluster image build failed, and which remedy fits.\nWithout a command: every failed image build, and why; at a terminal on screens.',
    )
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => void written(streams.stdout, text),
      writeErr: (text) => void written(streams.stderr, text),
      outputError: (text, write) => write(text.replace(/^error: /, 'pc-doctor: ')),
    })
    .helpCommand(false)
    .exitOverride();
  for (const option of globalOptions()) program.addOption(option);
  for (const add of [
    addList,
    addDiagnose,
    addWatch,
    addCompare,
    addFix,
    addCheck,
    addSurvey,
    addBundle,
    addCache,
    addPatterns,
    addDemo,
  ])
    add(program, begin);
  addHelpCommand(program, () => namedCommands(begin, streams));
  for (const command of [program, ...program.commands]) addHelp(command);
  return program;
}

/** Instead of commander's own, which answers an unknown name with all of the help and no word about the name. */
function addHelpCommand(program: Command, another: () => Command): void {
  program
    .command('help')
    .description('print the help of a command')
    .argument('[command]')
    .action(async (name?: string) => {
      const command = program.commands.find((candidate) => candidate.name() === name);
      if (name !== undefined && command === undefined) await another().parseAsync([name], { from: 'user' });
      (command ?? program).help();
    });
}

function addHelp(command: Command): void {
  const name = command.parent === null ? '' : `${command.name()} `;
  command.showHelpAfterError(`try: pc-doctor ${name}--help`).addHelpText('after', examples(name.trim()));
}
