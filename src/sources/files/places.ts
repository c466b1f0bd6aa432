// What a person names, as files: a folder stands for every file below it. Links are not followed: what is unpacked from somebody
// else's archive may point anywhere.

import { lstatSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Gap } from '../../model/evidence.ts';
import { EXIT, Trouble } from '../../model/trouble.ts';
import { count } from '../../wording/counts.ts';
import { fileTrouble } from './file-trouble.ts';
import { MAX_DEPTH, MAX_FILES } from './limits.ts';

/** A file to read. */
export interface Place {
  /** What opens it; `-` is standard input. */
  readonly path: string;
  /** Path from the named folder on, or the file's own name. */
  readonly name: string;
}

export interface Places {
  readonly files: readonly Place[];
  readonly gaps: readonly Gap[];
}

/** The files behind a path, in the order of their names. Throws Trouble when there is nothing to read. */
export function placesAt(path: string): Places {
  if (path === '-' || !isFolder(path)) return { files: [{ path, name: basename(path) }], gaps: [] };
  const walk = new Walk();
  walk.enter(path, '', 0);
  if (walk.files.length === 0) {
    throw new Trouble(`there is no file to read in the folder ${path}`, {
      exitCode: EXIT.usage,
      toTry: 'name the folder that holds cloudwatch-logs, or one of its files',
    });
  }
  return { files: walk.files, gaps: walk.gaps() };
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw fileTrouble(path, error);
  }
}

class Walk {
  readonly files: Place[] = [];
  #links = 0;
  #tooDeep = 0;
  #tooMany = false;
  #closed: Gap[] = [];

  enter(folder: string, name: string, depth: number): void {
    for (const entry of this.#entries(folder, name)) {
      if (this.files.length >= MAX_FILES) {
        this.#tooMany = true;
        return;
      }
      this.#take(join(folder, entry), name === '' ? entry : `${name}/${entry}`, depth);
    }
  }

  gaps(): Gap[] {
    return [
      ...this.#closed,
      ...(this.#links > 0 ? [linksGap(this.#links)] : []),
      ...(this.#tooDeep > 0 ? [depthGap(this.#tooDeep)] : []),
      ...(this.#tooMany ? [crowdGap()] : []),
    ];
  }

  #entries(folder: string, name: string): readonly string[] {
    try {
      return readdirSync(folder).sort();
    } catch (error) {
      const trouble = fileTrouble(folder, error);
      if (name === '' || !(trouble instanceof Trouble)) throw trouble;
      this.#closed.push({ what: `the folder ${name}`, why: trouble.message, toSeeIt: trouble.toTry ?? 'check it' });
      return [];
    }
  }

  #take(path: string, name: string, depth: number): void {
    const entry = lstatSync(path);
    if (entry.isSymbolicLink()) this.#links += 1;
    else if (entry.isFile()) this.files.push({ path, name });
    else if (entry.isDirectory() && depth + 1 < MAX_DEPTH) this.enter(path, name, depth + 1);
    else if (entry.isDirectory()) this.#tooDeep += 1;
  }
}

function linksGap(links: number): Gap {
  return {
    what: `what ${count(links, 'link')} in the folder ${links === 1 ? 'points' : 'point'} to`,
    why: 'links are not followed: they may lead out of the folder',
    toSeeIt: 'name the files they point to as well',
  };
}

function depthGap(folders: number): Gap {
  return {
    what: `${count(folders, 'folder')} deep below the one that was named`,
    why: `folders are read ${MAX_DEPTH} levels deep`,
    toSeeIt: 'name the deeper folder itself',
  };
}

function crowdGap(): Gap {
  return {
    what: `the files of the folder after the first ${MAX_FILES}`,
    why: 'it holds too many to belong to one build',
    toSeeIt: 'name the folder of one build, or its files',
  };
}
