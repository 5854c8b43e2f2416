import type { DossierSummary } from '../../../../app/dossier/summary/summary.ts';
import { layCurve } from './draw-curve.ts';
import { type Block, layHeading, layList, layTable } from './lay-out.ts';
import { INNER, openSheet, PAGE, type Sheet, TYPE } from './sheet.ts';

/** Between two blocks, in points; chosen. */
const GAP = 9;
const BOTTOM = PAGE.height - PAGE.margin - PAGE.foot;

/**
 * Draw the two pages of a dossier as a PDF: always two, whatever the incident. Each list shows what
 * there is room for and says how much more the other files have.
 *
 * @param at stands for the moment of making, so that the same words give the same bytes
 */
export async function drawSummary(summary: DossierSummary, at: Date): Promise<Uint8Array> {
  const { title, organisation, language } = summary;
  const sheet = openSheet({ title, author: organisation, language, at });
  const bytes = allBytes(sheet);
  for (const [index, draw] of [drawFirst, drawSecond].entries()) {
    sheet.document.addPage();
    drawDrill(sheet, summary);
    draw(sheet, summary);
    drawFoot(sheet, summary, index + 1);
  }
  sheet.root.end();
  sheet.document.end();
  return bytes;
}

function allBytes({ document }: Sheet): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  return new Promise((resolve, reject) => {
    document.on('data', (part: Uint8Array) => parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    document.on('error', reject);
  });
}

function drawFirst(sheet: Sheet, summary: DossierSummary): void {
  const { facts, curve, verdict, more } = summary;
  const top = drawTitle(sheet, summary);
  const y = drawBelow(
    [
      layTable(sheet, facts, [120, INNER - 120], { height: 175, more }, 1),
      layCurve(sheet, curve),
      layHeading(sheet, verdict.title),
    ],
    top,
  );
  let below = y - GAP;
  const say = (text: string, type: typeof TYPE.strong | typeof TYPE.text): void => {
    const lines = sheet.lines(text, type, INNER, 3);
    const box = { x: PAGE.margin, y: below, width: INNER, lines };
    sheet.put(text, type, box, { part: sheet.root, tag: 'P' });
    below += lines * sheet.lineHeight(type) + 1.5;
  };
  say(verdict.headline, TYPE.strong);
  for (const note of verdict.notes) say(note, TYPE.text);
  const rest = BOTTOM - below - GAP;
  const options = { heading: TYPE.strong, lines: 2 };
  const against = layList(sheet, verdict.against, { height: rest / 2, more }, options);
  const room = { height: rest - against.height - GAP, more };
  drawBelow([layList(sheet, verdict.for, room, options), against], below + GAP / 2);
}

function drawSecond(sheet: Sheet, summary: DossierSummary): void {
  const { decisions, notices, claims, clocks, proof, more } = summary;
  const columns = [INNER - 422, 112, 72, 58, 52, 62, 66];
  const after = [
    layTable(sheet, notices, columns, { height: 150, more }, 1),
    layList(sheet, claims, { height: 75, more }, { lines: 2 }),
    layList(sheet, clocks, { height: 90, more }, { lines: 2 }),
    layList(sheet, proof, { height: 150, more }, { lines: 4 }),
  ];
  const used = after.reduce((sum, { height }) => sum + height + GAP, 0);
  const room = { height: BOTTOM - PAGE.margin - used, more };
  const widths = [118, 100, INNER - 218];
  drawBelow([layTable(sheet, decisions, widths, room), ...after], PAGE.margin);
}

/** @returns where the next block may begin */
function drawBelow(blocks: readonly Block[], from: number): number {
  let y = from;
  for (const block of blocks) {
    block.draw(y);
    y += block.height + GAP;
  }
  return y;
}

function drawTitle(sheet: Sheet, { title, subtitle }: DossierSummary): number {
  let y: number = PAGE.margin - 6;
  const say = (text: string, type: (typeof TYPE)[keyof typeof TYPE], tag: string): void => {
    sheet.put(text, type, { x: PAGE.margin, y, width: INNER, lines: 1 }, { part: sheet.root, tag });
    y += sheet.lineHeight(type) + 2;
  };
  say(title, TYPE.title, 'H1');
  say(subtitle, TYPE.small, 'P');
  return y + 4;
}

/** Above all else, on both pages. */
function drawDrill(sheet: Sheet, { drill }: DossierSummary): void {
  if (drill === null) return;
  sheet.ornament((document) => document.rect(0, 0, PAGE.width, 24).fill('#ffd166'));
  const box = { x: PAGE.margin, y: 6, width: INNER, lines: 1 };
  sheet.put(drill, TYPE.heading, box, { part: sheet.root, tag: 'P' });
}

function drawFoot(sheet: Sheet, { foot, page, drill }: DossierSummary, number: number): void {
  const y = PAGE.height - PAGE.margin - 4;
  const left = drill === null ? foot : `${foot} · ${drill}`;
  const box = { x: PAGE.margin, y, width: INNER - 80, lines: 1 };
  sheet.put(left, TYPE.small, box, null);
  const right = {
    x: PAGE.width - PAGE.margin - 80,
    y,
    width: 80,
    lines: 1,
    align: 'right' as const,
  };
  sheet.put(page(number), TYPE.small, right, null);
}
