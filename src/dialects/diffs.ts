// Unified diffs that Chef prints for every file it writes. Their lines hold whole scripts with all their error messages, and
// nothing of it has happened (aws-parallelcluster issue 5100 was misread for that). The hunk header says how many lines follow, so
// the end of a diff is counted, not guessed.

const HUNK = /^(\s*)@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/;
const AROUND = /^\s*(?:(?:---|\+\+\+) \S+\s+\d{4}-\d\d-\d\d \d\d:\d\d|\\ No newline at end of file$)/;
/** Looking for these first is much cheaper. */
const AROUND_WORDS: readonly string[] = ['+++ ', '--- ', '\\ No newline'];
/** How a line of a hunk may begin; a blank line lost its own blank. */
const SIGNS: readonly string[] = ['+', '-', ' ', '\\', ''];

/** Follows a log line by line and says which lines are content of a diff. */
export class DiffReader {
  #indent = 0;
  #old = 0;
  #new = 0;
  /** Something else stood in the hunk. Then only added lines still belong to it: other signs also begin lines of Chef's own. */
  #interrupted = false;

  /** True when the line (carriers taken off, indentation kept) belongs to a diff. */
  take(indented: string): boolean {
    const hunk = indented.includes('@@') ? HUNK.exec(indented) : null;
    if (hunk) {
      this.#indent = hunk[1]?.length ?? 0;
      this.#old = Number(hunk[2] ?? 1);
      this.#new = Number(hunk[3] ?? 1);
      this.#interrupted = false;
      return true;
    }
    if (this.#old + this.#new > 0 && this.#takeContent(indented)) return true;
    return AROUND_WORDS.some((word) => indented.includes(word)) && AROUND.test(indented);
  }

  #takeContent(indented: string): boolean {
    const sign = this.#signOf(indented);
    if (sign === '\\') return true;
    if (sign === null || (this.#interrupted && sign !== '+')) {
      this.#interrupted = true;
      this.#old = 0;
      return false;
    }
    if (sign !== '+') this.#old = Math.max(0, this.#old - 1);
    if (sign !== '-') this.#new = Math.max(0, this.#new - 1);
    return true;
  }

  #signOf(indented: string): string | null {
    if (indented.slice(0, this.#indent).trim() !== '') return null;
    const sign = indented.charAt(this.#indent);
    return SIGNS.includes(sign) ? sign : null;
  }
}
