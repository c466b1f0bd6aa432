// Unified diffs that Chef prints for every file it writes. Their lines hold whole scripts with all their error messages, and
// nothing of it has happened (aws-parallelcluster issue 5100 was misread for that). The hunk header says how many lines follow, so
// the end of a diff is counted, not guessed.

const HUNK = /^(\s*)@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/;
const FILE_HEADER = /^\s*(?:---|\+\+\+) \S+\s+\d{4}-\d\d-\d\d \d\d:\d\d/;

/** Follows a log line by line and says which lines are content of a diff. */
export class DiffReader {
  #indent = 0;
  #old = 0;
  #new = 0;

  /** True when the line (carriers taken off, indentation kept) belongs to a diff. */
  take(indented: string): boolean {
    const hunk = indented.includes('@@') ? HUNK.exec(indented) : null;
    if (hunk) {
      this.#indent = hunk[1]?.length ?? 0;
      this.#old = Number(hunk[2] ?? 1);
      this.#new = Number(hunk[3] ?? 1);
      return true;
    }
    if (this.#old + this.#new > 0) return this.#takeContent(indented);
    return (indented.includes('+++ ') || indented.includes('--- ')) && FILE_HEADER.test(indented);
  }

  #takeContent(indented: string): boolean {
    const sign = indented.charAt(this.#indent);
    if (sign === '\\') return true;
    if (!['+', '-', ' ', ''].includes(sign)) {
      this.#old = 0;
      this.#new = 0;
      return false;
    }
    if (sign !== '+') this.#old = Math.max(0, this.#old - 1);
    if (sign !== '-') this.#new = Math.max(0, this.#new - 1);
    return true;
  }
}
