// pc-doctor changes nothing in AWS. Whoever imports a command of the SDK that could, fails here. A query of Logs Insights only reads; to
// stop one ends a query of our own.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** A session of Live Tail starts nothing that stays. */
const READS = /^(?:(?:Get|List|Describe|Filter)[A-Z]\w*|StartLiveTail|StartQuery|StopQuery)Command$/;

interface Imported {
  readonly file: string;
  readonly name: string;
}

/** Everything that is named in an import from a client of the SDK, static or not, and every `…Command` that is mentioned at all. */
function commands(): Imported[] {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => /\.[cm]?tsx?$/.test(file));
  return files.flatMap((file) => {
    const source = readFileSync(join('src', file), 'utf8');
    if (!source.includes('@aws-sdk/client-')) return [];
    return [...new Set(source.match(/\b[A-Z]\w*Command\b/g))].map((name) => ({ file, name }));
  });
}

test('there are commands to look at', () => {
  expect(commands().map(({ name }) => name)).toContain('GetLogEventsCommand');
});

test.each(commands())('$name in $file only reads', ({ name }) => {
  expect(name).toMatch(READS);
});

test('clients are used by commands only: the aggregated clients, with a method for every call, stay out', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => /\.[cm]?tsx?$/.test(file));
  const aggregated = files.filter((file) =>
    /import\s+(?!type)[^;]*\b(CloudFormation|CloudWatchLogs|Imagebuilder|S3|EC2)\b[^;]*from '@aws-sdk\/client-/.test(
      readFileSync(join('src', file), 'utf8'),
    ),
  );
  expect(aggregated).toEqual([]);
});
