// The builds in the files that `--from` names.

import { EXIT, Trouble } from '../model/trouble.ts';
import { filesOf, openBuild, type Belonging, type FileBuild, type FilesOfBuild } from '../sources/files.ts';
import { configurationInFiles } from './configuration.ts';
import type { Build } from './outcomes.ts';
import type { Session } from './session.ts';

/** Which files make up each; nothing is read of them yet. Throws Trouble for a path that cannot be read. */
export async function filesOfBuilds({ settings, remark }: Session, belonging?: Belonging): Promise<FilesOfBuild[]> {
  if (settings.from.includes('-') && process.stdin.isTTY) remark('reading standard input; Ctrl-D ends it');
  return filesOf(settings.from, belonging);
}

async function fileBuilds(session: Session): Promise<FileBuild[]> {
  const { onProgress } = session.progress;
  return (await filesOfBuilds(session)).map((files) => openBuild(files, { onProgress }));
}

/** The same, ready to be diagnosed. */
export async function buildsInFiles(session: Session): Promise<Build[]> {
  const builds = await fileBuilds(session);
  return builds.map((build) => ({
    name: build.name,
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
