// How a report reaches standard output: text and NDJSON as each build is known, the other formats when all are.

import type { Diagnosis, Report } from '../model/diagnosis.ts';
import type { ReportHead } from '../reports/report.ts';
import { WRITERS, type Format, type Manner } from './formats.ts';
import type { Session } from './session.ts';

export interface Printer {
  readonly next: (diagnosis: Diagnosis) => Promise<void>;
  readonly end: (report: Report) => Promise<void>;
}

interface Printing {
  readonly session: Session;
  readonly manner: Manner;
  readonly head: ReportHead;
}

/** The printer for the format that was asked for. */
export async function openPrinter(printing: Printing): Promise<Printer> {
  const open = PRINTERS[printing.session.settings.format] ?? whole;
  return open(printing);
}

const PRINTERS: Partial<Record<Format, (printing: Printing) => Promise<Printer>>> = { text, ndjson };

async function whole({ session, manner }: Printing): Promise<Printer> {
  const write = await WRITERS[session.settings.format]();
  return { next: async () => {}, end: (report) => session.print(write(report, manner)) };
}

async function ndjson({ session, head }: Printing): Promise<Printer> {
  const { reportNdjson } = await import('../reports/json.ts');
  const { makeReport } = await import('../reports/report.ts');
  return {
    next: (diagnosis) => session.print(reportNdjson(makeReport([diagnosis], head))),
    end: async () => {},
  };
}

async function text({ session }: Printing): Promise<Printer> {
  const { diagnosisText, closingText } = await import('../reports/text.ts');
  let told = 0;
  return {
    next: async (diagnosis) => {
      told += 1;
      await session.print(`${told === 1 ? '' : '\n'}${diagnosisText(diagnosis, session.page)}`);
    },
    end: async (report) => {
      const closing = closingText(report, session.page);
      if (closing !== '') await session.print(`\n${closing}`);
    },
  };
}
