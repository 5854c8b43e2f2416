const [TAB, LINE, RETURN, BLANK] = [9, 10, 13, 32];
const [QUOTE, COMMA, BACKSLASH] = [0x22, 0x2c, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/** @returns the place of the first sign from `from` on that is no blank, or the text's length */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

const isBlank = (sign: number): boolean =>
  sign === BLANK || sign === LINE || sign === RETURN || sign === TAB;

/**
 * Where a JSON value ends, of which only that is asked: whether it is sound, who parses it says. In
 * time that grows as its length does.
 *
 * @param from where it begins
 * @returns the place after it; -1 when it does not end in this text
 */
export function endOfValue(text: string, from: number): number {
  const sign = text.charCodeAt(from);
  if (sign === QUOTE) return endOfText(text, from);
  return sign === OPEN_LIST || sign === OPEN_OBJECT ? endOfNest(text, from) : endOfWord(text, from);
}

/** By quotation marks and not letter by letter: a record is mostly texts. */
function endOfText(text: string, from: number): number {
  let at = text.indexOf('"', from + 1);
  while (at >= 0 && isEscaped(text, at)) at = text.indexOf('"', at + 1);
  return at + 1 || -1;
}

/** After an odd number of backslashes: in pairs each is a letter of the text. */
function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === BACKSLASH) before -= 1;
  return (at - before) % 2 === 0;
}

/** Brackets of both kinds count alike: a wrong one is found by who parses what was cut. */
function endOfNest(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) {
      const end = endOfText(text, at);
      if (end < 0) return -1;
      at = end - 1;
    } else if (sign === OPEN_OBJECT || sign === OPEN_LIST) depth += 1;
    else if (sign === CLOSE_OBJECT || sign === CLOSE_LIST) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

/** Of a number, `true`, `false`, `null`: nothing tells that it is over but what comes after it. */
function endOfWord(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (isBlank(sign) || sign === COMMA || sign === CLOSE_LIST || sign === CLOSE_OBJECT) return at;
  }
  return -1;
}

/** Of brackets that may close a record; chosen: those of its place on the map come before its own. */
const LOOKED_AT = 8;

/**
 * Where an object in a list seems to end: at a bracket before the end of the list, or before the next
 * object. A text in it may look so too. A third of the time that {@link endOfValue} takes.
 *
 * @returns the place after it; -1 for what is no object, or shows no end soon
 */
export function likelyEnd(text: string, from: number): number {
  if (text.charCodeAt(from) !== OPEN_OBJECT) return -1;
  let close = text.indexOf('}', from);
  for (let looked = 0; close >= 0 && looked < LOOKED_AT; looked += 1) {
    const next = skipBlanks(text, close + 1);
    const sign = text.charCodeAt(next);
    const isLast = sign === CLOSE_LIST;
    if (isLast || (sign === COMMA && isObjectAt(text, skipBlanks(text, next + 1))))
      return close + 1;
    close = text.indexOf('}', close + 1);
  }
  return -1;
}

const isObjectAt = (text: string, at: number): boolean => text.charCodeAt(at) === OPEN_OBJECT;
