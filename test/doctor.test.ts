// Properties of the whole path, over the stories: what is quoted stands in the input, line ends do not matter, a log that is cut
// anywhere never gets a wrong cause, and reading a stream from its tail gives the answer of reading it whole.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { openCatalog } from '../src/catalog/shipped.ts';
import { diagnose, examine } from '../src/doctor.ts';
import type { Diagnosis } from '../src/model/diagnosis.ts';
import type { Evidence } from '../src/model/evidence.ts';
import { readFiles } from '../src/sources/files.ts';
import { evidenceOf } from '../src/sources/sample.ts';

const catalog = await openCatalog(null);
/** Those whose input is the log itself; what it may be packed in has tests of its own. */
const stories = readdirSync('test/stories')
  .filter((name) => !name.startsWith('from-') && existsSync(`test/stories/${name}/input.log`))
  .map((name) => ({
    name,
    log: readFileSync(`test/stories/${name}/input.log`, 'utf8'),
  }));

async function fromText(text: string): Promise<Diagnosis> {
  const input = Readable.from([Buffer.from(text)]);
  const [build] = await readFiles(['-'], { onProgress: () => {}, input });
  if (!build) throw new Error('no build');
  return diagnose(build.evidence(), { catalog });
}

function quoted({ rootCause, alternatives, chain }: Diagnosis): string[] {
  const causes = [...(rootCause ? [rootCause] : []), ...alternatives];
  return [...causes, ...chain].flatMap((part) => part.evidence.map((quote) => quote.text));
}

describe.each(stories)('$name', ({ log }) => {
  test('every quoted line stands in the input as it is', async () => {
    const lines = quoted(await fromText(log));
    expect(lines.filter((line) => !log.includes(line))).toEqual([]);
  });

  test('line ends of Windows change nothing', async () => {
    const { image: _, ...plain } = await fromText(log);
    const { image: __, ...windows } = await fromText(log.replaceAll('\n', '\r\n'));
    expect(windows).toEqual(plain);
  });

  test('the same input gives the same diagnosis', async () => {
    expect(await fromText(log)).toEqual(await fromText(log));
  });

  test('another wording of the catalog changes no fingerprint', async () => {
    const patterns = catalog.patterns.map((pattern) => ({ ...pattern, title: 'x', explanation: 'y', remedies: [] }));
    const reworded = examine(evidenceOf(log), { catalog: { ...catalog, patterns } }).diagnosis;
    expect(reworded.fingerprint).toBe(examine(evidenceOf(log), { catalog }).diagnosis.fingerprint);
  });

  test('cut after any line, it gets the right cause or none', async () => {
    const whole = await fromText(log);
    const right = whole.rootCause?.evidence[0]?.text;
    const lines = log.split('\n');
    const cuts = lines.map((_line, end) => fromText(lines.slice(0, end + 1).join('\n')));
    const named = (await Promise.all(cuts)).map(({ rootCause }) => rootCause?.evidence[0]?.text);
    expect(named.filter((text) => text !== undefined && text !== right)).toEqual([]);
  });
});

describe('a source that yields more and more', () => {
  const log = stories.find(({ name }) => name === 'mysql-on-3.4.1')?.log ?? '';
  const whole = evidenceOf(log);

  /** The last `count` lines, as a stream is read from its tail. */
  function tail(count: number): Evidence {
    return { ...whole, lines: whole.lines.slice(-count).map((line) => ({ ...line, ordinal: null })) };
  }

  test('is not read further once the failing step has its opening line and the cause is known', async () => {
    let read = 0;
    async function* source() {
      for (const count of [20, 200, whole.lines.length]) {
        read = count;
        yield tail(count);
      }
    }
    const { rootCause } = await diagnose(source(), { catalog });
    expect(rootCause?.pattern).toBe('os-packages/mysql-client-downgrade');
    expect(read).toBe(200);
  });

  test('is read to its end with `full`, for the same cause', async () => {
    const sizes = [20, 200, whole.lines.length];
    async function* source() {
      for (const count of sizes) yield tail(count);
    }
    const full = await diagnose(source(), { catalog, full: true });
    expect(full.fingerprint).toBe(examine(whole, { catalog }).diagnosis.fingerprint);
  });
});
