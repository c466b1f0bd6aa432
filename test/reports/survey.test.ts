// The survey in each of its formats: how it reads, and that hostile text is inert in all of them.
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import type { SurveyDocument } from '../../src/model/survey.ts';
import { surveyJson } from '../../src/reports/json.ts';
import { paletteOf } from '../../src/reports/palette.ts';
import { reportHead } from '../../src/reports/report.ts';
import { surveyHtml } from '../../src/reports/survey/html.ts';
import { surveyMarkdown } from '../../src/reports/survey/markdown.ts';
import { surveyText } from '../../src/reports/survey/text.ts';
import { eachString } from '../../src/wording/each-string.ts';
import { validator } from '../json-schema.ts';
import { HEAD } from './diagnoses.ts';
import { ATTACKS } from './hostile.ts';

const SURVEY: SurveyDocument = {
  ...reportHead(HEAD),
  source: {
    kind: 'aws',
    regions: ['us-east-1', 'eu-west-1'],
    since: '2026-01-31T00:00:00.000Z',
    read: 100,
    bytesScanned: 9,
  },
  summary: {
    builds: 1300,
    recognised: 34,
    located: 2,
    inconclusive: 0,
    notFailed: 1264,
    hours: 1283.4,
    hoursLost: 41,
    costLost: 1062.73,
  },
  causes: [
    {
      fingerprint: 'pcd1:3819a7643db4f8ba',
      verdict: 'recognised',
      pattern: 'os-packages/mysql-client-downgrade',
      title: 'The MySQL client packages of this ParallelCluster are older than those of Ubuntu 20.04',
      line: 'Stdout: E: Packages were downgraded',
      builds: 34,
      firstSeen: '2026-02-01T11:20:17.984Z',
      lastSeen: '2026-10-30T09:00:00.000Z',
      hours: 40.5,
      cost: 61.97,
      versions: [
        { version: '3.4.1', builds: 33 },
        { version: null, builds: 1 },
      ],
      images: Array.from({ length: 34 }, (_, index) => ({ id: `hpc-${index}`, region: 'us-east-1' })),
    },
    {
      fingerprint: 'pcd1:ebce77eff6c17109',
      verdict: 'located',
      pattern: null,
      title: 'No known cause; bash[make install] (exit code 2) failed',
      line: 'Stdout: topogen: error: block sizes do not add up',
      builds: 2,
      firstSeen: '2026-10-19T13:49:57.000Z',
      lastSeen: '2026-10-19T18:00:00.000Z',
      hours: 1,
      cost: 1.53,
      versions: [{ version: '3.14.1', builds: 2 }],
      images: [
        { id: 'lab', region: 'eu-west-1' },
        { id: null, region: null },
      ],
    },
  ],
  gaps: [{ what: 'the stacks of image builds in eu-west-1', why: 'it was denied', toSeeIt: 'allow it' }],
  redaction: [{ kind: 'account', secrets: 1, places: 2 }],
};

/** The same of two accounts, in each of which a build has the same name. */
const OF_PROFILES: SurveyDocument = {
  ...SURVEY,
  source: {
    ...SURVEY.source,
    accounts: [
      { profile: 'build', account: '<account-1>', region: 'us-east-1' },
      { profile: 'research', account: null, region: 'us-east-1' },
    ],
  },
  causes: SURVEY.causes.slice(1).map((cause) => ({
    ...cause,
    images: [
      { id: 'lab', region: 'us-east-1', profile: 'build' },
      { id: 'lab', region: 'us-east-1', profile: 'research' },
    ],
  })),
  gaps: [],
};

const PAGE = { palette: paletteOf(false), width: 80 };
const FORMATS: Readonly<Record<string, (survey: SurveyDocument) => string>> = {
  txt: (survey) => surveyText(survey, PAGE),
  md: surveyMarkdown,
  html: surveyHtml,
  json: surveyJson,
};

test.each(Object.keys(FORMATS))(
  'the survey as %s reads as in its golden file (vitest -u writes it anew)',
  async (format) => {
    await expect(FORMATS[format]?.(SURVEY)).toMatchFileSnapshot(`golden/survey.${format}`);
  },
);

test.each([
  ['one profile', SURVEY],
  ['several profiles', OF_PROFILES],
])('the JSON of %s is by its contract', (_name, survey) => {
  const document = JSON.parse(surveyJson(survey));
  expect(validator('src/reports/survey.schema.json')(document)).toBeNull();
  expect(document.source.accounts).toEqual(survey.source.accounts);
});

test('a cause in the accounts of several profiles', () => {
  expect(surveyText(OF_PROFILES, PAGE)).toMatchInlineSnapshot(`
    "1,300 builds in us-east-1 (build) and us-east-1 (research) since 2026-01-31: 34
    recognised, 2 located, 1,264 did not fail.
    1,283 hours of building, 41 of them lost, for 1,062.73.

    Unknown causes
      - 2 builds, 1 hour, 1.53: No known cause; bash[make install] (exit code 2)
        failed
        known as  pcd1:ebce77eff6c17109
        line      Stdout: topogen: error: block sizes do not add up
        seen      2026-10-19
        versions  3.14.1 (2)
        builds    lab (build) and lab (research)

    Hidden here: account (1, in 2 places).
    "
  `);
});

test.each(['md', 'html'])('%s tells regions and builds of several profiles apart', (format) => {
  const page = FORMATS[format]?.(OF_PROFILES);
  expect(page).toContain('1,300 builds in us-east-1 (build) and us-east-1 (research) since 2026-01-31');
  expect(page).toContain('lab (build) and lab (research)');
});

/** Texts that come from outside: titles with what was captured, lines, names and gaps. */
function attacked(attack: string): SurveyDocument {
  const { causes, gaps, source, ...rest } = SURVEY;
  const hostile = (text: string) => (text.startsWith('pcd1:') || text.startsWith('2026-') ? text : `${attack}${text}`);
  return {
    ...rest,
    source: { ...source, accounts: [{ profile: attack, account: null, region: 'us-east-1' }] },
    causes: causes.map(({ verdict, ...cause }) => ({ ...eachString(cause, hostile), verdict })),
    gaps: eachString(gaps, hostile),
  };
}

/** Everything that a terminal could obey or hide; line feeds are what lines are made of. */
const ACTS = /[^\P{Cc}\n]|\p{Cs}|[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;
const OWN_HTML =
  /^<!doctype html>$|^<\/?(?:html|head|body|main|header|footer|h[123]|p|ul|li|dl|dt|dd|code|svg|text|title|style|rect|meta)(?: [a-z-]+="[^"<>]*")*\/?>$/i;
const OWN_MARKDOWN = /^<\/?(?:h[123]|p|ul|li|strong|code)>$/;

function foreign(html: string, own: RegExp): string[] {
  return (html.match(/<[^>]*>/g) ?? []).filter((tag) => !own.test(tag));
}

describe.each(Object.entries(ATTACKS))('with %s', (_name, attack) => {
  test.each(Object.keys(FORMATS))('%s holds no character that acts', (format) => {
    expect(ACTS.exec(FORMATS[format]?.(attacked(attack)) ?? '')).toBeNull();
  });

  test('HTML has only our own elements, and Markdown renders to none but them', () => {
    expect(foreign(surveyHtml(attacked(attack)), OWN_HTML).slice(0, 3)).toEqual([]);
    const options = { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true };
    expect(foreign(micromark(surveyMarkdown(attacked(attack)), options), OWN_MARKDOWN).slice(0, 3)).toEqual([]);
  });
});
