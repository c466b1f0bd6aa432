// A log that is said to have ended well from a few of its lines, without their order, is one that the whole diagnosis acquits.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogOf } from '../../src/catalog/catalog.ts';
import { endedWell, ENDING_WORDS, type Ending } from '../../src/dialects/endings.ts';
import { examine } from '../../src/doctor.ts';
import type { Verdict } from '../../src/model/diagnosis.ts';
import { evidenceOf } from '../../src/sources/sample.ts';
import { LINES } from './log-lines.ts';

const NOTHING_KNOWN = catalogOf([]);

interface Event {
  readonly at: number;
  readonly text: string;
}

/** What a query that counts the lines with ending words by their text would give. */
function endingsOf(events: readonly Event[]): Ending[] {
  const telling = events.filter(({ text }) => ENDING_WORDS.some((word) => text.includes(word)));
  const texts = [...new Set(telling.map(({ text }) => text))];
  return texts.map((text) => {
    const times = telling.filter((event) => event.text === text).map(({ at }) => at);
    return { text, first: Math.min(...times), last: Math.max(...times) };
  });
}

function verdictOn(events: readonly Event[]): Verdict {
  const text = events.map((event) => `${event.text}\n`).join('');
  return examine(evidenceOf(text), { catalog: NOTHING_KNOWN }).diagnosis.verdict;
}

/** Some events come in the same millisecond as the one before. */
const anyEvents = fc
  .array(fc.record({ text: fc.constantFrom(...LINES), after: fc.constantFrom(0, 0, 1) }), {
    minLength: 1,
    maxLength: 40,
  })
  .map((drawn) => {
    let at = 1;
    return drawn.map(({ text, after }): Event => ({ text, at: (at += after) }));
  });

/** The same events, those of one millisecond in another order. */
function shuffled(events: readonly Event[]): fc.Arbitrary<readonly Event[]> {
  return fc.array(fc.nat(), { minLength: events.length, maxLength: events.length }).map((ranks) =>
    events
      .map((event, index) => ({ event, rank: ranks[index] ?? 0 }))
      .toSorted((a, b) => a.event.at - b.event.at || a.rank - b.rank)
      .map(({ event }) => event),
  );
}

test('what is said to have ended well is acquitted, in whatever order the events of one millisecond came', () => {
  const ofOneBuild = anyEvents.chain((events) => fc.tuple(fc.constant(events), shuffled(events)));
  let well = 0;
  fc.assert(
    fc.property(ofOneBuild, ([events, asTheyCame]) => {
      if (!endedWell(endingsOf(events))) return;
      well += 1;
      expect(verdictOn(asTheyCame)).toBe('not-failed');
    }),
    { numRuns: 2000 },
  );
  expect(well).toBeGreaterThan(0);
});

function ending(text: string, first: number, last = first): Ending {
  return { text, first, last };
}

describe('a log', () => {
  const SUCCESS = 'TOE has completed execution successfully';

  test.each<[string, Ending[], boolean]>([
    ['of which nothing is known', [], false],
    ['that says so', [ending('CmdExecution: ExitCode 0', 1), ending(SUCCESS, 2)], true],
    ['whose step failed and was ignored before', [ending('CmdExecution: ExitCode 1', 1), ending(SUCCESS, 2)], true],
    ['that restarted the instance afterwards', [ending(SUCCESS, 1), ending('CmdExecution: ExitCode 194', 2)], true],
    [
      'whose step failed in the same millisecond',
      [ending('CmdExecution: ExitCode 1', 1, 2), ending(SUCCESS, 2)],
      false,
    ],
    ['whose other run failed', [ending(SUCCESS, 1, 3), ending('TOE has completed execution with failure', 2)], false],
    ['whose workflow failed', [ending(SUCCESS, 1, 3), ending('Action failed for step Test. Failing step', 2)], false],
    ['whose image failed', [ending(SUCCESS, 1), ending('Image transitioned to FAILED state', 2)], false],
    ['in which a program prints the words', [ending(`Stdout: ${SUCCESS}`, 1)], false],
    [
      'that holds them in the midst of an event',
      [ending(SUCCESS, 2), ending('something\nCmdExecution: ExitCode 1', 1)],
      false,
    ],
    ['in the old wording', [ending('Info TOE has completed execution successfully', 1)], true],
  ])('%s: %#', (_, endings, well) => {
    expect(endedWell(endings)).toBe(well);
  });
});
