// One `{"timestamp", "message"}` object a line, as `jq -c '.events[]'` prints them. A line that is none stays as it stands.

import { isObject, parsedJson } from '../../json.ts';
import type { LineShape } from '../shape.ts';
import { jsonEvent } from './json-event.ts';

export const jsonLines: LineShape = {
  kind: 'lines',
  name: 'JSON lines, one {"timestamp", "message"} object each',
  recognises: ({ lines }) => {
    const first = parsedJson(lines[0] ?? '');
    // A lone {"message"} is how pcluster reports an error.
    return isObject(first) && jsonEvent(first) !== null && ('timestamp' in first || lines.length > 1);
  },
  begin: (transcript) => (line, ordinal) => {
    const event = line.startsWith('{') ? jsonEvent(parsedJson(line)) : null;
    if (event) transcript.event({ ordinal, time: event.time, text: event.message });
    else if (line.trim() !== '') transcript.more(ordinal, line);
  },
};
