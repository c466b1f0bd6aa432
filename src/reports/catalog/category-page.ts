// A category of the catalog as a Markdown page: what can go wrong, for whom, and what to do. The pages in patterns/ are made here.

import type { Pattern } from '../../model/catalog.ts';
import { count } from '../../wording/counts.ts';
import { configYaml } from '../../wording/config-yaml.ts';
import { conditionWords } from './pattern-text.ts';

/** The page of the patterns of one category, in their order. */
export function categoryPage(category: string, patterns: readonly Pattern[]): string {
  return [
    `# ${category}`,
    '',
    'Made from the pattern files of this folder (`vitest -u` writes it anew).',
    '',
    ...patterns.map(
      ({ id, title, kind }) => `- [${plain(title)}](#${anchor(id)})${kind === 'cause' ? '' : ` (${kind})`}`,
    ),
    ...patterns.flatMap((pattern) => ['', ...patternSection(pattern)]),
    '',
  ].join('\n');
}

/** The rows of all categories, for the index. */
export function categoryIndex(patterns: readonly Pattern[]): string {
  const categories = [...new Set(patterns.map(({ category }) => category))];
  return categories
    .map((category) => {
      const amount = patterns.filter((pattern) => pattern.category === category).length;
      return `- [${category}](${category}/README.md): ${count(amount, 'pattern')}`;
    })
    .join('\n');
}

function patternSection(pattern: Pattern): string[] {
  const { id, title, explanation, affects, since, knownIssue, beforeBuild, refines, leadsTo, remedies, references } =
    pattern;
  const conditions = conditionWords(affects);
  const facts = [
    conditions === '' ? '' : `- Affects: ${conditions}`,
    since === null ? '' : `- Since ${since.date}: ${plain(since.what)}`,
    beforeBuild === null ? '' : `- Before the build: ${plain(beforeBuild.says)}`,
    knownIssue === null ? '' : `- Known issue: <${knownIssue}>`,
    refines.length === 0 ? '' : `- More special than: ${refines.map(link).join(', ')}`,
    leadsTo.length === 0 ? '' : `- Leads to: ${leadsTo.map(link).join(', ')}`,
  ].filter((fact) => fact !== '');
  return [
    `## ${anchor(id)}`,
    '',
    `**${plain(title)}**`,
    '',
    plain(explanation),
    ...(facts.length === 0 ? [] : ['', ...facts]),
    ...remedies.flatMap((remedy, index) => ['', ...remedySection(remedy, index)]),
    ...(references.length === 0 ? [] : ['', ...references.map((reference) => `<${reference}>  `)]),
  ];
}

function remedySection(
  { title, when, steps, patch, pitfalls, expect }: Pattern['remedies'][number],
  index: number,
): string[] {
  const conditions = conditionWords(when);
  const commands = steps.flatMap(({ command }) => (command === null ? [] : [command]));
  return [
    `${index + 1}. **${plain(title)}**${conditions === '' ? '' : ` (${conditions})`}. ${steps.map(({ text }) => plain(text)).join(' ')}`,
    ...(commands.length === 0 ? [] : block('sh', commands.join('\n'))),
    ...(patch === null ? [] : block('yaml', configYaml(patch).join('\n'))),
    ...pitfalls.flatMap((pitfall) => ['', `   Note: ${plain(pitfall)}`]),
    ...(expect === null ? [] : ['', `   It worked when: ${plain(expect)}`]),
  ];
}

function block(language: string, text: string): string[] {
  return ['', `   \`\`\`${language}`, ...text.split('\n').map((line) => `   ${line}`), '   ```'];
}

function link(id: string): string {
  const [category = '', name = ''] = id.split('/');
  return `[${id}](../${category}/README.md#${name})`;
}

function anchor(id: string): string {
  return id.split('/')[1] ?? id;
}

/** Text that Markdown shows as it is; what stands in backquotes is left alone. */
function plain(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, ' ')
    .split('`')
    .map((piece, index) => (index % 2 === 1 ? piece : piece.replace(/[<>*_[\]|\\]/g, '\\$&')))
    .join('`');
}
