// A diagnosis in which every text that can come from outside (log, image name, configuration, stack, captures in prose) carries what could act
// in one of the formats. Each attack is marked, so that a test can tell that it was shown and not dropped.
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import { eachString } from '../../src/wording/each-string.ts';
import { RECOGNISED } from './diagnoses.ts';

export const ATTACKS: Readonly<Record<string, string>> = {
  'a terminal title': '\u001b]0;owned\u0007 MARK',
  'a hidden link of the terminal': '\u001b]8;;https://evil.example/\u001b\\\\MARK\u001b]8;;\u001b\\\\',
  'the clipboard': '\u001b]52;c;cm0gLXJmIC8=\u0007MARK',
  'a script': '<script>document.title = "owned"</script>MARK',
  'an image that fails': '<img src=x onerror="document.title=\'owned\'">MARK',
  'the end of everything':
    '</pre></code></details></article></main></body></html><script>document.title="owned"</script>MARK',
  'an attribute': '" onmouseover="document.title=\'owned\'" x="MARK',
  'the end of CDATA and a comment': ']]> --> MARK <!-- <![CDATA[',
  'an entity': '&lt;b&gt;&#x3c;script&#x3e;MARK&nbsp;&evil;',
  'a link to code': '[click](javascript:alert(1)) MARK',
  'a reference link': '[x]: javascript:alert(1)\n\n[x] MARK',
  'an image': '![x](https://evil.example/pixel.png) MARK',
  'an address': 'https://evil.example/MARK www.evil.example/MARK mailto:evil@example.net',
  'a call': '@octocat @org/team #1 GH-2 org/repo#3 :tada: <!channel> <@U012AB3CD> MARK',
  fences: '`` ``` ```` ~~~ ~~~~\n```\n~~~\n# MARK\n',
  'a heading and a list': '# MARK\n## b\n- c\n1. d\n> e\n***\n===\n---',
  'a table': '| a | b |\n|---|---|\n| MARK | d |',
  emphasis: '**MARK** __b__ ~~c~~ *d* $x$ $$y$$ ==e==',
  'an expression': '${{ github.token }} {{MARK}} {0} [a](1)',
  'the reading direction': '\u202egnp.exe\u202c MARK \u2066x\u2069 \u200f',
  'invisible characters': 'MA\u200bRK\u00ad\ufeff\u2028\u2029\u{e0041} MARK',
  'what no encoding allows': '\ud800 MARK \udfff \ufffe \uffff \u0000 \u0001 \u0008 \u000b \u0085 \u009b',
  'line ends': 'MARK\r\nx\ry\n\n\nz',
  'a line of a megabyte': `MARK${'A'.repeat(1_000_000)}`,
  'a megabyte of markup': `MARK${'<a>[`*_'.repeat(160_000)}`,
  'nothing but markup': '`',
};

/** Texts that decide how the report is built, not what it says. */
const STRUCTURE = new Set<unknown>([
  RECOGNISED.verdict,
  RECOGNISED.fingerprint,
  'certain',
  'likely',
  'possible',
  'cause',
  'context',
  RECOGNISED.image.failedAt,
  ...RECOGNISED.logWindow.flatMap(({ time, role }) => [time, role]),
  ...RECOGNISED.remedies.flatMap(({ kind, applies }) => [kind, applies]),
  RECOGNISED.changes?.since.builtAt,
  RECOGNISED.changes?.since.verdict,
]);

/** Where a line without an end can come from: the log, and what a pattern captures of it. */
const LOG_TEXTS = new Set([
  RECOGNISED.rootCause?.title,
  RECOGNISED.rootCause?.explanation,
  RECOGNISED.rootCause?.evidence[0]?.text,
  RECOGNISED.image.configuration,
]);

/** Every other text of a diagnosis with the attack at its begin, in its middle and at its end; a long one only where lines can be long. */
export function attacked(attack: string): Diagnosis {
  return eachString(RECOGNISED, (text) =>
    STRUCTURE.has(text) || (attack.length > 10_000 && !LOG_TEXTS.has(text))
      ? text
      : `${attack}${text.slice(0, 8)}${attack.slice(0, 200)}${text.slice(8)}${attack.slice(0, 200)}`,
  );
}
