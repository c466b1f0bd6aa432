// The progress line on a real terminal while standard output is a file: a person who waits for JSON sees that work goes on, and the file
// holds nothing of it.
import pty from '@lydell/node-pty';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CLEAR_LINE } from '../../src/cli/progress.ts';
import { MAIN, temporaryFolder } from './pc-doctor.ts';

/** What the terminal gets while a command writes its standard output to a file. */
async function shownBy(args: string, file: string, term: string): Promise<string> {
  const terminal = pty.spawn('sh', ['-c', `exec "${process.execPath}" ${MAIN} ${args} > "${file}"`], {
    cols: 80,
    rows: 24,
    name: term,
    env: { PATH: process.env['PATH'], TERM: term },
  });
  let shown = '';
  terminal.onData((text) => (shown += text));
  await new Promise((resolve) => terminal.onExit(resolve));
  return shown;
}

test.each(['--json', '--format text'])(
  '%s into a file: the terminal shows a line of progress and takes it away',
  async (format) => {
    const file = join(temporaryFolder(), 'out');
    const shown = await shownBy(`demo ${format}`, file, 'xterm-256color');
    expect(shown).toContain(`${CLEAR_LINE}listing `);
    expect(shown).toContain(`${CLEAR_LINE}diagnosing `);
    expect(shown.endsWith(CLEAR_LINE)).toBe(true);
    expect(readFileSync(file, 'utf8')).not.toContain('\u001b');
  },
);

test('JSON is whole in the file', async () => {
  const file = join(temporaryFolder(), 'out.json');
  await shownBy('demo --json', file, 'xterm-256color');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ schemaVersion: '1.0' });
});

test('a terminal that cannot rewrite a line is left alone', async () => {
  expect(await shownBy('demo --json', join(temporaryFolder(), 'out.json'), 'dumb')).toBe('');
});
