// What comes from outside made fit for receivers: controls are visible characters, and no text is longer than a person reads. A log can
// print lines of any length, and a pattern can capture one. Every format but JSON begins with this; the JSON report has all of it.

import type { Diagnosis, Report } from '../model/diagnosis.ts';
import { eachString } from '../wording/each-string.ts';
import { neutralise } from '../wording/neutralise.ts';
import { clippedText } from './limits.ts';

const LONGEST_TEXT = 2000;
/** A configuration is read as a whole; those of pcluster have a few kilobytes. */
const LONGEST_CONFIGURATION = 20_000;

export function bounded({ diagnoses, groups, ...report }: Report): Report {
  return { ...report, groups: boundedTexts(groups), diagnoses: diagnoses.map(boundedDiagnosis) };
}

/** The same for one diagnosis. */
export function boundedDiagnosis({ image, ...diagnosis }: Diagnosis): Diagnosis {
  const { configuration, ...facts } = image;
  return {
    image: {
      ...boundedTexts(facts),
      configuration: configuration === null ? null : neutralise(clippedText(configuration, LONGEST_CONFIGURATION)),
    },
    ...boundedTexts(diagnosis),
  };
}

/** Any value with texts. */
export function boundedTexts<T>(value: T): T {
  return eachString(value, (text) => neutralise(clippedText(text, LONGEST_TEXT)));
}
