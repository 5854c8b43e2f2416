import type { SummaryCurve } from '../../../../app/dossier/summary/summary.ts';
import type { IncidentCurve } from '../../../../core/dossier/incident-curve.ts';
import { type Block, layHeading } from './lay-out.ts';
import { INNER, PAGE, type Sheet, TYPE } from './sheet.ts';

const COLOURS = {
  failed: '#b3261e',
  share: '#0b57d0',
  notice: '#1a1a1a',
  axis: '#8a8a8a',
} as const;
/** In points; chosen. */
const PICTURE_HEIGHT = 96;
const LEFT = PAGE.margin + 26;
const WIDTH = INNER - 32;
const MARKS_MOST = 5;

/**
 * The incident as a picture: bars for the part of probes that failed, a line for the part of visitors
 * on the mirror, a mark under the axis for each notice. Told apart by shape, not by colour alone.
 */
export function layCurve(sheet: Sheet, curve: SummaryCurve): Block {
  const heading = layHeading(sheet, curve.title);
  const line = sheet.lineHeight(TYPE.text);
  const lines = sheet.lines(curve.told, TYPE.text, INNER, 2);
  const above = heading.height + lines * line + 8;
  return {
    height: above + PICTURE_HEIGHT + 34,
    draw: (y) => {
      heading.draw(y);
      const box = { x: PAGE.margin, y: y + heading.height, width: INNER, lines };
      sheet.put(curve.told, TYPE.text, box, { part: sheet.root, tag: 'P' });
      // Said in words above: the picture itself is passed over when the page is read out.
      sheet.ornament(() => drawPicture(sheet, curve, y + above));
      drawLegend(sheet, curve, y + above + PICTURE_HEIGHT + 20);
    },
  };
}

function drawPicture({ document }: Sheet, { data, clock }: SummaryCurve, top: number): void {
  const bottom = top + PICTURE_HEIGHT;
  const xOf = (at: number): number => LEFT + ((at - data.from) / (data.to - data.from)) * WIDTH;
  const yOf = (share: number): number => bottom - share * PICTURE_HEIGHT;
  document.font('text').fontSize(7).fillColor('#4a4a4a').lineWidth(0.4).strokeColor(COLOURS.axis);
  for (const share of [0, 0.5, 1]) {
    document
      .moveTo(LEFT, yOf(share))
      .lineTo(LEFT + WIDTH, yOf(share))
      .stroke();
    const box = { width: 22, height: 9, align: 'right' as const };
    document.text(`${share * 100} %`, PAGE.margin, yOf(share) - 4, box);
  }
  for (let mark = 0; mark <= MARKS_MOST; mark += 1) {
    const at = data.from + ((data.to - data.from) * mark) / MARKS_MOST;
    const box = { width: 40, height: 9, align: 'center' as const };
    document.text(clock(at), xOf(at) - 20, bottom + 8, box);
  }
  drawBars(document, data, bottom);
  drawShares(document, data, xOf, yOf);
  for (const at of data.notices.filter((one) => one >= data.from && one <= data.to)) {
    const x = xOf(at);
    document
      .polygon([x, bottom + 1], [x - 3, bottom + 7], [x + 3, bottom + 7])
      .fill(COLOURS.notice);
  }
}

function drawBars(document: Sheet['document'], { parts }: IncidentCurve, bottom: number): void {
  const width = WIDTH / parts.length;
  for (const [index, { probes, failed }] of parts.entries()) {
    const height = probes === 0 ? 0 : (failed / probes) * PICTURE_HEIGHT;
    if (height === 0) continue;
    const bar = Math.max(0.5, width * 0.7);
    document.rect(LEFT + index * width, bottom - height, bar, height).fill(COLOURS.failed);
  }
}

function drawShares(
  document: Sheet['document'],
  { shares, from, to }: IncidentCurve,
  xOf: (at: number) => number,
  yOf: (share: number) => number,
): void {
  const within = (at: number): number => xOf(Math.min(to, Math.max(from, at)));
  let before = shares[0]?.mirrorShare ?? 0;
  document.lineWidth(1.6).strokeColor(COLOURS.share).moveTo(xOf(from), yOf(before));
  for (const { at, mirrorShare } of shares) {
    document.lineTo(within(at), yOf(before)).lineTo(within(at), yOf(mirrorShare));
    before = mirrorShare;
  }
  document.lineTo(xOf(to), yOf(before)).stroke();
}

function drawLegend(sheet: Sheet, { legend }: SummaryCurve, y: number): void {
  const third = INNER / 3;
  sheet.ornament((document) => {
    document.rect(PAGE.margin, y + 1, 6, 7).fill(COLOURS.failed);
    const x = PAGE.margin + third;
    document
      .lineWidth(1.6)
      .strokeColor(COLOURS.share)
      .moveTo(x, y + 4.5)
      .lineTo(x + 9, y + 4.5)
      .stroke();
    const mark = PAGE.margin + 2 * third;
    document.polygon([mark + 3, y + 1], [mark, y + 7], [mark + 6, y + 7]).fill(COLOURS.notice);
  });
  for (const [index, text] of [legend.probes, legend.share, legend.notices].entries()) {
    const box = { x: PAGE.margin + index * third + 13, y, width: third - 16, lines: 1 };
    sheet.put(text, TYPE.small, box, { part: sheet.root, tag: 'P' });
  }
}
