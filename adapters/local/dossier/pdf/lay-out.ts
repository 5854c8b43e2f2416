import type { SummaryList, SummaryTable } from '../../../../app/dossier/summary/summary.ts';
import { INNER, PAGE, type Part, type Sheet, TYPE, type Type } from './sheet.ts';

/** Something that is as high as it says, wherever it is drawn. */
export interface Block {
  readonly height: number;
  draw(y: number): void;
}

/** How much of it a block may show, and what is said of the rest. */
export interface Room {
  readonly height: number;
  readonly more: (count: number) => string;
}

const HEADING_GAP = 4;
const ROW_GAP = 2.2;

/** A heading, and nothing under it. */
export function layHeading(sheet: Sheet, title: string): Block {
  const height = sheet.lineHeight(TYPE.heading) + HEADING_GAP;
  return {
    height,
    draw: (y) => {
      const box = { x: PAGE.margin, y, width: INNER, lines: 1 };
      sheet.put(title, TYPE.heading, box, { part: sheet.root, tag: 'H2' });
    },
  };
}

interface ListOptions {
  readonly x?: number;
  readonly width?: number;
  /** Lines of one item at most. */
  readonly lines?: number;
  readonly heading?: Type;
}

/** A list under its title: as many items as there is room for, then how many more there are. */
export function layList(
  sheet: Sheet,
  list: SummaryList,
  room: Room,
  { x = PAGE.margin, width = INNER, lines: most = 3, heading = TYPE.heading }: ListOptions = {},
): Block {
  const line = sheet.lineHeight(TYPE.text);
  const top = sheet.lineHeight(heading) + HEADING_GAP;
  const inner = width - 9;
  const heightOf = (item: string): number =>
    sheet.lines(item, TYPE.text, inner, most) * line + ROW_GAP;
  const heights = fitting(list.items, heightOf, room.height - top, line + ROW_GAP);
  const shown = heights.length;
  const body = sum(heights);
  const rest = list.items.length - shown;
  const ends = rest > 0 || list.items.length === 0;
  return {
    height: top + body + (ends ? line : 0),
    draw: (from) => {
      sheet.put(
        list.title,
        heading,
        { x, y: from, width, lines: 1 },
        { part: sheet.root, tag: heading === TYPE.heading ? 'H2' : 'H3' },
      );
      let y = from + top;
      within(sheet, 'L', shown, (part) => {
        for (const [index, item] of list.items.slice(0, shown).entries()) {
          drawItem(sheet, part, item, { x, y, width: inner, lines: most });
          y += heights[index] ?? 0;
        }
      });
      const tail = rest > 0 ? room.more(rest) : list.none;
      const box = { x, y, width, lines: 1 };
      if (ends) sheet.put(tail, TYPE.small, box, { part: sheet.root, tag: 'P' });
    },
  };
}

/** A part of the structure, unless nothing is in it: an empty one keeps a document from its end. */
function within(sheet: Sheet, tag: string, count: number, draw: (part: Part) => void): void {
  if (count === 0) return;
  const part = sheet.document.struct(tag);
  sheet.root.add(part);
  draw(part);
  part.end();
}

function drawItem(
  sheet: Sheet,
  list: Part,
  item: string,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly lines: number },
): void {
  const entry = sheet.document.struct('LI');
  list.add(entry);
  sheet.put('•', TYPE.text, { ...box, width: 9, lines: 1 }, { part: entry, tag: 'Lbl' });
  sheet.put(item, TYPE.text, { ...box, x: box.x + 9 }, { part: entry, tag: 'LBody' });
  entry.end();
}

/** A table under its title; its first row names its columns, or its first column its rows. */
export function layTable(
  sheet: Sheet,
  table: SummaryTable,
  widths: readonly number[],
  room: Room,
  most = 2,
): Block {
  const line = sheet.lineHeight(TYPE.text);
  const heading = layHeading(sheet, table.title);
  const head = table.head.length > 0 ? line + ROW_GAP : 0;
  const heightOf = (row: readonly string[]): number => {
    const cells = row.map((cell, at) => sheet.lines(cell, TYPE.text, (widths[at] ?? 0) - 6, most));
    return Math.max(1, ...cells) * line + ROW_GAP;
  };
  const under = room.height - heading.height - head;
  const heights = fitting(table.rows, heightOf, under, line + ROW_GAP);
  const shown = heights.length;
  const rest = table.rows.length - shown;
  const ends = rest > 0 || table.rows.length === 0;
  const height = heading.height + (shown > 0 ? head : 0) + sum(heights) + (ends ? line : 0);
  return {
    height,
    draw: (from) => {
      heading.draw(from);
      let y = from + heading.height;
      within(sheet, 'Table', shown, (part) => {
        if (head > 0) drawRow(sheet, part, table.head, { y, widths, most: 1, named: 'columns' });
        y += head;
        for (const [index, row] of table.rows.slice(0, shown).entries()) {
          drawRow(sheet, part, row, { y, widths, most, named: head > 0 ? 'no' : 'row' });
          y += heights[index] ?? 0;
        }
      });
      const tail = rest > 0 ? room.more(rest) : table.none;
      const box = { x: PAGE.margin, y, width: INNER, lines: 1 };
      if (ends) sheet.put(tail, TYPE.small, box, { part: sheet.root, tag: 'P' });
    },
  };
}

interface RowPlace {
  readonly y: number;
  readonly widths: readonly number[];
  readonly most: number;
  /** Whether its cells name columns, its first cell the row, or none anything. */
  readonly named: 'columns' | 'row' | 'no';
}

function drawRow(
  sheet: Sheet,
  table: Part,
  cells: readonly string[],
  { y, widths, most, named }: RowPlace,
): void {
  const row = sheet.document.struct('TR');
  table.add(row);
  let x: number = PAGE.margin;
  for (const [at, cell] of cells.entries()) {
    const isName = named === 'columns' || (named === 'row' && at === 0);
    const type = isName ? TYPE.strong : TYPE.text;
    const box = { x, y, width: (widths[at] ?? 0) - 6, lines: most };
    sheet.put(cell, type, box, { part: row, tag: isName ? 'TH' : 'TD' });
    x += widths[at] ?? 0;
  }
  row.end();
}

/**
 * The heights of those that fit, keeping a line for what is said of the rest where there is one. What
 * comes after the room's end is not even measured.
 */
function fitting<T>(
  all: readonly T[],
  heightOf: (one: T) => number,
  room: number,
  tail: number,
): readonly number[] {
  const heights: number[] = [];
  let used = 0;
  for (const one of all) {
    const height = heightOf(one);
    if (used + height > room) break;
    heights.push(height);
    used += height;
  }
  if (heights.length === all.length) return heights;
  while (heights.length > 0 && used + tail > room) used -= heights.pop() ?? 0;
  return heights;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
