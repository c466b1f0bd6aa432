// An account on the screens, without an account: three builds, of which one has a real log and a real diagnosis. Errands are collected instead
// of run.
import { renderToString } from 'ink';
import { createElement } from 'react';
import { readFileSync } from 'node:fs';
import { openCatalog } from '../../src/catalog/shipped.ts';
import { examine, type Examined } from '../../src/doctor.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import type { ListedImage } from '../../src/model/image-list.ts';
import { Screen } from '../../src/tui/frame/screen.tsx';
import type { Press } from '../../src/tui/keys/presses.ts';
import type { Event, Next } from '../../src/tui/next.ts';
import { keyOf, type Errand, type News, type Older } from '../../src/tui/news.ts';
import { beginning, type Size, type State } from '../../src/tui/state.ts';
import { PLAIN, type Theme } from '../../src/tui/theme.ts';
import { update } from '../../src/tui/update.ts';
import { evidenceOf } from '../../src/sources/sample.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2023, 1, 1);

const ROW: ListedImage = {
  id: 'ubuntu20-mysql',
  region: 'us-east-1',
  status: 'failed',
  pclusterVersion: '3.4.1',
  stackStatus: 'CREATE_FAILED',
  statusReason: null,
  at: NOW - 5 * DAY,
  from: 'stack',
  note: null,
};

export const MYSQL = ROW;
export const ROCKY: ListedImage = {
  ...ROW,
  id: 'rocky8-site',
  region: 'eu-west-1',
  pclusterVersion: '3.8.0',
  at: NOW - 9 * DAY,
};
export const GOOD: ListedImage = {
  ...ROW,
  id: 'ubuntu22-prod',
  status: 'available',
  stackStatus: 'DELETE_FAILED',
  at: NOW - 20 * DAY,
  note: 'the AMI is available; only the clean-up of its stack failed',
};
export const IMAGES = [MYSQL, ROCKY, GOOD];

const catalog = await openCatalog(null);
const STORY = readFileSync('test/stories/mysql-on-3.4.1/input.log', 'utf8');

/** A build's log as it was read and judged. */
export function examined(text = STORY, change: (evidence: Evidence) => Evidence = (evidence) => evidence): Examined {
  const facts = { pclusterVersion: '3.4.1', os: 'ubuntu2004', arch: 'x86_64' } as const;
  return examine(change(evidenceOf(text)), { catalog, facts });
}

export const MYSQL_READ = examined();

export function listed(change: Partial<Extract<News, { kind: 'listed' }>> = {}): News {
  const regions = ['eu-west-1', 'us-east-1'];
  return { kind: 'listed', images: IMAGES, gaps: [], regions, excuses: [], nowMs: NOW, ...change };
}

export function diagnosed(image = MYSQL, { diagnosis } = MYSQL_READ): News {
  return { kind: 'diagnosed', key: keyOf(image), diagnosis };
}

export function log(image = MYSQL, read = MYSQL_READ, older: Older = { kind: 'none' }): News {
  return { kind: 'log', key: keyOf(image), read: { ...read, older } };
}

export const SMALL: Size = { columns: 80, rows: 24 };

/** The screens before anything was listed. */
export function begun(size = SMALL, config: string | null = null): State {
  return beginning({ size, config });
}

/** What some events make of a state, with all errands on the way. */
export function after(state: State, ...events: readonly Event[]): Next {
  const errands: Errand[] = [];
  let now = state;
  for (const event of events) {
    const next = update(now, event);
    now = next.state;
    errands.push(...next.errands);
  }
  return { state: now, errands };
}

/** Keys by name, parted by blanks: `j enter ctrl+d`; `space` is the space bar. */
export function keys(names: string): Event[] {
  return names
    .split(' ')
    .map((name): Event => ({ kind: 'pressed', press: name === 'space' ? ' ' : (name satisfies Press) }));
}

export function press(state: State, names: string): State {
  return after(state, ...keys(names)).state;
}

/** Typed character by character. */
export function type(state: State, text: string): State {
  return after(state, ...Array.from(text, (character): Event => ({ kind: 'pressed', press: character }))).state;
}

/** The list, with the newest build diagnosed. */
export function onImages(size = SMALL, config: string | null = null): State {
  return after(begun(size, config), listed(), diagnosed()).state;
}

/** The log of the newest build, at its decisive line. */
export function onEvidence(size = SMALL, read = MYSQL_READ, older: Older = { kind: 'none' }): State {
  return after(begun(size), listed(), diagnosed(MYSQL, read), ...keys('enter enter'), log(MYSQL, read, older)).state;
}

/** What stands on the terminal. */
export function frame(state: State, theme: Theme = PLAIN): string {
  return renderToString(createElement(Screen, { state, theme, ascii: false }), { columns: state.size.columns });
}
