// No secret survives in any format, in any encoding that the formats use: invented secrets, in the lines in which builds print them, stand
// everywhere in a diagnosis; what is written is read back as each receiver would and searched for them.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FORMATS, WRITERS, type Format } from '../../src/cli/formats.ts';
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import { makeReport } from '../../src/reports/report.ts';
import { paletteOf } from '../../src/reports/palette.ts';
import { countRemovals, createRedactor } from '../../src/wording/redact.ts';
import { KINDS_OF_SECRETS, plantedLines, spellingsOf } from '../wording/secrets.ts';
import { HEAD, RECOGNISED } from './diagnoses.ts';

/** Enough that every carrier of a kind comes up; the seed makes a failure come back. */
const RUNS = { numRuns: 40, seed: 4835 };

/** The line where lines of a build come to stand: quotes, prose with captures, statuses, the configuration, gaps. */
function leaking(line: string): Diagnosis {
  const { rootCause, image, gaps, remedies, logWindow, failure } = RECOGNISED;
  return {
    ...RECOGNISED,
    image: { ...image, statusReason: line, configuration: `Build:\n  # ${line}\n`, parentImage: line },
    failure: failure && { ...failure, command: line, resource: line },
    rootCause: rootCause && {
      ...rootCause,
      title: `It failed: ${line}`,
      explanation: line,
      because: [line],
      captures: { line },
      evidence: rootCause.evidence.map((quote) => ({ ...quote, text: line })),
    },
    fingerprintInputs: ['located', line],
    remedies: remedies.map((remedy) => ({ ...remedy, because: [line], steps: [{ text: line, command: line }] })),
    gaps: gaps.map((gap) => ({ ...gap, why: line })),
    logWindow: logWindow.map((quote) => ({ ...quote, text: line })),
  };
}

async function written(format: Format, line: string): Promise<string> {
  const removals = countRemovals();
  const diagnosis = createRedactor().value(leaking(line), removals.noted);
  const write = await WRITERS[format]();
  return write(makeReport([diagnosis], HEAD, removals.list()), {
    page: { palette: paletteOf(false), width: 80 },
    patterns: [],
  });
}

/** What a format wraps texts in, undone: as it stands, JSON's escapes, entities, Markdown's backslashes, an address, line breaks of text. */
function readings(text: string): string[] {
  const plain = text.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  const json = plain.replace(/\\(["\\/])/g, '$1');
  const html = json
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
  const markdown = html.replace(/\\([^\w\s])/g, '$1').replaceAll('\u200b', '');
  const url = markdown.replace(/(?:%[0-9a-f]{2})+/gi, (escaped) => decoded(escaped));
  const joined = url.replace(/\n\s*(?:│ )?/g, '');
  return [text, plain, json, html, markdown, url, joined];
}

function decoded(escaped: string): string {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return escaped;
  }
}

describe.each(FORMATS)('%s', (format) => {
  test.each(KINDS_OF_SECRETS)('lets no %s out', async (kind) => {
    const property = fc.asyncProperty(plantedLines(kind), async ({ text, secrets }) => {
      const all = readings(await written(format, text));
      const found = secrets
        .flatMap(spellingsOf)
        .filter((spelling) => all.some((reading) => reading.includes(spelling)));
      expect(found).toEqual([]);
    });
    await fc.assert(property, RUNS);
  });

  test('lets them out where nothing is hidden, so that this test can fail', async () => {
    const [planted] = fc.sample(plantedLines('account'), { numRuns: 1, seed: 4835 });
    const write = await WRITERS[format]();
    const raw = makeReport([leaking(planted?.text ?? '')], HEAD);
    const text = write(raw, { page: { palette: paletteOf(false), width: 80 }, patterns: [] });
    expect(readings(text).some((reading) => reading.includes(planted?.secrets[0] ?? '?'))).toBe(true);
  });
});
