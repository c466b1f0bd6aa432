// Whom each service is asked at, by the environment and by real shared files. The SDK has the same rules, but only for AWS_PROFILE.
import { beforeEach, expect, test, vi } from 'vitest';
import { endpointSettings, isProfile } from '../../../src/sources/aws/profile.ts';
import { emptyHome } from './home.ts';

beforeEach(() => {
  emptyHome().config({
    default: ['endpoint_url = http://default'],
    'profile all': ['endpoint_url = http://all'],
    'profile own': ['services = here', 'endpoint_url = http://all'],
    'services here': ['cloudwatch_logs =', '  endpoint_url = http://logs'],
    'profile none': ['region = us-east-1'],
    'profile lost': ['services = nowhere'],
    'profile deaf': ['ignore_configured_endpoint_urls = true', 'endpoint_url = http://all'],
  });
});

test.each([
  [undefined, 'http://default'],
  ['all', 'http://all'],
  ['own', 'http://logs'],
  ['none', undefined],
  ['lost', undefined],
  ['deaf', undefined],
  ['nobody', undefined],
])('profile %s asks CloudWatch Logs at %s', async (profile, endpoint) => {
  expect((await endpointSettings('cloudwatch_logs', profile)).endpoint).toBe(endpoint);
});

test('a service without an endpoint of its own is asked at that of all', async () => {
  expect((await endpointSettings('cloudformation', 'own')).endpoint).toBe('http://all');
});

test.each([
  [{ AWS_PROFILE: 'all' }, undefined, 'http://all'],
  [{ AWS_PROFILE: 'all' }, 'own', 'http://logs'],
  [{ AWS_ENDPOINT_URL: 'http://everywhere' }, 'own', 'http://everywhere'],
  [{ AWS_ENDPOINT_URL: 'http://x', AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: 'http://y' }, 'own', 'http://y'],
  [{ AWS_ENDPOINT_URL: 'http://x', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }, 'own', undefined],
])('the environment %o comes before profile %s', async (environment, profile, endpoint) => {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  expect((await endpointSettings('cloudwatch_logs', profile)).endpoint).toBe(endpoint);
});

test('the SDK is told not to look for an endpoint itself: it would find that of another profile', async () => {
  expect(await endpointSettings('s3', 'none')).toEqual({ ignoreConfiguredEndpointUrls: true });
});

test.each([
  ['all', true],
  ['default', true],
  ['nobody', false],
  ['constructor', false],
])('whether there is a profile %s', async (name, isThere) => {
  expect(await isProfile(name)).toBe(isThere);
});
