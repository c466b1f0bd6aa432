// What is done with the events of a watch: secrets are hidden, everything is told, and at a verdict that is news the command of `--notify` runs: once
// while the build goes on, and once more when it has ended, if the verdict is another one then.

import type { Pattern } from '../../model/catalog.ts';
import type { Diagnosis, Report } from '../../model/diagnosis.ts';
import { EXIT, type ExitCode } from '../../model/trouble.ts';
import type { WatchEvent } from '../../model/watch.ts';
import { reportJson } from '../../reports/json.ts';
import { makeReport, type ReportHead } from '../../reports/report.ts';
import { countRemovals } from '../../wording/redact.ts';
import { FILE_PAGE, writeWhole } from '../deliver.ts';
import { exitOfVerdict } from '../exit-code.ts';
import { WRITERS } from '../formats.ts';
import type { Session } from '../session.ts';
import { notify } from './notify.ts';
import { openTeller, type Tell } from './tellers.ts';

interface Setting {
  readonly session: Session;
  readonly image: { readonly id: string | null; readonly region: string | null };
  readonly head: ReportHead;
  readonly patterns: readonly Pattern[];
  /** The command of `--notify`. */
  readonly notify: string | undefined;
}

export class Desk {
  readonly #setting: Setting;
  readonly #tell: Tell;
  readonly #removals = countRemovals();
  #last: Diagnosis | null = null;
  #notified: string | null = null;

  constructor(setting: Setting) {
    this.#setting = setting;
    const { id, region } = setting.image;
    this.#tell = openTeller(setting.session, { id, region });
  }

  /** Tells them; gives whether there was a verdict among them. */
  async take(events: readonly WatchEvent[]): Promise<boolean> {
    const shown = this.#setting.session.redactor.value(events, this.#removals.noted);
    await this.#tell(shown);
    const verdict = shown.findLast((event) => event.event === 'verdict');
    if (shown.some(({ event }) => event === 'verdict-withdrawn')) this.#last = null;
    if (verdict === undefined) return false;
    this.#last = verdict.diagnosis;
    await this.#notify(verdict.diagnosis);
    return true;
  }

  /** Writes the files that were asked for; gives the exit code of what is known. */
  async close(): Promise<ExitCode> {
    const { session, patterns } = this.#setting;
    const { outputs } = session.settings;
    if (this.#last === null) {
      for (const { path } of outputs) session.remark(`${path} is not written: there was no verdict to report`);
      return EXIT.inconclusive;
    }
    for (const { format, path } of outputs) {
      const write = await WRITERS[format]();
      writeWhole(path, write(this.#report(this.#last), { page: FILE_PAGE, patterns }));
    }
    return exitOfVerdict(this.#last.verdict);
  }

  async #notify(diagnosis: Diagnosis): Promise<void> {
    const { notify: command } = this.#setting;
    const news = `${diagnosis.verdict} ${diagnosis.fingerprint}`;
    if (command === undefined || news === this.#notified) return;
    this.#notified = news;
    const [profile] = this.#setting.session.settings.profiles;
    const why = await notify({ command, report: reportJson(this.#report(diagnosis)), profile });
    if (why !== null) await this.#tell([{ event: 'notify-failed', at: Date.now(), why }]);
  }

  #report(diagnosis: Diagnosis): Report {
    const { head, session } = this.#setting;
    return makeReport(
      [diagnosis],
      { ...head, generatedAt: new Date().toISOString() },
      session.settings.redact ? this.#removals.list() : null,
    );
  }
}
