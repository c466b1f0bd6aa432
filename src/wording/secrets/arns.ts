// The names in ARNs. A diagnosis reads what kind of thing an ARN is about, and all of it where Image Builder, CloudFormation, logs or EC2
// are asked; the names of roles, people, keys and buckets tell what a site does. Each name is hidden by itself, so that the form of the
// ARN stays: `assumed-role/<resource-1>/ParallelClusterImage-…`.

import type { Span } from '../spans.ts';
import type { SecretRule } from './rule.ts';

export const ARNS: SecretRule = {
  kind: 'resource',
  why: 'roles, sessions, keys, secrets, topics and buckets carry the names of people and projects',
  find: (text) => (text.includes('arn') ? Array.from(text.matchAll(ARN)).flatMap(namesIn) : []),
};

const COLON = '(?::|%3A|%253A)';
const SLASH = String.raw`(?:\\?/|%2F|%252F)`;
const ACCOUNT = String.raw`\d{12}|<account-\d{1,6}>|\*`;
/** What a diagnosis reads whole. */
const READ = '(?!imagebuilder|cloudformation|logs|ec2|autoscaling)';
/** Without an account they are of AWS, but for the buckets of S3. */
const OWNER = `(?<service>s3)${COLON}{3}|${READ}(?<other>[a-z0-9-]{1,40})${COLON}[a-z0-9-]{0,20}${COLON}(?:${ACCOUNT})${COLON}`;
/** Not the full stop of a sentence, nor what encloses the ARN. */
const RESOURCE = String.raw`(?:[\w+=@$~-]|[.,:](?=[\w+=@/*$~%<])|\\?/|\*|%(?!2[026C]|5D|7D)){1,1024}`;
const ARN = new RegExp(`arn${COLON}aws[a-z-]{0,20}${COLON}(?:${OWNER})(?<resource>${RESOURCE})`, 'dgi');

/** In which the first word is a name and not a kind of thing. */
const UNTYPED = new Set(['s3', 'sns', 'sqs']);
/** Made by ParallelCluster or by AWS, or no name at all. */
const KEPT =
  /^(?:p(?:arallel)?cluster|aws|i-[0-9a-f]{8,17}$|root$|[\d.]{0,16}$|[\w.-]{0,64}\.amazonaws\.com$|.{0,4}\*)/i;
const OWN_BUCKET = /^[\w.-]{0,64}parallelcluster/i;

function namesIn({ groups, indices }: RegExpMatchArray): Span[] {
  const service = groups?.service ?? groups?.other ?? '';
  const resource = groups?.resource ?? '';
  const [start = 0] = indices?.groups?.resource ?? [];
  if (service === 's3' && OWN_BUCKET.test(resource)) return [];
  const names = segments(resource).slice(isTyped(service, resource) ? 1 : 0);
  return names
    .filter(({ from, to }) => !KEPT.test(resource.slice(from, to)))
    .map(({ from, to }) => ({ from: start + from, to: start + to }));
}

/** `role/…`, `secret:…` */
function isTyped(service: string, resource: string): boolean {
  return !UNTYPED.has(service) && new RegExp(`^[a-z-]{1,30}(?:${SLASH}|${COLON})`).test(resource);
}

function segments(resource: string): Span[] {
  const separators = new RegExp(`${SLASH}|${COLON}`, 'gi');
  let from = 0;
  const found = Array.from(resource.matchAll(separators), ({ 0: separator, index }) => {
    const span = { from, to: index };
    from = index + separator.length;
    return span;
  });
  return [...found, { from, to: resource.length }];
}
