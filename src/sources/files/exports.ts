// What the files of `pcluster export-image-logs` tell and lose: it unpacks every part of a long stream into the same file, so that only the
// last one it unpacked is left (cli/src/pcluster/models in https://github.com/aws/aws-parallelcluster, as of 3.9). The file may then begin in
// the middle of the build, or lack its end.

import type { Gap, ImageFacts, Line } from '../../model/evidence.ts';

/** A file of the archive: its folder's name, and the stream's with a dash for its slash. */
const EXPORTED = /(?:^|\/)cloudwatch-logs\/\d+\.\d+\.\d+-\d+$/;
const BEGINS =
  /^(?:Info )?(?:Image transitioned to (?:PENDING|CREATING|BUILDING) state|Document \S|Phase \w+$|Started BUILD workflow )/;
const ENDS = /TOE has completed execution|^Image transitioned to (?:FAILED|AVAILABLE) state|^Action failed for step /;
/** The first lines of a build come before any output. */
const OPENING_LINES = 50;

/** Gaps of an exported stream that lacks its beginning or its end; none for any other file. */
export function exportGaps(name: string, lines: readonly Line[]): Gap[] {
  if (!EXPORTED.test(name) || lines.length === 0) return [];
  const begins = lines.slice(0, OPENING_LINES).some((line) => BEGINS.test(line.text));
  const ends = lines.some((line) => ENDS.test(line.text));
  return [...(begins ? [] : [partLost(name, 'beginning')]), ...(ends ? [] : [partLost(name, 'end')])];
}

function partLost(name: string, what: 'beginning' | 'end'): Gap {
  return {
    what: `the ${what} of ${name}`,
    why: `no line of it belongs there; pcluster export-image-logs keeps only one part of a stream that CloudWatch exports in several`,
    toSeeIt:
      'pcluster get-image-log-events --image-id IMAGE --log-stream-name VERSION/1, page by page, or pc-doctor diagnose IMAGE',
  };
}

/** The folder in the archive is named after the image and the minute of the export. */
const FOLDER = /(?:^|\/)([A-Za-z][A-Za-z0-9-]*)-logs-\d{12}\//;

/** What the path of an exported file says of the image. */
export function exportFacts(name: string): Partial<ImageFacts> {
  return { id: FOLDER.exec(name)?.[1] ?? null };
}
