// The screens over files instead of an account, in a real terminal.
import { describe, expect, test } from 'vitest';
import { MAIN } from '../pc-doctor.ts';
import { hasTmux, openTerminal } from './tmux.ts';

describe.runIf(hasTmux)('pc-doctor --from, at a terminal', () => {
  test('lists the builds in the files, diagnoses them, and shows the log', async () => {
    const terminal = await openTerminal(120, 40);
    terminal.type(`node ${MAIN} --from test/stories/from-several-pages/input`);
    terminal.press('Enter');
    await terminal.shows(/1 failed in files/);
    await terminal.shows(/recognised/);
    terminal.press('e');
    await terminal.shows(/▶.*E: Packages were downgraded/);
    terminal.press('r');
    await terminal.shows(/Upgrade to ParallelCluster 3\.5\.0/);
    terminal.press('q');
    await expect.poll(() => terminal.modes()).toEqual({ alternate: false, cursor: true });
  });

  test('says why files cannot be read, and ends with its exit code', async () => {
    const terminal = await openTerminal(80, 24);
    terminal.type(`node ${MAIN} --from /nowhere/build.log; echo "ended $?"`);
    terminal.press('Enter');
    await terminal.shows(/there is no such file/);
    terminal.press('q');
    expect(await terminal.shows(/ended \d/)).toContain('ended 8');
  });
});
