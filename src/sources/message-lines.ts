// One event may hold many lines: Image Builder puts a step's whole stderr into one. Downstream everything speaks of physical lines.

/** The lines of a message. A line break at its end ends the last line; it does not begin another. */
export function messageLines(text: string): string[] {
  return text.replace(/\r?\n$/, '').split(/\r?\n/);
}
