// Runs the errands of the screens: what they ask of AWS, of the disk and of the clipboard. What comes of it goes back as news; what goes wrong
// is news as well, so that losing AWS in the middle costs an answer and never the session.

import PQueue from 'p-queue';
import type { Catalog } from '../../catalog/catalog.ts';
import type { Diagnosis } from '../../model/diagnosis.ts';
import type { ListedImage } from '../../model/image-list.ts';
import { EXIT, type ExitCode } from '../../model/trouble.ts';
import type { AwsAccount } from '../../sources/aws/account.ts';
import { readImage } from '../../sources/aws/image.ts';
import { keyOf, type Errand, type ImageKey, type News } from '../../tui/news.ts';
import { connectAll, findImages } from '../accounts.ts';
import type { OverviewOptions } from '../commands/overview.ts';
import { BUILDS_AT_ONCE } from '../examine.ts';
import { worst } from '../exit-code.ts';
import type { Session } from '../session.ts';
import { copyToClipboard } from './clipboard.ts';
import { excuseOf, excusing } from './excuses.ts';
import { createReadings, type Reading } from './readings.ts';
import { saveTicket } from './tickets.ts';
import { createWorkLine } from './work-line.ts';

/** What the terminal itself does is not an errand into the world. */
type WorldErrand = Exclude<Errand, { kind: 'suspend' | 'redraw' | 'quit' }>;

export interface ErrandOptions {
  readonly session: Session;
  readonly catalog: Catalog;
  readonly options: OverviewOptions;
  readonly publish: (news: News) => void;
  /** Writes a control sequence to the terminal. */
  readonly write: (sequence: string) => void;
}

export interface Errands {
  readonly run: (errand: WorldErrand) => void;
  /** What the session ends with: trouble only when nothing could ever be listed. */
  readonly exitCode: () => ExitCode;
}

/** Runs errands for one session. */
export function createErrands(options: ErrandOptions): Errands {
  const runner = new ErrandRunner(options);
  return { run: (errand) => void runner.run(errand), exitCode: () => runner.exitCode };
}

class ErrandRunner {
  readonly #options: ErrandOptions;
  readonly #readings;
  readonly #line;
  readonly #queue = new PQueue({ concurrency: BUILDS_AT_ONCE });
  readonly #running = new Set<ImageKey>();
  /** As they were made, before anything was hidden in them. */
  readonly #diagnoses = new Map<ImageKey, Diagnosis>();
  #accounts: readonly AwsAccount[] = [];
  #wasListed = false;
  exitCode: ExitCode = EXIT.done;

  constructor(options: ErrandOptions) {
    this.#options = options;
    const { catalog, session, publish } = options;
    this.#readings = createReadings({ catalog, full: session.settings.full });
    this.#line = createWorkLine((text) => publish({ kind: 'progress', text }));
  }

  /** Never rejects: an error nobody foresaw is said like any other. */
  async run(errand: WorldErrand): Promise<void> {
    try {
      await this.#line.during(() => this.#runNow(errand));
    } catch (error) {
      this.#options.publish({ kind: 'told', notice: { tone: 'bad', text: excuseOf(error).what } });
    }
  }

