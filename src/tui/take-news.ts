// What news from the world changes on the screens, and what is to be asked for next.

import type { ListedImage } from '../model/image-list.ts';
import { withCase, type Case, type Cases } from './cases.ts';
import { logFrame } from './frames.ts';
import { next, type Next } from './next.ts';
import { keyOf, type Errand, type ImageKey, type News, type Older } from './news.ts';
import { takeLog } from './screens/evidence/state.ts';
import { takeList } from './screens/images/state.ts';
import { withImages } from './screens/images/moves.ts';
import type { State } from './state.ts';

/** The state after a piece of news. */
export function takeNews(state: State, news: News): Next {
  switch (news.kind) {
    case 'listed':
      return listed(state, news);
    case 'progress':
      return next({ ...state, progress: news.text });
    case 'diagnosing':
      return next(known(state, news.key, { kind: 'running' }));
    case 'diagnosed':
      return diagnosed(state, news);
    case 'not-diagnosed':
      return notDiagnosed(state, news);
    case 'passing':
      return next({ ...state, passing: new Map([...state.passing, [news.key, news.events]]) });
    case 'log':
      return next(ofLog(state, news.key, (evidence) => takeLog(evidence, news.read, logFrame(state))));
    case 'no-log':
      return next(ofLog(state, news.key, (evidence) => ({ ...evidence, excuse: news.excuse })));
    case 'reading-older':
      return next(ofLog(state, news.key, (evidence) => withOlder(evidence, { kind: 'reading' })));
    case 'no-older':
      return next(ofLog(state, news.key, (evidence) => withOlder(evidence, { kind: 'refused', excuse: news.excuse })));
    case 'told':
      return next({ ...state, notice: news.notice });
  }
}

/** Failed builds that are new or went on since then are diagnosed, the newest first, as they are listed. */
function listed(state: State, news: Extract<News, { kind: 'listed' }>): Next {
  const images = takeList(state.images, news);
  const before = new Map(state.images.images.map((image) => [keyOf(image), image]));
  const fresh = images.images.filter(
    (image) => image.status === 'failed' && !isSettled(state.cases.get(keyOf(image)), image, before.get(keyOf(image))),
  );
  const waiting: Cases = new Map([
    ...state.cases,
    ...fresh.map((image) => [keyOf(image), { kind: 'waiting' }] as const),
  ]);
  const errands = fresh.map((image): Errand => ({ kind: 'diagnose', image, urgent: false }));
  return next(withImages({ ...state, cases: waiting }, images), ...errands);
}

function isSettled(case_: Case | undefined, image: ListedImage, before: ListedImage | undefined): boolean {
  if (case_ === undefined || case_.kind === 'failed' || before === undefined) return false;
  return before.at === image.at && before.stackStatus === image.stackStatus;
}

/** A diagnosis that is made again stays to be read until the new one is there. */
function known(state: State, key: ImageKey, now: Case): State {
  const isKept = state.cases.get(key)?.kind === 'done' && now.kind !== 'done';
  return isKept ? state : { ...state, cases: withCase(state.cases, key, now) };
}

function diagnosed(state: State, { key, diagnosis }: Extract<News, { kind: 'diagnosed' }>): Next {
  const after = known(state, key, { kind: 'done', diagnosis });
  const image = state.images.images.find((candidate) => keyOf(candidate) === key);
  const isOpen = state.evidence.key === key && state.evidence.log !== null;
  return isOpen && image !== undefined ? next(after, { kind: 'open-log', image }) : next(after);
}

function notDiagnosed(state: State, { key, excuse }: Extract<News, { kind: 'not-diagnosed' }>): Next {
  const after = known(state, key, { kind: 'failed', excuse });
  return next(after === state ? { ...state, notice: { tone: 'bad', text: excuse.what } } : after);
}

function ofLog(state: State, key: ImageKey, change: (evidence: State['evidence']) => State['evidence']): State {
  return state.evidence.key === key ? { ...state, evidence: change(state.evidence) } : state;
}

function withOlder(evidence: State['evidence'], older: Older): State['evidence'] {
  const { log } = evidence;
  return log === null ? evidence : { ...evidence, log: { ...log, older } };
}
