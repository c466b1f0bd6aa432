// The pages of the catalog are made from its files: one a category, and the list of them in patterns/README.md.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openWholeCatalog } from '../src/catalog/shipped.ts';
import { categoryIndex, categoryPage } from '../src/reports/catalog/category-page.ts';

const { patterns } = await openWholeCatalog(null);
const categories = [...new Set(patterns.map(({ category }) => category))];

test.each(categories)('the page of %s is the one of its patterns (vitest -u writes it anew)', async (category) => {
  const own = patterns.filter((pattern) => pattern.category === category);
  await expect(categoryPage(category, own)).toMatchFileSnapshot(`../patterns/${category}/README.md`);
});

test('patterns/README.md lists every category', () => {
  const readme = readFileSync('patterns/README.md', 'utf8');
  const [, index] = /<!-- categories -->\n\n([\s\S]*?)\n\n<!-- \/categories -->/.exec(readme) ?? [];
  expect(index).toBe(categoryIndex(patterns));
});
