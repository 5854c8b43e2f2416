// Copies a command beside its button; where the browser lets no page write to the clipboard, its text is
// selected, so that the keyboard copies it.

/** How long a button says what became of it. Chosen. */
const SAID_MS = 4_000;

/** @param {HTMLElement} root whose buttons with `data-copy` are tended: each copies the `code` beside it */
export function tendCopies(root) {
  root.addEventListener('click', ({ target }) => {
    if (!(target instanceof HTMLButtonElement) || target.dataset['copy'] === undefined) return;
    const code = target.parentElement?.querySelector('code');
    if (code) void copy(code, target);
  });
}

/**
 * @param {Element} code
 * @param {HTMLButtonElement} button
 */
async function copy(code, button) {
  const word = (await isCopied(code.textContent ?? '')) ? 'copied' : 'selected';
  if (word === 'selected') getSelection()?.selectAllChildren(code);
  const said = button.parentElement?.querySelector('.copied');
  if (!(said instanceof HTMLElement)) return;
  said.textContent = button.dataset[word] ?? '';
  setTimeout(() => {
    said.textContent = '';
  }, SAID_MS);
}

/** @param {string} text */
async function isCopied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
