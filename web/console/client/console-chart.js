// Charts of a platform's time that one can zoom: by dragging over them, and by buttons for a keyboard
// or a finger. What the chart shows is beside it as a table for whoever does not see it.

import uPlot from './uplot.js';
import { dataOf, optionsOf, sizeOf, timeText } from './chart-options.js';

/**
 * @typedef {import('./chart-options.js').Chart} Chart
 * @typedef {(path: string) => Promise<Response | null>} Get
 * @typedef {{ from: number, to: number }} Stretch
 * @typedef {{ host: HTMLElement, canvas: HTMLElement, note: HTMLElement, get: Get, said: Record<string, string>,
 *   shown: Stretch | null, chart: Chart | null, plot: uPlot | null, readAt: number, busy: boolean, gone: boolean }} Drawn
 */

/** Between two readings while a chart follows what is now, in this machine's milliseconds. Chosen. */
const AGAIN_MS = 10_000;
const SHORTEST_MS = 120_000;
const LONGEST_MS = 86_400_000;

/** @type {Map<string, Drawn>} */
const charts = new Map();

/**
 * Draw what the page has places for, and follow it: to be called whenever the page has changed.
 *
 * @param {Get} get
 */
export function tendCharts(get) {
  for (const [id, { host }] of charts) if (!host.isConnected) charts.delete(id);
  for (const host of document.querySelectorAll('[data-timeline]')) {
    if (!(host instanceof HTMLElement)) continue;
    const known = charts.get(host.id) ?? begin(host, get);
    if (known.gone || known.busy || !isSeen(host)) continue;
    const isDue = performance.now() - known.readAt > AGAIN_MS;
    if (known.chart === null || (known.shown === null && isDue)) void read(known);
  }
}

/**
 * What is folded away has a place all the same, so that its place says nothing.
 *
 * @param {HTMLElement} host
 */
const isSeen = (host) => host.checkVisibility?.() ?? host.offsetParent !== null;

/**
 * @param {HTMLElement} host
 * @param {Get} get
 * @returns {Drawn}
 */
function begin(host, get) {
  const canvas = part(host, 'canvas');
  const note = part(host, 'chart-note');
  const said = JSON.parse(host.dataset['words'] ?? '{}');
  /** @type {Drawn} */
  const drawn = {
    host,
    canvas,
    note,
    get,
    said,
    shown: null,
    chart: null,
    plot: null,
    readAt: 0,
    busy: false,
    gone: false,
  };
  charts.set(host.id, drawn);
  part(host, 'chart-tools').hidden = false;
  host.addEventListener('click', ({ target }) => {
    const way = target instanceof HTMLElement ? target.dataset['zoom'] : undefined;
    if (way !== undefined) move(drawn, way);
  });
  new ResizeObserver(() => {
    if (drawn.plot !== null && drawn.chart !== null)
      drawn.plot.setSize(sizeOf(canvas.clientWidth, drawn.chart));
  }).observe(canvas);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => draw(drawn));
  return drawn;
}

/**
 * @param {HTMLElement} host
 * @param {string} name
 */
function part(host, name) {
  const found = host.querySelector(`.${name}`);
  if (!(found instanceof HTMLElement)) throw new Error(`a chart has no .${name}`);
  return found;
}

/**
 * What the place asks for, where nobody has zoomed: its end moves with the home's clock.
 *
 * @param {HTMLElement} host
 * @returns {Stretch}
 */
const whole = ({ dataset }) => ({ from: Number(dataset['from']), to: Number(dataset['to']) });

/** @param {Drawn} drawn */
async function read(drawn) {
  const { host, get } = drawn;
  const { from, to } = drawn.shown ?? whole(host);
  const query = new URLSearchParams({
    platform: host.dataset['timeline'] ?? '',
    from: String(Math.round(from)),
    to: String(Math.round(to)),
  });
  drawn.busy = true;
  try {
    const response = await get(`/data/timeline.json?${query}`);
    if (response === null) return;
    // Nothing is measured of it here: whoever asks again hears the same.
    drawn.gone = response.status === 404;
    if (!response.ok) throw new Error(String(response.status));
    drawn.chart = await response.json();
    draw(drawn);
  } catch {
    drawn.note.textContent = drawn.said['failed'] ?? '';
  } finally {
    drawn.busy = false;
    drawn.readAt = performance.now();
  }
}

/** @param {Drawn} drawn */
function draw(drawn) {
  const { chart, canvas, said, note } = drawn;
  if (chart === null) return;
  drawn.plot?.destroy();
  const spoken = {
    share: said['share'] ?? '',
    ms: said['ms'] ?? '',
    time: said['time'] ?? '',
    language: document.documentElement.lang,
    timeZone: document.getElementById('clock')?.dataset['zone'] ?? said['timeZone'] ?? '',
  };
  const { from, to } = chart;
  const stretch = `${timeText(from, spoken, chart)} – ${timeText(to, spoken, chart)}`;
  note.textContent = stretch;
  drawn.plot = new uPlot(
    optionsOf(chart, spoken, canvas.clientWidth, {
      zoom: (left, right) => look(drawn, { from: left, to: right }),
      point: (at) => {
        const near = at === null ? undefined : nearest(chart, at);
        note.textContent =
          near === undefined ? stretch : `${timeText(near.at, spoken, chart)} ${near.text}`;
      },
    }),
    dataOf(chart),
    canvas,
  );
}

/**
 * What happened about there: within a hundredth of what is shown.
 *
 * @param {Chart} chart
 * @param {number} at
 */
function nearest({ marks, from, to }, at) {
  const far = (/** @type {{ at: number }} */ mark) => Math.abs(mark.at - at);
  const [first] = [...marks].sort((one, other) => far(one) - far(other));
  return first !== undefined && far(first) < (to - from) / 60 ? first : undefined;
}

/**
 * @param {Drawn} drawn
 * @param {string} way
 */
function move(drawn, way) {
  if (way === 'all') return look(drawn, null);
  const { from, to } = drawn.shown ?? whole(drawn.host);
  const [length, middle] = [to - from, (from + to) / 2];
  const half = way === 'in' ? length / 4 : way === 'out' ? length : length / 2;
  const by = way === 'earlier' ? -length / 2 : way === 'later' ? length / 2 : 0;
  look(drawn, { from: middle - half + by, to: middle + half + by });
}

/**
 * @param {Drawn} drawn
 * @param {Stretch | null} stretch null for the whole again
 */
function look(drawn, stretch) {
  if (stretch === null) drawn.shown = null;
  else {
    const middle = (stretch.from + stretch.to) / 2;
    const half = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, stretch.to - stretch.from)) / 2;
    drawn.shown = { from: middle - half, to: middle + half };
  }
  void read(drawn);
}
