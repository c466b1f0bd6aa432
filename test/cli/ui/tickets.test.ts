// Tickets lie in the current folder, beside whatever is there.
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { catalogOf } from '../../../src/catalog/catalog.ts';
import { saveTicket, type Ticket } from '../../../src/cli/ui/tickets.ts';
import { RECOGNISED } from '../../reports/diagnoses.ts';

const TICKET: Ticket = {
  id: 'hpc-ubuntu20',
  diagnosis: RECOGNISED,
  format: 'text',
  catalog: catalogOf([]),
  redact: true,
};

const here = process.cwd();
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pc-doctor-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(here);
  rmSync(folder, { recursive: true, force: true });
});

const contents = (file: string) => readFileSync(join(folder, file), 'utf8');

test('a second ticket stands beside the first, and no file is left over', async () => {
  const names = [];
  for (const format of ['text', 'text', 'json', 'text'] as const) names.push(await saveTicket({ ...TICKET, format }));
  expect(names).toEqual([
    'pc-doctor-hpc-ubuntu20.txt',
    'pc-doctor-hpc-ubuntu20-2.txt',
    'pc-doctor-hpc-ubuntu20.json',
    'pc-doctor-hpc-ubuntu20-3.txt',
  ]);
  expect(readdirSync(folder)).toEqual(names.toSorted());
});

test('a file that somebody wrote stays as it is', async () => {
  writeFileSync('pc-doctor-hpc-ubuntu20.txt', 'precious');
  expect(await saveTicket(TICKET)).toBe('pc-doctor-hpc-ubuntu20-2.txt');
  expect(contents('pc-doctor-hpc-ubuntu20.txt')).toBe('precious');
});

test('an id that is no name of a file becomes one', async () => {
  expect(await saveTicket({ ...TICKET, id: '../a b/ü\n$x' })).toBe('pc-doctor-.._a_b____x.txt');
});

test('the text is the report for files, without colours', async () => {
  const text = contents(await saveTicket(TICKET));
  expect(text).toContain('The bundled MySQL packages are older than the installed ones');
  expect(text).not.toContain('\u001b');
  expect(text.endsWith('\n')).toBe(true);
});

test('the JSON is a report of this one diagnosis, without its secrets', async () => {
  const { schemaVersion, summary, diagnoses } = JSON.parse(contents(await saveTicket({ ...TICKET, format: 'json' })));
  expect([schemaVersion, summary.examined, diagnoses.length]).toEqual(['1.0', 1, 1]);
  expect(diagnoses[0].image).toMatchObject({ id: 'hpc-ubuntu20', account: '<account-1>' });
  expect(diagnoses[0].image.statusReason).toBe(
    'Document arn:aws:imagebuilder:us-east-1:<account-1>:component/x failed!',
  );
});

test.each(['text', 'json'] as const)(
  'secrets stand in a ticket as %s only where that was asked for',
  async (format) => {
    const gap = { what: 'Log groups', why: 'arn:aws:iam::111122223333:role/build may not', toSeeIt: 'allow it' };
    const ticket: Ticket = { ...TICKET, format, diagnosis: { ...RECOGNISED, gaps: [gap] } };
    const redacted = contents(await saveTicket(ticket));
    const whole = contents(await saveTicket({ ...ticket, redact: false }));
    expect([redacted.includes('111122223333'), redacted.includes('arn:aws:iam::<account-')]).toEqual([false, true]);
    expect(whole).toContain('arn:aws:iam::111122223333:role/build');
  },
);

test('unredacted, the JSON has the diagnosis as it is', async () => {
  const { diagnoses } = JSON.parse(contents(await saveTicket({ ...TICKET, format: 'json', redact: false })));
  expect(diagnoses).toEqual([RECOGNISED]);
});

test('where nothing can be written it says so, and leaves nothing behind', async () => {
  rmSync(folder, { recursive: true });
  await expect(saveTicket(TICKET)).rejects.toThrow('ENOENT');
});
