// Reads and diagnoses builds for the screens: a few at a time, those that somebody looks at first, each log as far back as it is wanted.

import PQueue from 'p-queue';
import type { Diagnosis } from '../../model/diagnosis.ts';
import type { ListedImage } from '../../model/image-list.ts';
import { keyOf, type Excuse, type ImageKey } from '../../tui/news.ts';
import { withChanges } from '../compare/other-build.ts';
import { BUILDS_AT_ONCE } from '../outcomes.ts';
import type { ErrandOptions } from './errands.ts';
import { excuseOf } from './excuses.ts';
import type { Listing } from './listing.ts';
import { createReadings, type Reading } from './readings.ts';

export interface Builds {
  readonly diagnose: (image: ListedImage, urgent: boolean) => Promise<void>;
  readonly openLog: (image: ListedImage) => Promise<void>;
  readonly readOlder: (image: ListedImage, all: boolean) => Promise<void>;
  /** As it was made, before anything was hidden in it. Throws Error for a build that is not diagnosed. */
  readonly diagnosisOf: (image: ListedImage) => Diagnosis;
}

type SourceOfBuilds = Pick<Listing, 'evidenceOf' | 'besides'>;

/** No build is read yet. */
export function createBuilds(asked: ErrandOptions, { evidenceOf: source, besides }: SourceOfBuilds): Builds {
  const { session, catalog, publish } = asked;
  const { full } = session.settings;
  const readings = createReadings({ catalog, full });
  const queue = new PQueue({ concurrency: BUILDS_AT_ONCE });
  const running = new Set<ImageKey>();
  const diagnoses = new Map<ImageKey, Diagnosis>();
  const excused = (error: unknown): Excuse => session.redactor.value(excuseOf(error));

  const diagnoseNow = async (image: ListedImage) => {
    const key = keyOf(image);
    running.add(key);
    publish({ kind: 'diagnosing', key });
    try {
      const { examined } = await readings.open(key, source(image));
      const diagnosis = await withChanges(examined, besides(image), { asked: { catalog }, session });
      diagnoses.set(key, diagnosis);
      publish({ kind: 'diagnosed', key, diagnosis: session.redactor.value(diagnosis) });
    } catch (error) {
      publish({ kind: 'not-diagnosed', key, excuse: excused(error) });
    } finally {
      running.delete(key);
    }
  };

  const told = (image: ListedImage, reading: Reading) => {
    const { examined, older } = reading;
    const key = keyOf(image);
    const compared = diagnoses.get(key);
    // Beside a good build another line may decide.
    const diagnosis = compared?.changes ? compared : examined.diagnosis;
    publish({ kind: 'log', key, read: { ...examined, diagnosis, older } });
    return reading;
  };
  const older = async (image: ListedImage) => {
    const key = keyOf(image);
    const known = await readings.older(key, () => source(image));
    return told(image, known ?? (await readings.open(key, source(image))));
  };

  return {
    diagnose: async (image, urgent) => {
      const key = keyOf(image);
      if (running.has(key)) return;
      if (urgent && queue.sizeBy({ id: key }) > 0) queue.setPriority(key, 1);
      else await queue.add(() => diagnoseNow(image), { id: key, priority: urgent ? 1 : 0 });
    },
    openLog: async (image) => {
      const key = keyOf(image);
      try {
        told(image, readings.held(key) ?? (await readings.open(key, source(image))));
      } catch (error) {
        publish({ kind: 'no-log', key, excuse: excused(error) });
      }
    },
    readOlder: async (image, all) => {
      const key = keyOf(image);
      publish({ kind: 'reading-older', key });
      try {
        let reading = await older(image);
        if (!all) return;
        while (reading.older.kind === 'unread') reading = await older(image);
      } catch (error) {
        publish({ kind: 'no-older', key, excuse: excused(error) });
      }
    },
    diagnosisOf: (image) => {
      const diagnosis = diagnoses.get(keyOf(image));
      if (diagnosis === undefined) throw new Error(`${image.id} is not diagnosed`);
      return diagnosis;
    },
  };
}
