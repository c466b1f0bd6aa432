// `pc-doctor demo`: the main job over a recorded account, served inside this process. It needs no credentials and reaches no network;
// settings of AWS in the environment are put aside for this process, so that nobody's real account can come into it.

import type { Command } from 'commander';
import { devNull } from 'node:os';
import type { ExitCode } from '../../model/trouble.ts';
import type { Begin } from '../begin.ts';
import type { OverviewOptions } from './overview.ts';

/** The server checks that requests are signed, not by whom. */
const CREDENTIALS = { accessKeyId: 'demo', secretAccessKey: 'demo' };

export function addDemo(program: Command, begin: Begin): void {
  program
    .command('demo')
    .summary('try it on a recorded account, without credentials')
    .description('Lists and diagnoses the failed builds of a recorded account. Needs no credentials and no network.')
    .action((_options: unknown, command: Command) =>
      begin(
        command,
        (session) => onRecorded(async (options) => (await import('./overview.ts')).overview(session, options)),
        (session, streams) =>
          onRecorded(async (options) => (await import('./overview.ts')).screens(session, streams, options)),
      ),
    );
}

/** Serves the recorded account as long as the job runs. */
async function onRecorded(job: (options: OverviewOptions) => Promise<ExitCode>): Promise<ExitCode> {
  const { demoAccount } = await import('../../replay/demo-account.ts');
  const { startReplay } = await import('../../replay/server.ts');
  putAwsSettingsAside(process.env);
  const account = await demoAccount();
  const replay = await startReplay(account);
  const regions = [...new Set(account.builds.map(({ region }) => region))].sort();
  try {
    const recorded = { endpoint: replay.url, credentials: CREDENTIALS, regions };
    return await job({ recorded, nowMs: account.clock });
  } finally {
    await replay.close();
  }
}

function putAwsSettingsAside(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(environment)) {
    if (name.startsWith('AWS_')) delete environment[name];
  }
  environment.AWS_CONFIG_FILE = devNull;
  environment.AWS_SHARED_CREDENTIALS_FILE = devNull;
  environment.AWS_EC2_METADATA_DISABLED = 'true';
}
