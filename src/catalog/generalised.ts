// A line of a log as an expression: what differs from build to build becomes a capture or a class, the rest is quoted.

/** Kinds of words that differ, the most particular first, in small letters or capitals. A name makes it a capture. */
const VARIABLE: readonly { readonly find: RegExp; readonly name: string | null; readonly source: string }[] = [
  { find: /\b(?:https?|s3):\/\/[^\s"'<>)]+/, name: 'url', source: String.raw`[^\s"'<>)]+` },
  { find: /\barn:[\w-]+:\S+?(?=[\s"',)]|$)/, name: 'arn', source: String.raw`[aA][rR][nN]:\S+` },
  {
    find: /\b(?:ami|i|sg|subnet|vpc|vol|snap)-[0-9a-f]{8,17}\b/,
    name: null,
    source: String.raw`[a-zA-Z]+-[0-9a-fA-F]+`,
  },
  { find: /(?<![\w/.])\/[\w./+@%~-]{2,}/, name: 'path', source: String.raw`/\S+` },
  { find: /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/, name: null, source: '[0-9a-fA-F-]+' },
  { find: /(?<==|\s)[a-z][a-z0-9+_.-]*[-=]\d[\w.:+~-]*/i, name: 'package', source: String.raw`\S+` },
  { find: /\b\d+(?:\.\d+)+[\w.+~-]*/, name: 'version', source: String.raw`\d[\w.+~-]*` },
  { find: /\b0x[0-9a-f]+\b|\b[0-9a-f]{12,}\b/, name: null, source: '[0-9a-fA-FxX]+' },
  { find: /\d+/, name: null, source: String.raw`\d+` },
];

const ANY = new RegExp(VARIABLE.map(({ find }) => `(${find.source.replaceAll(/\((?!\?)/g, '(?:')})`).join('|'), 'gi');

/** An RE2 expression that finds the line, and its like of other builds. */
export function generalised(line: string): string {
  const names = new Map<string, number>();
  let expression = '';
  let from = 0;
  for (const found of line.matchAll(ANY)) {
    const kind = VARIABLE[found.slice(1).findIndex((group) => group !== undefined)];
    expression += quoted(line.slice(from, found.index)) + sourceOf(kind, names);
    from = found.index + found[0].length;
  }
  return expression + quoted(line.slice(from));
}

function sourceOf(kind: (typeof VARIABLE)[number] | undefined, names: Map<string, number>): string {
  if (kind === undefined) return '.*';
  if (kind.name === null) return kind.source;
  const times = (names.get(kind.name) ?? 0) + 1;
  names.set(kind.name, times);
  return `(?P<${kind.name}${times === 1 ? '' : times}>${kind.source})`;
}

function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s{2,}|\t/g, '\\s+');
}
