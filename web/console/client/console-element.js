// What every script of the console's page does with its elements.

/** @param {string} id */
export const byId = (id) => {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the console's page has no #${id}`);
  return element;
};

/**
 * @param {Element} element
 * @param {string} text
 */
export function show(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
