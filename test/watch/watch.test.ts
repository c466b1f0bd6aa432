// A build watched on a clock that the test moves, against the replay server through the real SDK.
import { expect, test } from 'vitest';
import { FAILED, STARTED } from '../sources/aws/recorded.ts';
import {
  beginning,
  buildWith,
  EVERY,
  kinds,
  MINUTE,
  mysqlFailure,
  only,
  RUN_FAILED,
  SECOND,
  watched,
} from './watched.ts';

const FAILS_AFTER = 12 * MINUTE;
const FAILING = [...beginning(), ...mysqlFailure(FAILS_AFTER), ...RUN_FAILED];

test('steps pass, the verdict comes with the failure, and the watch goes on until the image has failed', async () => {
  const seen = await watched(buildWith(FAILING));
  console.log(
    JSON.stringify(
      seen.events
        .filter((e) => e.event !== 'progress')
        .map((e) =>
          e.event === 'verdict' ? { ...e, diagnosis: e.diagnosis.verdict + e.diagnosis.rootCause?.pattern } : e,
        ),
      null,
      1,
    ),
    seen.replay.requests.length,
    seen.polls,
  );
  console.log(
    seen.replay.requests
      .map((r) => r.action)
      .join(' ')
      .replace(/(GetLogEvents )+/g, (m) => `G${m.split(' ').length - 1} `),
  );
});
