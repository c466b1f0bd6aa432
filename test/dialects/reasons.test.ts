// The reasons that CloudFormation and Image Builder hand on, down to what the innermost service said.
import { expect, test } from 'vitest';
import { innermostReason } from '../../src/dialects/reasons.ts';

const DOCUMENT =
  'Document arn:aws:imagebuilder:us-east-1:111122223333:component/parallelclusterimage-11112222-3333-4444-5555-666677778888/3.4.1/1 failed!';
const IMAGE = 'arn:aws:imagebuilder:us-east-1:111122223333:image/parallelclusterimage-weather/3.4.1/1';
const TOKEN = '(RequestToken: 00000000-1111-2222-3333-444444444444, HandlerErrorCode: GeneralServiceException)';

test.each([
  [
    'an SSM execution',
    `SSM execution '0f' failed for image arn: '${IMAGE}' with status = 'Failed' in state = 'BUILDING' and failure message = '${DOCUMENT}'`,
    DOCUMENT,
  ],
  ['a workflow', `Workflow Execution ID: 'wf-0a' failed with reason: ${DOCUMENT}`, DOCUMENT],
  [
    'CloudFormation around an SSM execution, quotes within quotes',
    `CREATE_FAILED ParallelClusterImage AWS::ImageBuilder::Image: Resource handler returned message: "Error occurred during operation 'SSM execution '0f' failed for image arn: '${IMAGE}' with status = 'TimedOut' in state = 'BUILDING' and failure message = 'SSM Agent verification failed''." ${TOKEN}`,
    'SSM Agent verification failed',
  ],
  [
    'a service named in parentheses',
    `CREATE_FAILED InstanceRole AWS::IAM::Role: Resource handler returned message: "User: arn:aws:sts::111122223333:assumed-role/R/S is not authorized to perform: iam:CreateRole (Service: Iam, Status Code: 403, Request ID: 0a)" ${TOKEN}`,
    'User: arn:aws:sts::111122223333:assumed-role/R/S is not authorized to perform: iam:CreateRole',
  ],
  ['a resource without type', 'CREATE_FAILED weather: Resource creation cancelled', 'Resource creation cancelled'],
  ['a reason of its own', 'Rate exceeded', 'Rate exceeded'],
])('of %s', (_name, text, reason) => {
  expect(innermostReason(text)).toBe(reason);
});
