// Brings a part of the page to new markup while keeping what a person is at: focus, open
// details, selected text, scroll. Only what differs is touched, so nothing flickers and a live
// region speaks only when its words change.

/** What belongs to the person or to the running clocks, and not to the server. */
const KEPT = new Set(['open']);
// An element with `data-kept` is all the page's own: a chart that a script draws.

/**
 * The one place of the console where text becomes markup; the page's policy allows no other. A template
 * runs nothing, and the page's policy runs no script without its nonce.
 */
const trusting =
  window.trustedTypes?.createPolicy('preau', { createHTML: (markup) => markup }) ?? null;

/**
 * @param {Element} element
 * @param {string} markup made and escaped by the server
 */
export function patch(element, markup) {
  const template = document.createElement('template');
  template.innerHTML = trusting === null ? markup : trusting.createHTML(markup);
  patchChildren(element, template.content);
}

/**
 * @param {ParentNode & Node} current
 * @param {ParentNode & Node} wanted
 */
function patchChildren(current, wanted) {
  /** @type {Map<string, Element>} */
  const byId = new Map();
  for (const child of current.children) if (child.id !== '') byId.set(child.id, child);

  let cursor = current.firstChild;
  for (const next of Array.from(wanted.childNodes)) {
    const match = findMatch(next, cursor, byId);
    if (match === null) {
      current.insertBefore(next, cursor);
      continue;
    }
    if (match === cursor) cursor = cursor.nextSibling;
    else current.insertBefore(match, cursor);
    patchNode(match, next);
  }
  while (cursor !== null) {
    const rest = cursor.nextSibling;
    cursor.remove();
    cursor = rest;
  }
}

/**
 * The present node that stands for `next`: by id when it has one, else the one in its place.
 *
 * @param {ChildNode} next
 * @param {ChildNode | null} cursor
 * @param {Map<string, Element>} byId
 * @returns {ChildNode | null}
 */
function findMatch(next, cursor, byId) {
  if (next instanceof Element && next.id !== '') {
    const known = byId.get(next.id);
    return known?.nodeName === next.nodeName ? known : null;
  }
  if (cursor === null || cursor.nodeName !== next.nodeName) return null;
  return cursor instanceof Element && cursor.id !== '' ? null : cursor;
}

/**
 * @param {ChildNode} current
 * @param {ChildNode} next
 */
function patchNode(current, next) {
  if (current instanceof Element && next instanceof Element) {
    if (current.hasAttribute('data-kept')) return;
    patchAttributes(current, next);
    if (!current.isEqualNode(next)) patchChildren(current, next);
  } else if (current.nodeValue !== next.nodeValue) {
    current.nodeValue = next.nodeValue;
  }
}

/**
 * @param {Element} current
 * @param {Element} next
 */
function patchAttributes(current, next) {
  for (const { name, value } of next.attributes) {
    if (KEPT.has(name)) continue;
    if (current.getAttribute(name) !== value) current.setAttribute(name, value);
  }
  for (const { name } of Array.from(current.attributes)) {
    if (!next.hasAttribute(name) && !KEPT.has(name)) current.removeAttribute(name);
  }
}
