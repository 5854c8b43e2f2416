// The search's index comes as scripts, one part at a time, each once: see ../search/write-index.ts.

/** @type {Map<string, Promise<any>>} */
const asked = new Map();
/** @type {Map<string, (value: unknown) => void>} */
const waiting = new Map();

/**
 * @param {string} folder where the parts are, relative to the page
 * @param {string} name
 * @returns {Promise<any>} rejects where there is none: a copy on a disk may come without an index
 */
export function indexPart(folder, name) {
  const known = asked.get(name);
  if (known !== undefined) return known;
  Object.assign(globalThis, { preauIndex: hand });
  const part = new Promise((resolve, reject) => {
    waiting.set(name, resolve);
    const script = document.createElement('script');
    script.src = `${folder}${name}.js`;
    script.onerror = () => {
      // A line that was cut comes back: it is asked for again with the next letter.
      asked.delete(name);
      reject(new Error(name));
    };
    script.onload = () => script.remove();
    document.head.append(script);
  });
  asked.set(name, part);
  return part;
}

/**
 * @param {string} name
 * @param {unknown} value
 */
function hand(name, value) {
  waiting.get(name)?.(value);
}
