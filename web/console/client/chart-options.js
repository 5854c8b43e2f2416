// How a stretch of one platform's time is drawn: above, one lane a vantage of what became of its
// probes; below, how long they took, and behind it all the share of visitors at the mirror.

import uPlot from './uplot.js';

/**
 * @typedef {{ vantage: string, worst: string, slowestMs: (number | null)[] }} Lane
 * @typedef {{ from: number, to: number, cellMs: number, vantages: Lane[],
 *   shares: { at: number, mirrorShare: number }[],
 *   marks: { at: number, kind: string, text: string }[] }} Chart
 * @typedef {{ zoom: (from: number, to: number) => void, point: (at: number | null) => void }} Heard
 * @typedef {{ share: string, ms: string, time: string, language: string, timeZone: string }} Said
 */

const LANE_PX = 12;
const HEIGHT_PX = 220;

/** Heights of a lane's marks, of its own: told apart without their colour. */
const PARTS = { o: 0.35, s: 0.65, b: 1 };
const COLOURS = { o: '--up', s: '--suspect', b: '--down' };
const DASHES = [[], [6, 4], [2, 3], [10, 3, 2, 3]];

/** @param {string} name of a colour of the page, which has others in the dark */
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/**
 * @param {Chart} chart
 * @returns {uPlot.AlignedData} seconds, each vantage's milliseconds, the mirror's share
 */
export function dataOf({ from, cellMs, vantages, shares }) {
  const count = vantages[0]?.worst.length ?? 2;
  const starts = Array.from({ length: count }, (_, cell) => from + cell * cellMs);
  const share = starts.map(
    (at) => shares.findLast((one) => one.at < at + cellMs)?.mirrorShare ?? 0,
  );
  return [starts.map((at) => at / 1000), ...vantages.map((one) => one.slowestMs), share];
}

/**
 * @param {Chart} chart
 * @param {Said} said
 * @param {number} width
 * @param {Heard} hear
 * @returns {uPlot.Options}
 */
export function optionsOf(chart, said, width, hear) {
  const ink = colour('--ink');
  const grid = { stroke: colour('--line'), width: 1 };
  const axis = { stroke: ink, grid, ticks: grid };
  const { percent, count } = formatsOf(said);
  return {
    ...sizeOf(width, chart),
    padding: [chart.vantages.length * (LANE_PX + 3) + 8, null, null, null],
    tzDate: (sec) => uPlot.tzDate(new Date(sec * 1000), said.timeZone),
    scales: {
      x: { range: [chart.from / 1000, chart.to / 1000] },
      ms: { distr: 3, range: [10, 60_000] },
      share: { range: [0, 1] },
    },
    axes: [
      { ...axis, values: (_, times) => times.map((sec) => timeText(sec * 1000, said, chart)) },
      { ...axis, scale: 'ms', size: 64, values: (_, all) => all.map((ms) => roundOnly(ms, count)) },
      {
        ...axis,
        scale: 'share',
        side: 1,
        grid: { show: false },
        size: 56,
        values: (_, all) => all.map((part) => percent.format(part)),
      },
    ],
    series: seriesOf(chart, said, ink),
    cursor: { drag: { x: true, y: false, setScale: false }, y: false },
    hooks: hooksOf(chart, hear),
  };
}

/** @param {Said} said */
const formatsOf = ({ language }) => ({
  percent: new Intl.NumberFormat(language, { style: 'percent' }),
  count: new Intl.NumberFormat(language),
});

/**
 * @param {Chart} chart
 * @param {Said} said
 * @param {string} ink
 * @returns {uPlot.Series[]}
 */
function seriesOf(chart, said, ink) {
  const { percent, count } = formatsOf(said);
  return [
    {
      label: said.time,
      value: (_, sec) => (sec === null ? '' : timeText(sec * 1000, said, chart)),
    },
    ...chart.vantages.map(({ vantage }, index) => ({
      label: vantage,
      scale: 'ms',
      stroke: ink,
      width: 1,
      dash: DASHES[index % DASHES.length] ?? [],
      points: { show: true, size: 4, width: 0, fill: ink },
      /** @type {(self: uPlot, ms: number | null) => string} */
      value: (_, ms) => (ms === null ? '–' : said.ms.replace('{ms}', count.format(ms))),
    })),
    {
      label: said.share,
      scale: 'share',
      stroke: colour('--sheltered'),
      fill: colour('--sheltered-bg'),
      width: 2,
      points: { show: false },
      paths: uPlot.paths.stepped?.({ align: 1 }) ?? (() => null),
      value: (_, part) => (part === null ? '–' : percent.format(part)),
    },
  ];
}

/**
 * @param {Chart} chart
 * @param {Heard} hear
 * @returns {uPlot.Hooks.Arrays}
 */
const hooksOf = (chart, { zoom, point }) => ({
  drawClear: [(self) => drawLanes(self, chart)],
  draw: [(self) => drawMarks(self, chart)],
  setSelect: [
    (self) => {
      const { select } = self;
      if (select.width > 8)
        zoom(
          1000 * self.posToVal(select.left, 'x'),
          1000 * self.posToVal(select.left + select.width, 'x'),
        );
    },
  ],
  setCursor: [
    (self) => {
      const { cursor } = self;
      const left = cursor.left ?? -1;
      point(left < 0 ? null : 1000 * self.posToVal(left, 'x'));
    },
  ],
});

/**
 * @param {number} width
 * @param {Chart} chart
 */
export const sizeOf = (width, chart) => ({
  width: Math.max(240, Math.floor(width)),
  height: HEIGHT_PX + chart.vantages.length * (LANE_PX + 3),
});

/**
 * @param {number} at
 * @param {Said} said
 * @param {Pick<Chart, 'from' | 'to'>} stretch seconds are told of a short one
 */
export const timeText = (at, { language, timeZone }, { from, to }) =>
  new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(to - from < 1_200_000 && { second: '2-digit' }),
    ...(timeZone && { timeZone }),
  }).format(at);

/**
 * Of a scale by tens, its tens.
 *
 * @param {number} ms
 * @param {Intl.NumberFormat} count
 */
const roundOnly = (ms, count) => (Number.isInteger(Math.log10(ms)) ? count.format(ms) : '');

/**
 * @param {uPlot} self
 * @param {Chart} chart
 */
function drawLanes(self, { vantages, from, cellMs }) {
  const { ctx, bbox } = self;
  const scale = devicePixelRatio;
  const end = bbox.left + bbox.width;
  ctx.save();
  for (const [index, { worst }] of vantages.entries()) {
    const floor = bbox.top - 8 * scale - (vantages.length - 1 - index) * (LANE_PX + 3) * scale;
    for (const [cell, letter] of worst.split('').entries()) {
      if (letter !== 'o' && letter !== 's' && letter !== 'b') continue;
      const left = self.valToPos((from + cell * cellMs) / 1000, 'x', true);
      const right = Math.min(end, self.valToPos((from + (cell + 1) * cellMs) / 1000, 'x', true));
      const height = PARTS[letter] * LANE_PX * scale;
      ctx.fillStyle = colour(COLOURS[letter]);
      ctx.fillRect(left, floor - height, Math.max(1, right - left), height);
    }
  }
  ctx.restore();
}

/**
 * @param {uPlot} self
 * @param {Chart} chart
 */
function drawMarks(self, { marks }) {
  const { ctx, bbox } = self;
  ctx.save();
  ctx.strokeStyle = colour('--tile');
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
  for (const { at } of marks) {
    const x = self.valToPos(at / 1000, 'x', true);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}
