// The builds in the files that `--from` names.

import { EXIT, Trouble } from '../model/trouble.ts';
import { readFiles, type FileBuild, type FileOptions } from '../sources/files.ts';
import { configurationInFiles } from './configuration.ts';
import type { Build } from './outcomes.ts';
import type { Session } from './session.ts';

type How = Pick<FileOptions, 'tailsBytes' | 'apart'>;

/** Throws Trouble for a path that cannot be read. */
async function fileBuilds({ settings, progress, remark }: Session, how: How = {}): Promise<FileBuild[]> {
  if (settings.from.includes('-') && process.stdin.isTTY) remark('reading standard input; Ctrl-D ends it');
  return readFiles(settings.from, { onProgress: progress.onProgress, ...how });
}

/** The same, ready to be diagnosed. */
export async function buildsInFiles(session: Session, how?: How): Promise<(Build & Pick<FileBuild, 'marks'>)[]> {
  const builds = await fileBuilds(session, how);
  return builds.map((build) => ({
    name: build.name,
    marks: build.marks,
    evidence: () => build.evidence({ whole: session.settings.full }),
    configuration: configurationInFiles(build),
  }));
}

/** The only build in them. Throws Trouble where there is none, or more than one. */
export async function fileBuild(session: Session): Promise<FileBuild> {
  const { from } = session.settings;
  if (from.length === 0) {
    throw new Trouble('no log is named', { exitCode: EXIT.usage, toTry: 'add --from FILE; - is standard input' });
  }
  const [build, second] = await fileBuilds(session);
  if (build !== undefined && second === undefined) return build;
  throw new Trouble(`${from.join(' ')} holds several builds`, { exitCode: EXIT.usage, toTry: 'name one of them' });
}
