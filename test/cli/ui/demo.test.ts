// The demo in a real terminal, from the first screen to the last, and what is left of the terminal afterwards.
import { describe, expect, test } from 'vitest';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MAIN, temporaryFolder } from '../pc-doctor.ts';
import { hasTmux, openTerminal, startDemo, type Terminal } from './tmux.ts';

const DECISIVE = /▶.*E: Packages were downgraded/;

async function demo(terminal: Terminal, options = ''): Promise<void> {
  terminal.type(startDemo(options));
  terminal.press('Enter');
  await terminal.shows(/alinux2-grav.*inconclusive/);
}

/** To the build of issue 4835, the last but one. */
async function choose(terminal: Terminal): Promise<void> {
  terminal.press('G', 'k');
  await terminal.shows(/❯ ubuntu20-mysql/);
}

/** As it was before, with a shell that listens. */
async function expectSane(terminal: Terminal): Promise<void> {
  terminal.type('echo a"li"ve');
  terminal.press('Enter');
  await terminal.shows(/^alive$/m);
  expect(terminal.modes()).toEqual({ alternate: false, cursor: true });
  // The shell sets the terminal for its own line editor a moment after it has printed.
  await expect.poll(() => terminal.stty()).toBe(terminal.sttyBefore);
}

describe.runIf(hasTmux)('in a terminal', () => {
  test.each([
    [80, 24, 132, 30],
    [200, 50, 80, 24],
  ])('of %i×%i: from the list to the remedy and out', async (columns, rows, otherColumns, otherRows) => {
    const terminal = await openTerminal(columns, rows);
    await demo(terminal);
    expect(terminal.modes()).toEqual({ alternate: true, cursor: false });
    await choose(terminal);
    terminal.press('Enter');
    await terminal.shows(/\[Diagnosis\][\s\S]*Cause: The MySQL client packages/);
    terminal.press('Enter');
    await terminal.shows(DECISIVE);
    terminal.resize(otherColumns, otherRows);
    await terminal.shows(DECISIVE);
    terminal.type('/DOWNGRADED');
    await terminal.shows(/Search \/DOWNGRADED +\d+ hits/);
    terminal.press('Enter');
    terminal.resize(columns, rows);
    await terminal.shows(/"DOWNGRADED": \d+ of \d+/);
    terminal.press('r');
    await terminal.shows(/❯ +\$ pip install --upgrade "aws-parallelcluster>=3\.5\.0"/);
    terminal.press('?');
    await terminal.shows('Keys on the screen Remedy');
    terminal.press('Escape');
    await terminal.shows('Enter copy');
    terminal.press('q');
    await terminal.shows('exit code 0');
    await expectSane(terminal);
    expect(terminal.screen()).not.toContain('[Remedy]');
  });

  test('older events are fetched as one goes up, to the first', async () => {
    const terminal = await openTerminal(80, 24);
    await demo(terminal);
    await choose(terminal);
    terminal.press('e');
    await terminal.shows('older events on AWS');
    terminal.press('g');
    await terminal.shows(/❯── log 3\.4\.1\/1 · 30,000 events/);
    expect(terminal.screen()).toMatch(/ 1 Document arn:aws:imagebuilder/);
    // What followed from it and what stands before it come first.
    terminal.press('n', 'n', 'n', 'n');
    await terminal.shows(DECISIVE);
  });

  test.each([
    ['TERM', 143],
    ['HUP', 129],
    ['INT', 130],
  ])('killed by SIG%s, it gives the terminal back', async (signal, code) => {
    const terminal = await openTerminal(80, 24);
    await demo(terminal);
    execFileSync('pkill', [`-${signal}`, '-f', `${MAIN} demo`, '-t', ttyOf(terminal)]);
    await terminal.shows(`exit code ${code}`);
    await expectSane(terminal);
  });

  test('Ctrl-C ends it at once', async () => {
    const terminal = await openTerminal(80, 24);
    await demo(terminal);
    terminal.press('C-c');
    await terminal.shows('exit code 130');
    await expectSane(terminal);
  });

  test('an error that nobody caught is said on the shell, after the terminal was given back', async () => {
    const folder = temporaryFolder();
    const mine = join(folder, 'mine.cjs');
    writeFileSync(mine, "setTimeout(() => { throw new Error('out of the blue'); }, 2500);");
    const terminal = await openTerminal(80, 24);
    terminal.type(`NODE_OPTIONS="--require ${mine}" ${startDemo().replace('clear; ', '')}`);
    terminal.press('Enter');
    await terminal.shows('[Images]');
    const screen = await terminal.shows('exit code 1');
    expect(screen).toContain('pc-doctor: unexpected error: out of the blue');
    await expectSane(terminal);
  });

  test('patterns that cannot be read are said on the shell, though the terminal was taken before they were', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'bad.yaml'), 'title: [');
    const terminal = await openTerminal(80, 24);
    terminal.type(startDemo(`--patterns ${folder}`).replace('clear; ', ''));
    terminal.press('Enter');
    const screen = await terminal.shows('exit code 9');
    expect(screen).toContain('bad.yaml');
    await expectSane(terminal);
  });

  test('Ctrl-Z goes to the shell and fg comes back', async () => {
    const terminal = await openTerminal(80, 24);
    terminal.type(startDemo());
    terminal.press('Enter');
    await terminal.shows(/alinux2-grav.*inconclusive/);
    terminal.press('C-z');
    await terminal.shows('Stopped');
    await expectSane(terminal);
    terminal.resize(100, 30);
    terminal.type('fg');
    terminal.press('Enter');
    await terminal.shows('[Images]');
    terminal.press('G');
    await terminal.shows(/❯ alinux2-graviton/);
    terminal.press('q');
    await terminal.shows('exit code');
    await expectSane(terminal);
  });

  test('a terminal that is made very small and large again shows all of it', async () => {
    const terminal = await openTerminal(120, 40);
    await demo(terminal);
    terminal.resize(20, 5);
    await terminal.shows(/too\s+small/);
    terminal.resize(60, 20);
    await terminal.shows(/❯ ubuntu24-lab/);
    terminal.resize(120, 40);
    const screen = await terminal.shows(/VERDICT +│ Located/);
    expect(screen.split('\n').filter((line) => line.includes('pc-doctor')).length).toBe(1);
  });

  test('without colour and in ASCII there is neither', async () => {
    const terminal = await openTerminal(80, 24);
    await demo(terminal, '--no-color --ascii');
    const screen = terminal.screen();
    // oxlint-disable-next-line no-control-regex -- everything beyond ASCII
    expect(screen).not.toMatch(/[^\u0000-\u007f]/);
    expect(screen).toMatch(/> ubuntu24-lab/);
  });

  test('for screen readers the text only grows', async () => {
    const terminal = await openTerminal(80, 60);
    terminal.type(startDemo('--screen-reader'));
    terminal.press('Enter');
    await terminal.shows('7 builds diagnosed.');
    expect(terminal.modes()).toEqual({ alternate: false, cursor: true });
    terminal.press('j');
    await terminal.shows('2 of 7.');
    expect(terminal.screen()).toContain('1 of 7.');
    terminal.press('q');
    await terminal.shows('exit code 0');
    await expectSane(terminal);
  });
});

function ttyOf(terminal: Terminal): string {
  return terminal.tty().replace('/dev/', '');
}
