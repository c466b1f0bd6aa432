// A screen of a terminal emulator as an SVG picture: a run of cells of the same look is one piece of text, stretched to its columns, so that it
// stands right in whatever monospaced font the reader has.
import type { IBufferCell, Terminal } from '@xterm/headless';

const CELL = { width: 8.4, height: 18 } as const;
const PADDING = 14;
const FONT = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace";
const BACKGROUND = '#14171d';
const FOREGROUND = '#d5d9e0';
/** The eight colours of a terminal, on a dark background. */
const PALETTE = ['#3b4048', '#ff6b68', '#7ec87e', '#e3c068', '#6aa5ff', '#c792ea', '#5fc9d6', '#d5d9e0'];

interface Look {
  readonly colour: string;
  readonly background: string | null;
  readonly bold: boolean;
  readonly dim: boolean;
}

interface Run extends Look {
  readonly column: number;
  readonly columns: number;
  readonly text: string;
}

/** The picture of everything the terminal shows now. */
export function svgOf(terminal: Terminal): string {
  const width = terminal.cols * CELL.width + 2 * PADDING;
  const height = terminal.rows * CELL.height + 2 * PADDING;
  const rows = Array.from({ length: terminal.rows }, (_, row) =>
    runsOf(terminal, row)
      .map((run) => drawn(run, row))
      .join(''),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${height}" font-family="${FONT}" font-size="14">`,
    `<rect width="100%" height="100%" rx="8" fill="${BACKGROUND}"/>`,
    ...rows.filter((row) => row !== ''),
    '</svg>\n',
  ].join('\n');
}

function runsOf(terminal: Terminal, row: number): readonly Run[] {
  const line = terminal.buffer.active.getLine(terminal.buffer.active.viewportY + row);
  const runs: Run[] = [];
  for (let column = 0; column < terminal.cols; column += 1) {
    const cell = line?.getCell(column);
    if (cell === undefined || cell.getWidth() === 0) continue;
    const look = lookOf(cell);
    const text = cell.getChars() || ' ';
    const last = runs.at(-1);
    const isSame = last !== undefined && last.column + last.columns === column && sameLook(last, look);
    if (isSame) runs[runs.length - 1] = { ...last, text: last.text + text, columns: last.columns + cell.getWidth() };
    else runs.push({ ...look, column, columns: cell.getWidth(), text });
  }
  return runs.filter(({ text, background }) => text.trim() !== '' || background !== null);
}

function lookOf(cell: IBufferCell): Look {
  const colour = cell.isFgDefault() ? FOREGROUND : (PALETTE[cell.getFgColor() % PALETTE.length] ?? FOREGROUND);
  const isInverse = cell.isInverse() !== 0;
  return {
    colour: isInverse ? BACKGROUND : colour,
    background: isInverse ? colour : null,
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
  };
}

function sameLook(a: Look, b: Look): boolean {
  return a.colour === b.colour && a.background === b.background && a.bold === b.bold && a.dim === b.dim;
}

function drawn({ column, columns, text, colour, background, bold, dim }: Run, row: number): string {
  const left = round(PADDING + column * CELL.width);
  const top = PADDING + row * CELL.height;
  const shown = text.trimEnd();
  const length = round((background === null ? columns - (text.length - shown.length) : columns) * CELL.width);
  const look = `fill="${colour}"${bold ? ' font-weight="bold"' : ''}${dim ? ' opacity="0.6"' : ''}`;
  const box = `<rect x="${left}" y="${top}" width="${length}" height="${CELL.height}" fill="${background ?? ''}"/>`;
  const words = `<text x="${left}" y="${top + 13}" ${look} textLength="${length}" xml:space="preserve">${escaped(background === null ? shown : text)}</text>`;
  return `${background === null ? '' : box}${words}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
