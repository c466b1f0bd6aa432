// The served FilterLogEvents: its pattern language, its pages and its bounds.
import { FilterLogEventsCommand, type FilterLogEventsCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import { expect, test } from 'vitest';
import type { Replay } from '../../src/replay/server.ts';
import { clientsOf, GROUP, longStream, running, smallAccount, STREAM } from './small-account.ts';

const TALK = `2026-11-20T10:00:00.000Z Stdout: ERROR: disk full
+1s Stdout: WARN: disk slow
+1s Stdout: ERROR: Exception handlers complete
+1s CmdExecution: ExitCode 1
+1s Stdout: all is well
`;
const ACCOUNT = smallAccount({ 'alpha/3.9.1/1.log': TALK });

/** Follows the tokens to the end; the pages as lists of messages. */
async function pagesOf(replay: Replay, input: Partial<FilterLogEventsCommandInput>): Promise<(string | undefined)[][]> {
  const { logs } = clientsOf(replay);
  const pages = [];
  let nextToken: string | undefined;
  do {
    const page = await logs.send(new FilterLogEventsCommand({ logGroupName: GROUP, ...input, nextToken }));
    pages.push((page.events ?? []).map(({ message }) => message));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return pages;
}

test.each([
  ['nothing finds everything', '', 5],
  ['one term', 'ERROR', 2],
  ['terms must all occur', 'ERROR disk', 1],
  ['terms are case-sensitive', 'error', 0],
  ['a phrase in quotes', '"disk slow"', 1],
  ['a term with a minus must not occur', 'disk -slow', 1],
  ['a phrase with a minus', 'ERROR -"Exception handlers"', 1],
  ['one of the terms with a question mark', '?WARN ?ExitCode', 2],
  ['question marks do not count beside plain terms', 'ERROR ?well', 2],
  ['a regular expression', '%ExitCode [1-9]|disk full%', 2],
])('a pattern of %s', async (_, filterPattern, count) => {
  const pages = await pagesOf(await running(ACCOUNT), { filterPattern });
  expect(pages.flat()).toHaveLength(count);
});

test.each([
  ['parentheses in a regular expression', '%(a|b)%'],
  ['a term that needs quotes', 'exit-status'],
  ['three regular expressions', '%a% %b% %c%'],
  ['a phrase without its end', '"disk'],
  ['a pattern for JSON', '{ $.level = "error" }'],
])('%s is refused', async (_, filterPattern) => {
  const found = pagesOf(await running(ACCOUNT), { filterPattern });
  await expect(found).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

test('pages may be empty and not the end', async () => {
  const account = smallAccount({ 'alpha/3.9.1/1.log': `${longStream(1000, 500)}+1s needle\n` });
  const pages = await pagesOf(await running(account, { filterScanBytes: 100_000 }), { filterPattern: 'needle' });
  expect(pages.length).toBeGreaterThan(4);
  expect(pages.at(0)).toEqual([]);
  expect(pages.at(-1)).toEqual(['needle']);
});

test('a page holds at most 1 MB of what was found: 4639 events of 226 bytes', async () => {
  const account = smallAccount({ 'alpha/3.9.1/1.log': longStream(12_500, 200) });
  const pages = await pagesOf(await running(account, { filterScanBytes: 1e9 }), {});
  expect(pages.map((page) => page.length)).toEqual([4640, 4639, 3221]);
});

test('endTime is inclusive', async () => {
  const at = Date.parse('2026-11-20T10:00:01.000Z');
  const pages = await pagesOf(await running(ACCOUNT), { startTime: at, endTime: at });
  expect(pages).toEqual([['Stdout: WARN: disk slow']]);
});

test('newest first needs a startTime of 2024 or later', async () => {
  const replay = await running(ACCOUNT);
  const newestFirst: Partial<FilterLogEventsCommandInput> = { startFromHead: false, filterPattern: 'ERROR' };
  await expect(pagesOf(replay, newestFirst)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  const pages = await pagesOf(replay, { ...newestFirst, startTime: Date.parse('2024-01-01T00:00:00Z') });
  expect(pages.flat()[0]).toBe('Stdout: ERROR: Exception handlers complete');
});

test('streams of a group are merged by time, and can be chosen by name or prefix', async () => {
  const account = smallAccount({
    'alpha/3.9.1/1.log': '2026-11-20T10:00:00.000Z one\n+2s three\n',
    'alpha/3.9.2/1.log': '2026-11-20T10:00:01.000Z two\n',
  });
  const replay = await running(account);
  expect(await pagesOf(replay, {})).toEqual([['one', 'two', 'three']]);
  expect(await pagesOf(replay, { logStreamNames: [STREAM] })).toEqual([['one', 'three']]);
  expect(await pagesOf(replay, { logStreamNamePrefix: '3.9.2' })).toEqual([['two']]);
  const both = pagesOf(replay, { logStreamNames: [STREAM], logStreamNamePrefix: '3' });
  await expect(both).rejects.toMatchObject({ name: 'InvalidParameterException' });
});
