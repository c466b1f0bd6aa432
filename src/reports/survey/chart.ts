// Causes as bars, drawn as inline SVG: no script, nothing loaded, and the numbers stand beside the bars, so that a reader who cannot see
// them or prints without colour loses nothing.

import type { SurveyedCause } from '../../model/survey.ts';
import { grouped } from '../../wording/counts.ts';
import { text } from '../html.ts';
import { clippedTo } from '../limits.ts';

const WIDTH = 800;
const ROW = 34;
const BAR = 12;
/** Room for the number behind the longest bar. */
const ROOM = 60;
/** More would be lines without bars: the list below has all of them. */
const MOST_BARS = 20;
const LONGEST_LABEL = 100;

/** In the colours of the page around it. */
const STYLE =
  'svg{display:block;width:100%;height:auto;margin:1rem 0;font:13px system-ui,sans-serif;fill:var(--ink)}rect{fill:var(--bad)}.located{fill:var(--doubtful)}.quiet{fill:var(--quiet)}';

/** One bar a cause, as long as it is frequent. */
export function causesChart(causes: readonly SurveyedCause[]): string {
  const shown = causes.slice(0, MOST_BARS);
  const most = Math.max(...shown.map(({ builds }) => builds));
  const bars = shown.map((cause, row) => bar(cause, { row, longest: most }));
  const label = `Builds by cause: ${shown.map(({ title, builds }) => `${title}, ${builds}`).join('; ')}`;
  return [
    `<svg viewBox="0 0 ${WIDTH} ${shown.length * ROW}" role="img" aria-label="${text(clippedTo(label, 1000))}">`,
    `<style>${STYLE}</style>`,
    ...bars,
    '</svg>',
  ].join('\n');
}

function bar(
  { title, builds, verdict }: SurveyedCause,
  at: { readonly row: number; readonly longest: number },
): string {
  const y = at.row * ROW;
  const length = Math.max(2, Math.round((builds / at.longest) * (WIDTH - ROOM)));
  return [
    `<text x="0" y="${y + 12}">${text(clippedTo(title, LONGEST_LABEL))}</text>`,
    `<rect class="${verdict}" x="0" y="${y + 17}" width="${length}" height="${BAR}" rx="2"/>`,
    `<text class="quiet" x="${length + 6}" y="${y + 27}">${grouped(builds)}</text>`,
  ].join('');
}
