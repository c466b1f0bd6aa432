// A thread that tells of builds in files, seen from the one that asked for it. What it cannot tell, the one that asked tells itself: it alone
// can say an error, and the report is the same however many threads there were.

import { Worker } from 'node:worker_threads';
import type { FilesOfBuild } from '../../sources/files.ts';
import type { Told } from './told.ts';

/** What a thread has to know. */
export interface ThreadSettings {
  /** A folder with patterns of the user's own. */
  readonly patterns: string | null;
  readonly full: boolean;
}

export interface Errand {
  readonly id: number;
  readonly files: FilesOfBuild;
}

export interface Answer {
  readonly id: number;
  readonly told: Told | null;
}

/** Less room for what is new is collected all the time: each build leaves some ten megabytes behind. */
const YOUNG_MB = 64;

export class BuildThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, (told: Told | null) => void>();
  #asked = 0;
  #hasEnded = false;

  /** Begins at once; `onError` hears why it ended early. */
  constructor(settings: ThreadSettings, onError: (error: unknown) => void) {
    this.#worker = new Worker(new URL('../cli/build-worker.mjs', import.meta.url), {
      workerData: settings,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    this.#worker.on('message', (answer: Answer) => this.#answer(answer));
    this.#worker.on('error', onError);
    this.#worker.on('exit', () => this.#end());
  }

  /** How many builds it has in hand. */
  get inHand(): number {
    return this.#hasEnded ? Infinity : this.#waiting.size;
  }

  /** Null for a build that it could not tell of. */
  tell(files: FilesOfBuild): Promise<Told | null> {
    if (this.#hasEnded) return Promise.resolve(null);
    const errand: Errand = { id: (this.#asked += 1), files };
    return new Promise((resolve) => {
      this.#waiting.set(errand.id, resolve);
      this.#worker.postMessage(errand);
    });
  }

  stop(): Promise<unknown> {
    return this.#worker.terminate();
  }

  #answer({ id, told }: Answer): void {
    this.#waiting.get(id)?.(told);
    this.#waiting.delete(id);
  }

  #end(): void {
    this.#hasEnded = true;
    for (const id of this.#waiting.keys()) this.#answer({ id, told: null });
  }
}
