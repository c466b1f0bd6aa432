// How the HTML report looks. Colours are of WCAG AA contrast on both backgrounds; the verdict is always a word too.

export const STYLE = `:root {
  color-scheme: light dark;
  --ink: #1b1f24; --paper: #ffffff; --quiet: #59636e; --line: #d1d9e0; --box: #f3f5f8;
  --bad: #b3261e; --doubtful: #8a5a00; --good: #1a7f37; --link: #0b5cad;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e6edf3; --paper: #12161b; --quiet: #9aa5b1; --line: #333b44; --box: #1c2229;
    --bad: #ff8a80; --doubtful: #f0b849; --good: #5fd07a; --link: #79b8ff;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main, footer { max-width: 60rem; margin: 0 auto; padding: 1rem 1.25rem; }
article + article, header + article { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; border-left: .35rem solid var(--bad); padding-left: .75rem; }
header h1 { border: 0; padding: 0; }
article.inconclusive h1 { border-color: var(--doubtful); }
article.not-failed h1 { border-color: var(--good); }
h2 { font-size: 1.15rem; margin: 1.75rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
h1, h2, h3, p, li, dd { overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .5rem 0; }
dt { color: var(--quiet); }
dd { margin: 0; font-family: ui-monospace, monospace; font-size: .9em; }
figure { margin: .5rem 0; }
figcaption { color: var(--quiet); font-size: .85rem; overflow-wrap: anywhere; }
pre, code { font-family: ui-monospace, monospace; font-size: .875em; unicode-bidi: isolate; }
pre { background: var(--box); border: 1px solid var(--line); border-radius: .3rem; padding: .6rem .75rem; margin: .25rem 0;
  white-space: pre-wrap; overflow-wrap: anywhere; max-height: 32rem; overflow-y: auto; }
code { background: var(--box); padding: .1em .3em; border-radius: .2rem; }
a { color: var(--link); }
summary { cursor: pointer; font-weight: 600; margin-top: 1rem; }
footer { color: var(--quiet); font-size: .85rem; border-top: 1px solid var(--line); }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; } }
@media print {
  :root { --ink: #000; --paper: #fff; --quiet: #444; --line: #999; --box: #fff; --bad: #000; --doubtful: #000; --good: #000; --link: #000; }
  body { font-size: 10.5pt; }
  pre { max-height: none; overflow: visible; }
  h2, h3 { break-after: avoid; }
  details > :not(summary) { display: block; }
  details::details-content { content-visibility: visible; block-size: auto; }
  a::after { content: none; }
}
`;
