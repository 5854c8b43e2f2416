// Asks before an act that has consequences, in the page's one dialog.

import { byId, show } from './console-element.js';

/**
 * Asks why, and who where the page has a field for it, in the page's one dialog.
 *
 * @param {HTMLElement} button or form
 * @param {string} written what stands there already
 * @returns {Promise<{ reason: string } | null>} null when the person goes back
 */
export function askWhy(button, written) {
  const dialog = byId('ask');
  const reason = byId('ask-reason');
  const name = document.getElementById('ask-name');
  if (!(dialog instanceof HTMLDialogElement) || !(reason instanceof HTMLInputElement)) {
    throw new Error('the console has lost its dialog');
  }
  show(byId('ask-title'), button.dataset['label'] ?? '');
  show(byId('ask-consequence'), button.dataset['consequence'] ?? '');
  byId('ask-reason-label').hidden = button.dataset['reason'] !== 'yes';
  reason.required = button.dataset['reason'] === 'yes';
  reason.value = written;
  if (name instanceof HTMLInputElement) name.value = rememberedName();
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener(
      'close',
      () => {
        if (name instanceof HTMLInputElement && name.value !== '')
          sessionStorage.setItem('preau-name', name.value);
        resolve(dialog.returnValue === 'confirm' ? { reason: reason.value } : null);
      },
      { once: true },
    );
  });
}

/** The name that was given in this tab; empty before. */
export const rememberedName = () => sessionStorage.getItem('preau-name') ?? '';