  async #runNow(errand: WorldErrand): Promise<void> {
    switch (errand.kind) {
      case 'list':
        return this.#list();
      case 'diagnose':
        return this.#diagnose(errand.image, errand.urgent);
      case 'open-log':
        return this.#openLog(errand.image);
      case 'read-older':
        return this.#readOlder(errand.image, errand.all);
      case 'copy':
        return this.#copy(errand.copy);
      case 'save':
        return this.#save(errand);
    }
  }

  async #list(): Promise<void> {
    const { session, options, publish } = this.#options;
    const { session: own, excuses } = excusing(session, this.#line.onProgress);
    const connected = await connectAll(own, options.recorded ?? null);
    const found = await findImages(connected.reached, own);
    this.#accounts = connected.reached;
    this.#wasListed ||= found.regions.length > 0;
    this.exitCode = this.#wasListed ? EXIT.done : worst([...connected.failures, ...found.failures]);
    publish({
      kind: 'listed',
      images: found.images.map((image) => ({ ...session.redactor.value(image), id: image.id, region: image.region })),
      gaps: session.redactor.value(found.gaps),
      regions: found.regions,
      excuses: session.redactor.value(excuses()),
      nowMs: options.nowMs ?? Date.now(),
    });
  }

  async #diagnose(image: ListedImage, urgent: boolean): Promise<void> {
    const { publish, session } = this.#options;
    const key = keyOf(image);
    if (this.#running.has(key)) return;
    if (urgent && this.#queue.sizeBy({ id: key }) > 0) return this.#queue.setPriority(key, 1);
    await this.#queue.add(
      async () => {
        this.#running.add(key);
        publish({ kind: 'diagnosing', key });
        try {
          const { examined } = await this.#readings.open(key, this.#source(image));
          this.#diagnoses.set(key, examined.diagnosis);
          publish({ kind: 'diagnosed', key, diagnosis: session.redactor.value(examined.diagnosis) });
        } catch (error) {
          publish({ kind: 'not-diagnosed', key, excuse: session.redactor.value(excuseOf(error)) });
        } finally {
          this.#running.delete(key);
        }
      },
      { id: key, priority: urgent ? 1 : 0 },
    );
  }

  async #openLog(image: ListedImage): Promise<void> {
    const { publish, session } = this.#options;
    const key = keyOf(image);
    try {
      this.#tellLog(key, this.#readings.held(key) ?? (await this.#readings.open(key, this.#source(image))));
    } catch (error) {
      publish({ kind: 'no-log', key, excuse: session.redactor.value(excuseOf(error)) });
    }
  }

  async #readOlder(image: ListedImage, all: boolean): Promise<void> {
    const key = keyOf(image);
    this.#options.publish({ kind: 'reading-older', key });
    let reading = await this.#olderThan(image);
    if (!all) return;
    while (reading.older.kind === 'unread') reading = await this.#olderThan(image);
  }

  async #olderThan(image: ListedImage): Promise<Reading> {
    const key = keyOf(image);
    const again = () => this.#source(image);
    const reading = (await this.#readings.older(key, again)) ?? (await this.#readings.open(key, again()));
    this.#tellLog(key, reading);
    return reading;
  }

  #tellLog(key: ImageKey, { examined, older }: Reading): void {
    const { evidence, run, diagnosis } = examined;
    this.#options.publish({ kind: 'log', key, read: { evidence, run, diagnosis, older } });
  }

  #source({ id, region }: ListedImage) {
    const account = this.#accounts.find((candidate) => candidate.region === region);
    if (account === undefined) throw new Error(`an image was listed in ${region}, where no account was connected`);
    return readImage(account, id, { full: this.#options.session.settings.full });
  }

  #copy({ what, text }: Extract<Errand, { kind: 'copy' }>['copy']): void {
    const { publish, write } = this.#options;
    const { file, sent } = copyToClipboard(text, write);
    const where = [sent ? 'copied to the clipboard' : '', file === null ? '' : `left in ${file}`].filter(Boolean);
    const said = where.length === 0 ? 'could be put neither into the clipboard nor into a file' : where.join(', ');
    publish({ kind: 'told', notice: { tone: where.length === 0 ? 'bad' : 'good', text: `The ${what} is ${said}` } });
  }

  async #save({ image, format }: Extract<Errand, { kind: 'save' }>): Promise<void> {
    const { publish, session, catalog } = this.#options;
    const diagnosis = this.#diagnoses.get(keyOf(image));
    if (diagnosis === undefined) throw new Error(`${image.id} is not diagnosed`);
    try {
      const file = await saveTicket({ id: image.id, diagnosis, format, catalog, redact: session.settings.redact });
      publish({ kind: 'told', notice: { tone: 'good', text: `Written: ${file}` } });
    } catch (error) {
      publish({ kind: 'told', notice: { tone: 'bad', text: `Not written: ${excuseOf(error).what}` } });
    }
  }
}
