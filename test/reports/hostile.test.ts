// Hostile text is inert in every format: schemas and limits still hold, Markdown yields no element of its own, HTML runs nothing in a real
// browser, and nothing that a terminal or an XML parser would choke on is left.
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { chromium, type Browser } from 'playwright-core';
import { FORMATS, WRITERS, type Format } from '../../src/cli/formats.ts';
import { paletteOf } from '../../src/reports/palette.ts';
import { makeReport } from '../../src/reports/report.ts';
import { CONTRACTS } from './contracts.ts';
import { HEAD, RECOGNISED } from './diagnoses.ts';
import { ATTACKS, attacked } from './hostile.ts';

const attacks = Object.entries(ATTACKS);

async function written(format: Format, attack: string): Promise<string> {
  const write = await WRITERS[format]();
  return write(makeReport([attacked(attack), attacked(attack)], HEAD, []), {
    page: { palette: paletteOf(false), width: 80 },
    patterns: [],
  });
}

describe.each(Object.entries(CONTRACTS))('%s', (name, contract) => {
  const format = FORMATS.find((one) => one === name) ?? 'json';
  test.each(attacks)('stays as its receiver wants it with %s', async (_name, attack) => {
    expect(await contract(await written(format, attack))).toEqual([]);
  });
});

/** Everything that a terminal could obey or hide; line feeds are what lines are made of. */
const ACTS = /[^\P{Cc}\n]|\p{Cs}|[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;

describe.each(FORMATS)('%s', (format) => {
  test.each(attacks)('holds no character that acts, with %s', async (_name, attack) => {
    expect(ACTS.exec(await written(format, attack))).toBeNull();
  });

  test('is shortened where a line has a megabyte, and only JSON has all of it', async () => {
    const text = await written(format, ATTACKS['a line of a megabyte'] ?? '');
    expect(text.length > 6_000_000).toBe(format === 'json' || format === 'ndjson');
    expect(text.length > 1_000_000).toBe(format === 'json' || format === 'ndjson');
  });
});

/** The elements and attributes that our own Markdown makes. */
const OWN_ELEMENTS =
  /^<\/?(?:h[123]|p|ul|ol|li|strong|code|pre|details|summary)>$|^<code class="language-(?:text|yaml|sh)">$|^<ol start="\d+">$|^<a href="https:\/\/github\.com\/aws\/aws-parallelcluster\/issues\/4835">$|^<\/a>$/;

describe('Markdown', () => {
  test.each(attacks)('renders to nothing but our own elements with %s', async (_name, attack) => {
    const markdown = await written('markdown', attack);
    const html = rendered(markdown);
    const foreign = (html.match(/<[^>]*>/g) ?? []).filter((tag) => !OWN_ELEMENTS.test(tag));
    expect(foreign.slice(0, 3)).toEqual([]);
  });

  test.each(attacks)('has the same outline with %s as without', async (_name, attack) => {
    const quiet = rendered(await written('markdown', 'x'));
    expect(outline(rendered(await written('markdown', attack)))).toEqual(outline(quiet));
  });

  test.each(attacks)('in the body of an issue does the same with %s', async (_name, attack) => {
    const [first = ''] = (await written('github', attack)).split('\n');
    const { body }: { readonly body: string } = JSON.parse(first);
    const foreign = (rendered(body).match(/<[^>]*>/g) ?? []).filter((tag) => !OWN_ELEMENTS.test(tag));
    expect(foreign.slice(0, 3)).toEqual([]);
  });

  test('calls nobody and refers to nothing outside of code', async () => {
    const html = rendered(await written('markdown', ATTACKS['a call'] ?? ''));
    const prose = html.replace(/<code[^>]*>[^]*?<\/code>/g, '').replace(/<[^>]*>/g, '');
    expect(/@\w|#\d|GH-\d|:tada:/.exec(prose)).toBeNull();
  });
});

/** As GitHub renders it, raw HTML included. */
function rendered(markdown: string): string {
  return micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
}

function outline(html: string): string[] {
  return (html.match(/<(?:h[123]|details|ul|ol|pre|li)\b/g) ?? []).map(String);
}

interface Found {
  readonly title: string;
  readonly active: number;
  readonly handlers: number;
  readonly links: readonly string[];
  readonly articles: number;
  readonly headings: number;
}

/** What the browser made of the file. */
const FOUND = `({
  title: document.title,
  active: document.querySelectorAll('script, img, iframe, object, embed, form, input, link, base, svg, video').length,
  handlers: [...document.querySelectorAll('*')].flatMap((one) => [...one.attributes]).filter(({ name }) => name.startsWith('on')).length,
  links: [...document.links].map(({ href }) => href),
  articles: document.querySelectorAll('body > main > article').length,
  headings: document.querySelectorAll('h1, h2, h3').length,
})`;

const browser = browserPath();

describe.skipIf(browser === null)('HTML in Chromium', () => {
  let running: Browser;
  beforeAll(async () => {
    running = await chromium.launch({ executablePath: browser ?? '', args: ['--no-sandbox', '--disable-quic'] });
  });
  afterAll(() => running.close());

  test.each(attacks)('runs nothing, asks for nothing and changes nothing with %s', async (_name, attack) => {
    const page = await running.newPage();
    const asked: string[] = [];
    const said: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => said.push(message.text()));
    page.on('dialog', (dialog) => said.push(dialog.message()));
    await page.setContent(await written('html', attack), { waitUntil: 'load' });
    const found = await page.evaluate<Found>(FOUND);
    await page.close();
    const { title, headings, links, ...rest } = found;
    expect(title).not.toBe('owned');
    expect(headings).toBe(28);
    expect(rest).toEqual({ active: 0, handlers: 0, articles: 2 });
    expect(links.filter((href) => !RECOGNISED.remedies[0]?.references.includes(href))).toEqual([]);
    expect(asked.filter((url) => url !== 'about:blank')).toEqual([]);
    expect(said).toEqual([]);
  });

  test('an honest report reads well: a title, links that lead to the issue, text without overflow, light, dark and on paper', async () => {
    const page = await running.newPage({ viewport: { width: 360, height: 700 } });
    const write = await WRITERS.html();
    await page.setContent(
      write(makeReport([RECOGNISED], HEAD, []), { page: { palette: paletteOf(false), width: 80 }, patterns: [] }),
    );
    expect(await page.title()).toBe(
      'hpc-ubuntu20: Cause: The bundled MySQL packages are older than the installed ones – pc-doctor',
    );
    expect(await page.locator('a').first().getAttribute('href')).toBe(
      'https://github.com/aws/aws-parallelcluster/issues/4835',
    );
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    const backgrounds = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      backgrounds.push(await page.evaluate<string>('getComputedStyle(document.body).backgroundColor'));
    }
    expect(backgrounds).toEqual(['rgb(255, 255, 255)', 'rgb(18, 22, 27)']);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('2 downgraded').isVisible()).toBe(true);
    const pdf = await page.pdf();
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await page.close();
  });
});

/** Chromium by the names under which systems install it; null where there is none. */
function browserPath(): string | null {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    try {
      return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    } catch {
      // Not under this name.
    }
  }
  return null;
}
