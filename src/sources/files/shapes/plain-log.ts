// A log without any transport around it, or with one that the dialects know: every line as it stands.

import type { LineShape } from '../shape.ts';

export const plainLog: LineShape = {
  kind: 'lines',
  readsFromAnyLine: true,
  name: 'a plain log',
  recognises: () => true,
  begin: (transcript) => (line, ordinal) => {
    transcript.event({ ordinal, time: null, text: line });
  },
};
