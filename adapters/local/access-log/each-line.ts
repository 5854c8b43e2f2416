import { findByte, viewOf } from './find-byte.ts';

const [NEWLINE, RETURN] = [10, 13];

/**
 * Visit each line of whole lines, its end left out. The last one may lack its end.
 *
 * @param visit gets where a line begins and ends
 */
export function eachLine(
  bytes: Uint8Array,
  from: number,
  to: number,
  visit: (from: number, to: number) => void,
): void {
  const view = viewOf(bytes);
  let at = from;
  while (at < to) {
    const found = findByte(view, NEWLINE, at, to);
    const end = found < 0 ? to : found;
    visit(at, end > at && bytes[end - 1] === RETURN ? end - 1 : end);
    at = end + 1;
  }
}
