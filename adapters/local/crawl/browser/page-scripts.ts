/**
 * Runs before each page's own scripts: what opens windows, asks people or speaks past the requests
 * that are answered here is not there. The browser's own settings hold where this is got around.
 */
export const UNPLUG = `(() => {
  const none = () => undefined;
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) {
    Object.defineProperty(globalThis, name, { value: none });
  }
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport', 'EventSource',
    'SharedWorker', 'Notification']) {
    Object.defineProperty(globalThis, name, { value: undefined });
  }
})();`;

/** Elements of one page. Chosen: the longest lesson looked at has 6,000. */
const MAX_ELEMENTS = 50_000;

/**
 * Reads a page: its letters, and its HTML where it is not too large. By the methods of the
 * prototypes, which elements that are named like them do not hide.
 */
export const READ_PAGE = `(maxChars) => {
  const get = (holder, name) => Object.getOwnPropertyDescriptor(holder, name).get;
  const root = get(Document.prototype, 'documentElement').call(document);
  if (root === null) return { letters: 0, html: '' };
  const all = Element.prototype.getElementsByTagName.call(root, '*');
  if (get(HTMLCollection.prototype, 'length').call(all) > ${MAX_ELEMENTS}) return { letters: 0, html: null };
  const html = '<!doctype html>' + get(Element.prototype, 'outerHTML').call(root);
  const body = Element.prototype.getElementsByTagName.call(root, 'body')[0];
  const text = body instanceof HTMLElement ? get(HTMLElement.prototype, 'innerText').call(body) : '';
  return { letters: text.replace(/\\s+/g, '').length, html: html.length > maxChars ? null : html };
}`;
