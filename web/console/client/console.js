// The console's one script: listens, patches the page, keeps the clocks running, gives commands.
// Plain JavaScript because a browser runs it as it stands; `tsc -p web/console/client` checks it.

import { patch } from './console-patch.js';

/** @param {string} id */
const byId = (id) => {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the console's page has no #${id}`);
  return element;
};

const main = byId('now');
const lost = byId('lost');
const told = byId('told');

/** The home's clock as last heard, and when that was on this machine's own steady clock. */
let heard = { at: 0, pace: 0, here: performance.now() };

const homeNow = () => heard.at + (performance.now() - heard.here) * heard.pace;

listen();
setInterval(tickClocks, 250);
tickClocks();
main.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-command]') : null;
  if (button instanceof HTMLButtonElement) void act(button);
});

function listen() {
  const events = new EventSource('/events?as=html');
  events.addEventListener('now', (event) => {
    const { at, pace, markup } = JSON.parse(event.data);
    heard = { at, pace, here: performance.now() };
    patch(main, markup);
    tickClocks();
    lost.textContent = '';
  });
  events.addEventListener('error', () => {
    heard = { ...heard, at: homeNow(), pace: 0, here: performance.now() };
    lost.textContent = lost.dataset['words'] ?? '';
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 3000);
  });
}

function tickClocks() {
  const clock = document.getElementById('clock');
  if (heard.at > 0 && clock !== null) {
    const { zone: timeZone } = clock.dataset;
    show(
      clock,
      new Intl.DateTimeFormat(document.documentElement.lang === 'fr' ? 'fr-FR' : 'en-GB', {
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
        ...(timeZone && { timeZone }),
      }).format(homeNow()),
    );
  }
  for (const element of document.querySelectorAll('[data-until]')) {
    if (!(element instanceof HTMLElement) || heard.at === 0) continue;
    const left = Math.ceil((Number(element.dataset['until']) - homeNow()) / 1000);
    const { words = '', zero = '' } = element.dataset;
    show(element, left > 0 ? words.replace('{left}', String(left)) : zero);
  }
}

/**
 * @param {Element} element
 * @param {string} text
 */
function show(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @param {HTMLButtonElement} button */
async function act(button) {
  const command = JSON.parse(button.dataset['command'] ?? '{}');
  const answer = button.dataset['consequence'] === undefined ? { reason: '' } : await ask(button);
  if (answer === null) return;
  const by = { role: 'console', name: rememberedName() || 'console' };
  const reason = button.dataset['reason'] === 'yes' ? { reason: answer.reason } : {};
  button.disabled = true;
  try {
    const { key, value } = await post({ ...command, ...reason, by });
    tell(key, { action: button.dataset['label'] ?? '', reason: value });
  } catch (error) {
    tell('failed', { reason: error instanceof Error ? error.message : String(error) });
  } finally {
    button.disabled = false;
  }
}

/**
 * @param {object} command
 * @returns {Promise<{ key: 'done' | 'refused', value: string }>}
 */
async function post(command) {
  const response = await fetch('/commands', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-preau-token': document.body.dataset['token'] ?? '',
    },
    body: JSON.stringify(command),
  });
  const result = await response.json();
  return result.kind === 'done'
    ? { key: 'done', value: '' }
    : { key: 'refused', value: String(result.reason ?? response.status) };
}

/**
 * @param {'done' | 'refused' | 'failed'} key
 * @param {Record<string, string>} values
 */
function tell(key, values) {
  const template = byId('ask-words').dataset[key] ?? '';
  told.textContent = template.replaceAll(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  setTimeout(() => {
    told.textContent = '';
  }, 6000);
}

/**
 * Asks why and who, in the page's one dialog.
 *
 * @param {HTMLButtonElement} button
 * @returns {Promise<{ reason: string } | null>} null when the person goes back
 */
function ask(button) {
  const dialog = byId('ask');
  const reason = byId('ask-reason');
  const name = byId('ask-name');
  if (
    !(dialog instanceof HTMLDialogElement) ||
    !(reason instanceof HTMLInputElement) ||
    !(name instanceof HTMLInputElement)
  ) {
    throw new Error('the console has lost its dialog');
  }
  show(byId('ask-title'), button.dataset['label'] ?? '');
  show(byId('ask-consequence'), button.dataset['consequence'] ?? '');
  byId('ask-reason-label').hidden = button.dataset['reason'] !== 'yes';
  reason.required = button.dataset['reason'] === 'yes';
  reason.value = '';
  name.value = rememberedName();
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener(
      'close',
      () => {
        if (name.value !== '') sessionStorage.setItem('preau-name', name.value);
        resolve(dialog.returnValue === 'confirm' ? { reason: reason.value } : null);
      },
      { once: true },
    );
  });
}

function rememberedName() {
  return sessionStorage.getItem('preau-name') ?? '';
}
