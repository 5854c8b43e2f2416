// Keeps what a person was about to send when their session ended, in this tab alone, until they send
// it themselves or throw it away: nothing typed in an emergency is typed twice, and nothing is sent by itself.

const ACT = 'preau-kept-act';
const TYPED = 'preau-kept-typed';

/** An act that is older means something else by now. Chosen. */
const KEPT_MS = 60 * 60_000;

/**
 * @typedef {Record<string, unknown>} Command
 * @typedef {{ command: Command, label: string, at: number }} KeptAct
 */

/**
 * @param {Command} command
 * @param {string} label what its button says
 */
export const keepAct = (command, label) =>
  sessionStorage.setItem(ACT, JSON.stringify({ command, label, at: Date.now() }));

export const dropAct = () => sessionStorage.removeItem(ACT);

/** @returns {KeptAct | null} */
export function keptAct() {
  const { command, label, at } = read(ACT);
  if (typeof command !== 'object' || command === null) return null;
  if (typeof label !== 'string' || typeof at !== 'number') return null;
  if (Date.now() - at <= KEPT_MS) return { command: { ...command }, label, at };
  dropAct();
  return null;
}

/**
 * Keep what stands in the forms of a part of the page that is about to go.
 *
 * @param {ParentNode} root
 */
export function keepTyped(root) {
  /** @type {Record<string, Record<string, string>>} */
  const forms = {};
  for (const form of root.querySelectorAll('details[id] > form')) {
    const typed = form instanceof HTMLFormElement ? typedIn(form) : {};
    const id = form.parentElement?.id ?? '';
    if (Object.keys(typed).length > 0) forms[id] = typed;
  }
  if (Object.keys(forms).length > 0) sessionStorage.setItem(TYPED, JSON.stringify(forms));
}

/** Of who logs out nothing stays for who comes next. */
export function forgetAll() {
  dropAct();
  sessionStorage.removeItem(TYPED);
}

/** Put it back where the same forms stand again, once. */
export function restoreTyped() {
  const forms = read(TYPED);
  sessionStorage.removeItem(TYPED);
  for (const [id, typed] of Object.entries(forms)) {
    const details = document.getElementById(id);
    const form = details?.querySelector('form');
    if (!(details instanceof HTMLDetailsElement) || !form || typeof typed !== 'object') continue;
    details.open = true;
    for (const [name, value] of Object.entries(typed ?? {})) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement)
        field.value = String(value);
    }
  }
}

/** @param {HTMLFormElement} form */
function typedIn(form) {
  /** @type {Record<string, string>} */
  const typed = {};
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && field.value !== field.defaultValue)
      typed[field.name] = field.value;
    if (field instanceof HTMLSelectElement && isChanged(field)) typed[field.name] = field.value;
  }
  return typed;
}

/** @param {HTMLSelectElement} field */
function isChanged({ options, selectedIndex }) {
  const first = Math.max(
    0,
    Array.from(options).findIndex((option) => option.defaultSelected),
  );
  return selectedIndex !== first;
}

/**
 * @param {string} key
 * @returns {Record<string, unknown>}
 */
function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '{}') ?? {};
  } catch {
    return {};
  }
}
