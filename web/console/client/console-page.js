// The console's page, whichever home serves it: shows what it is given, keeps the clocks running,
// asks why, and hands commands on. Plain JavaScript because a browser runs it as it stands;
// `tsc -p web/console/client` checks it.

import { askWhy } from './console-ask.js';
import { tendCharts } from './console-chart.js';
import { tendCopies } from './console-copy.js';
import { byId, show } from './console-element.js';
import { dropAct, keepAct, keptAct, keepTyped, restoreTyped } from './console-kept.js';
import { patch } from './console-patch.js';

/**
 * @typedef {{ kind: 'done' } | { kind: 'refused', reason: string } | { kind: 'ended', reason: string }} Result
 * @typedef {{ show: (markup: string) => void, lose: () => void, end: () => void }} Page
 */

/** The home's clock as last heard, and when that was on this machine's own steady clock. */
let heard = { at: 0, pace: 0, here: performance.now() };

const homeNow = () => heard.at + (performance.now() - heard.here) * heard.pace;

/**
 * Bring the page to life.
 *
 * @param {(command: Record<string, unknown>) => Promise<Result>} give gives a command to the home
 * @param {(path: string) => Promise<Response | null>} get asks the home for data
 * @returns {Page} `show` takes new markup of the home; `lose` says that none comes, `end` that none does
 *   before somebody has logged in again
 */
export function startPage(give, get) {
  const main = byId('now');
  const lost = byId('lost');
  main.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-command]') : null;
    if (button instanceof HTMLButtonElement) void act(button, give);
  });
  main.addEventListener('submit', (event) => {
    if (!(event.target instanceof HTMLFormElement) || event.target.method === 'get') return;
    // What has no command is the browser's own to send.
    if (event.target.dataset['command'] === undefined) return;
    event.preventDefault();
    void send(event.target, give);
  });
  const tend = () => tendCharts(get);
  document.addEventListener('toggle', tend, true);
  setInterval(tend, 5_000);
  tendKept(give);
  tendCopies(main);
  setInterval(tickClocks, 250);
  tickClocks();
  // What stands in a form is put back on the page that the login leads to.
  byId('over-link').addEventListener('click', () => keepTyped(main));
  const stop = (/** @type {'lost' | 'over'} */ why) => {
    heard = { at: homeNow(), pace: 0, here: performance.now() };
    const isOver = why === 'over';
    const said = isOver ? byId('over-said') : lost;
    show(said, (said.dataset['words'] ?? '').replace('{time}', timeOf(shownAt())));
    byId('over').hidden = !isOver;
    if (isOver) lost.textContent = '';
  };
  return {
    show(markup) {
      patch(main, markup);
      const { at = '0', pace = '0' } = document.getElementById('clock')?.dataset ?? {};
      heard = { at: Number(at), pace: Number(pace), here: performance.now() };
      tickClocks();
      restoreTyped();
      showKept();
      tend();
      lost.textContent = '';
      byId('over').hidden = true;
    },
    lose: () => stop('lost'),
    end() {
      byId('over-link').setAttribute('href', location.pathname + location.search);
      stop('over');
    },
  };
}

/** The home's hour of what the page shows. */
const shownAt = () => Number(document.getElementById('clock')?.dataset['at'] ?? 0);

/**
 * @param {number} at
 * @returns {string} by the clocks of the organisation
 */
function timeOf(at) {
  const { zone: timeZone } = document.getElementById('clock')?.dataset ?? {};
  return new Intl.DateTimeFormat(document.documentElement.lang === 'fr' ? 'fr-FR' : 'en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    ...(timeZone && { timeZone }),
  }).format(at);
}

function tickClocks() {
  const clock = document.getElementById('clock');
  if (heard.at > 0 && clock !== null) {
    show(clock, timeOf(homeNow()));
  }
  for (const element of document.querySelectorAll('[data-until]')) {
    if (!(element instanceof HTMLElement) || heard.at === 0) continue;
    const left = Math.ceil((Number(element.dataset['until']) - homeNow()) / 1000);
    const { words = '', zero = '' } = element.dataset;
    show(element, left > 0 ? words.replace('{left}', String(left)) : zero);
  }
}

/**
 * @param {HTMLButtonElement} button
 * @param {(command: Record<string, unknown>) => Promise<Result>} give
 */
