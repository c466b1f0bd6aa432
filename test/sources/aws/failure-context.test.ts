// The failure context is text of a service that is newer than the SDK: whatever it looks like, it must not break the reading.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { failureContextIn } from '../../../src/sources/aws/failure-context.ts';

function context(failureContext: unknown) {
  return failureContextIn(JSON.stringify({ image: { state: { status: 'FAILED', failureContext } } }));
}

test('failures of the distribution name their region', () => {
  const regionFailures = [
    { region: 'eu-west-1', status: 'FAILED', imageConfigurationStep: 'EXPORT_AMI', errorMessage: 'no such bucket' },
    { region: 'eu-west-2', status: 'CANCELLED' },
  ];
  expect(
    context({ failedStep: 'DistributeImage', distributionFailure: { errorMessage: 'it failed', regionFailures } }),
  ).toEqual({
    failedStep: 'DistributeImage',
    stepExecutionId: null,
    component: null,
    distribution: ['it failed', 'eu-west-1 FAILED EXPORT_AMI: no such bucket'],
  });
});

test('an answer without one has none', () => {
  expect(failureContextIn('{"image":{"state":{"status":"AVAILABLE"}}}')).toBeNull();
  expect(failureContextIn('<html>')).toBeNull();
  expect(failureContextIn('')).toBeNull();
});

test('any JSON in its place gives none or a whole one', () => {
  const fields = ['failedStep', 'stepExecutionId', 'component', 'distribution'];
  fc.assert(
    fc.property(fc.json(), (text) => {
      const found = context(JSON.parse(text));
      expect(found && Object.keys(found)).toSatisfy((keys) => keys === null || String(keys) === String(fields));
    }),
  );
});
