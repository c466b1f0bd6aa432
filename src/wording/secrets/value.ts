// How a value is written behind the name of a secret, for all the quotes and escapes in which builds print settings: a shell's, JSON's,
// JSON in JSON, HTML's, a URL's. Each alternative begins with other characters and nothing follows the last one, so that no engine
// has anything to go back to.

/** `"`, `'`, `\"`, `&quot;`, `%22`, `\u0022` */
export const QUOTE = String.raw`(?:\\{0,3}["']|&quot;|&#0?3[49];|%2[27]|\\u002[27])`;

const BLANKS = String.raw`(?:[ \t]|%20){0,8}`;
const EQUALS = String.raw`(?:=|%3D|%253D|\\u003d|&#61;)`;

/** Between a name and its value where only an equals sign is certain: `password=`, `"password" = "` */
export const EQUAL = `${QUOTE}?${BLANKS}${EQUALS}${BLANKS}${QUOTE}?`;
/** The same without blanks, as in an environment or a URL. */
export const JOINED = `${QUOTE}?${EQUALS}${QUOTE}?`;
/** Between a name in quotes and its value: `"password": "`, `'password' => '` */
export const MAPPED = `${QUOTE}${BLANKS}(?:=>|:|%3A)${BLANKS}${QUOTE}?`;
/** All of these, and the colon of a header. */
export const ASSIGNED = `${QUOTE}?${BLANKS}(?:=>|:|%3A|${EQUALS})${BLANKS}${QUOTE}?`;

/** Where a text in a text may begin: not in a word, but behind `%3A` or `\n` as well. */
export const BEGIN = String.raw`(?:(?<![\w.-])|(?<=%[0-9A-Fa-f]{2}|\\[nrt]))`;

/** Nothing that is a variable, a placeholder, a token or masked already; `--password PASSWORD` is the help of a command. */
const HIDDEN = String.raw`(?!\$\{?\w{1,64}\}?(?!\w)|\$\(|\$\{|<|&lt;|%3C|\*{3}|\{\{|(?:passw(?:or)?d|passphrase|token|none|null|nil|true|false|undefined)(?![\w-]))`;

/** `&next=`, where another parameter of a URL begins. */
const NEXT = String.raw`[\w.-]{1,64}(?:=|%3D|%253D|\\u003d)`;
const TOKEN = '[a-z][a-z-]{0,40}-';
const LESS = String.raw`<(?!${TOKEN}\d{1,6}>)`;
/** What stands behind a closing quote, and not behind one within a value. */
const BEHIND = String.raw`(?!$|[\s,}\]):;&|<>\\])`;

const AS_QUOTED = [
  String.raw`(?<=\\")(?:[^"\\\n<]|${LESS}|\\\\(?:\\.|[^\\\n])){1,8192}`,
  String.raw`(?<=")(?:[^"\\\n<]|${LESS}|\\.){1,8192}`,
  String.raw`(?<=')(?:[^'\\\n<]|${LESS}|'\\''|\\.){1,8192}`,
  String.raw`(?<=&quot;|&#0?3[49];)(?:[^&\n<]|&(?!quot;|#0?3[49];)){1,8192}`,
  String.raw`(?<=%22)(?:%5C%(?:22|5C)|[^%\s"'<&]|%(?!22|5C)){1,8192}`,
];

const BARE = [
  String.raw`[^\s"'<>,;\\&%]`,
  String.raw`[,;](?!\s|["'<>\\&]|$|${NEXT})`,
  String.raw`&(?!quot;|#0?3[49];|[lg]t;|(?:amp;)?${NEXT})`,
  String.raw`%(?!26${NEXT}|2526${NEXT}|22)`,
  String.raw`["']${BEHIND}`,
  String.raw`\\(?:["']${BEHIND}|[\\/]|u0026(?!${NEXT})|u00(?!26|22|27|3[cCeE]))`,
].join('|');

/** The value itself, as the group `secret`. */
export const VALUE = `${HIDDEN}(?<secret>${AS_QUOTED.join('|')}|(?:${BARE}){1,8192})`;

/** A row's expression; case counts only where `flags` says so. */
export function written(source: string, flags = 'i'): RegExp {
  return new RegExp(source, flags);
}