async function act(button, give) {
  const command = JSON.parse(button.dataset['command'] ?? '{}');
  const answer =
    button.dataset['consequence'] === undefined
      ? { reason: '' }
      : await askWhy(button, writtenOf(button));
  if (answer === null) return;
  const reason = button.dataset['reason'] === 'yes' ? { reason: answer.reason } : {};
  const hadFocus = document.activeElement === button;
  button.disabled = true;
  await carry({ ...command, ...reason }, button, give, () => undefined);
  button.disabled = false;
  // A button that is disabled loses the focus, and who uses a keyboard their place on the page.
  if (hadFocus && document.activeElement === document.body) button.focus({ preventScroll: true });
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let silence;

/** What was written of an act that was refused or did not get through, for whoever asks for it again. */
let notTaken = { label: '', reason: '' };

/** @param {HTMLElement} asker */
const writtenOf = ({ dataset }) => (notTaken.label === dataset['label'] ? notTaken.reason : '');

/**
 * @param {Record<string, unknown>} command
 * @param {HTMLElement} asker what asked for it
 * @param {(command: Record<string, unknown>) => Promise<Result>} give
 * @param {() => void} onDone
 */
async function carry(command, asker, give, onDone) {
  const { reason } = command;
  notTaken = {
    label: asker.dataset['label'] ?? '',
    reason: typeof reason === 'string' ? reason : '',
  };
  try {
    const result = await give(command);
    if (result.kind !== 'refused') notTaken = { label: '', reason: '' };
    if (result.kind === 'done') {
      tell('done', { action: asker.dataset['label'] ?? '' });
      onDone();
    } else if (result.kind === 'ended') {
      keepAct(command, asker.dataset['label'] ?? '');
      showKept();
      tell('ended', { reason: result.reason });
    } else tell('refused', { reason: result.reason });
  } catch (error) {
    tell('failed', { reason: error instanceof Error ? error.message : String(error) });
  }
}

/**
 * An act whose session ended before it was sent waits on the page, in its own words, for a person to send
 * it or to throw it away.
 *
 * @param {(command: Record<string, unknown>) => Promise<Result>} give
 */
function tendKept(give) {
  byId('kept').addEventListener('click', ({ target }) => {
    const kept = keptAct();
    if (!(target instanceof HTMLButtonElement)) return;
    dropAct();
    showKept();
    if (kept === null || target.id !== 'kept-send') return;
    target.dataset['label'] = kept.label;
    void carry(kept.command, target, give, () => undefined);
  });
}

/** What waits, to who is logged in. */
export function showKept() {
  const kept = document.getElementById('sign-in-said') === null ? keptAct() : null;
  byId('kept').hidden = kept === null;
  const said = byId('kept-act');
  show(
    said,
    kept === null ? '' : (said.dataset['words'] ?? '').replace('{action}', () => kept.label),
  );
}

/**
 * Gives the command that a form fills in; what it asked for is emptied once it is done.
 *
 * @param {HTMLFormElement} form
 * @param {(command: Record<string, unknown>) => Promise<Result>} give
 */
async function send(form, give) {
  const command = { ...JSON.parse(form.dataset['command'] ?? '{}'), ...fieldsOf(form) };
  if ((await askWhy(form, '')) === null) return;
  await carry(command, form, give, () => form.reset());
}

/** @param {HTMLFormElement} form */
function fieldsOf(form) {
  /** @type {Record<string, unknown>} */
  const fields = {};
  for (const field of form.elements) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) continue;
    const { name, value } = field;
    const as = field.dataset['as'];
    if (as === 'optional' && value === '') continue;
    fields[name] = as === 'boolean' ? value === 'yes' : as === 'number' ? Number(value) : value;
  }
  return fields;
}

/**
 * @param {'done' | 'refused' | 'failed' | 'ended'} key
 * @param {Record<string, string>} values
 */
function tell(key, values) {
  const told = byId('told');
  const template = byId('ask-words').dataset[key] ?? '';
  told.textContent = template.replaceAll(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  clearTimeout(silence);
  silence = setTimeout(() => {
    told.textContent = '';
  }, 6000);
}

/**
 * @param {Response} response to a command
 * @returns {Promise<Result>}
 */
export async function resultOf(response) {
  const result = await response.json();
  return result.kind === 'done'
    ? { kind: 'done' }
    : { kind: 'refused', reason: String(result.reason ?? response.status) };
}
