// What the pcluster command prints when it refuses is no log, but all there is: its lines are read as they are.
import { expect, test } from 'vitest';
import { said } from './reading.ts';

const ERRORS = `{
  "configurationValidationErrors": [
    {
      "level": "ERROR",
      "type": "SubnetsValidator",
      "message": "The subnet ID 'subnet-0abc' does not exist"
    }
  ],
  "message": "Configuration is invalid"
}
`;

test.each([
  ['pretty-printed', ERRORS],
  ['in one line', `${JSON.stringify(JSON.parse(ERRORS))}\n`],
  ['after the command', `$ pcluster build-image --image-id x\n${ERRORS}`],
  ['one message', '{"message": "ParallelCluster image x already exists."}\n'],
])('%s: every line, with level and validator', async (_name, text) => {
  expect(await said(text)).toEqual(text.trimEnd().split('\n'));
});

test("pcluster's own log has commas in its times, and is no CSV", async () => {
  const lines = [
    '2024-05-02 08:11:41,310 - INFO - entrypoint.py:254:main() - Handling CLI command build-image',
    '2024-05-02 08:11:42,001 - ERROR - entrypoint.py:260:main() - Bad Request',
  ];
  expect(await said(`${lines.join('\n')}\n`)).toEqual(lines);
});
