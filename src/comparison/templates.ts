// Lines by their templates, after Drain (P. He, J. Zhu, Z. Zheng, M. R. Lyu, "Drain: An Online Log Parsing Approach with Fixed Depth Tree",
// ICWS 2017, https://doi.org/10.1109/ICWS.2017.13). Its tree of depth 4 leads by the number of words and the first two words to a leaf
// with templates, which is a map with those three as its key. A line is covered where each word of a template is its own or a blank.

import { withoutIncidentals } from '../wording/incidental.ts';

/** The paper's: the part of a template's words that a line must share to be put under it. */
const SIMILARITY = 0.4;

/** Words by which the tree branches. */
const LEADING_WORDS = 2;
/** Beyond these a leaf learns nothing new: comparing with all of them would cost more than it tells. */
const MOST_TEMPLATES = 100;
/** What comes behind is data. */
const LONGEST_LINE = 1000;

/** Null is a blank, where lines of the template differ. */
type Word = string | null;
type Template = Word[];

export class Templates {
  readonly #leaves = new Map<string, Template[]>();
  readonly #similarity: number;
  #count = 0;

  constructor(similarity: number = SIMILARITY) {
    this.#similarity = similarity;
  }

  /** How many there are. */
  get count(): number {
    return this.#count;
  }

  /** Puts the line under the template most like it, which loses the words that differ; makes a new one where none is. */
  learn(line: string): void {
    const words = wordsOf(line);
    const leaf = this.#leafOf(words);
    const most = mostLike(leaf, words);
    if (most && most.similarity >= this.#similarity) {
      most.template.forEach((word, at) => (most.template[at] = word === words[at] ? word : null));
    } else if (leaf.length < MOST_TEMPLATES) {
      leaf.push([...words]);
      this.#count += 1;
    }
  }

  /** True where a line of this template was learnt. Of lines that were learnt all are covered, unless their leaf was full. */
  covers(line: string): boolean {
    const words = wordsOf(line);
    const leaf = this.#leaves.get(keyOf(words)) ?? [];
    return leaf.some((template) => template.every((word, at) => word === null || word === words[at]));
  }

  #leafOf(words: readonly string[]): Template[] {
    const key = keyOf(words);
    const known = this.#leaves.get(key);
    if (known) return known;
    const leaf: Template[] = [];
    this.#leaves.set(key, leaf);
    return leaf;
  }
}

function wordsOf(line: string): string[] {
  return withoutIncidentals(line.slice(0, LONGEST_LINE)).split(' ');
}

function keyOf(words: readonly string[]): string {
  return [words.length, ...words.slice(0, LEADING_WORDS)].join(' ');
}

interface Likeness {
  readonly template: Template;
  readonly similarity: number;
}

/** The first of those that share the most words. */
function mostLike(leaf: readonly Template[], words: readonly string[]): Likeness | null {
  let most: Likeness | null = null;
  for (const template of leaf) {
    const shared = template.filter((word, at) => word === words[at]).length;
    const similarity = shared / words.length;
    if (most === null || similarity > most.similarity) most = { template, similarity };
  }
  return most;
}
