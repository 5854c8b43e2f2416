// Puts together what the home tells a page: a whole picture, or the lines in which it differs from the
// picture before.

/**
 * @typedef {{ number: number, markup: string }} Whole
 * @typedef {{ number: number, on: number, lines: (string | [number, number])[] }} Change
 */

/** @returns {{ read: (told: Whole | Change) => string | null }} null: of a picture that was missed */
export function readTold() {
  let has = 0;
  /** @type {string[]} */
  let lines = [];
  return {
    read(told) {
      if ('markup' in told) lines = told.markup.split('\n');
      else if (told.on !== has) return null;
      else lines = told.lines.flatMap((one) => (typeof one === 'string' ? [one] : run(one)));
      has = told.number;
      return lines.join('\n');
    },
  };

  /** @param {[number, number]} run */
  function run([first, count]) {
    return lines.slice(first, first + count);
  }
}
