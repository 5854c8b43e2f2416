import { type KeptText, textPart } from '../kept-text.ts';

/** Letters of a lesson shown around a word: two lines on a phone. Chosen. */
const BEFORE = 40;
const AFTER = 70;

/** The words of a text around one place, whole, on one line. */
export function excerpt(text: KeptText, at: number): string {
  const from = Math.max(0, at - BEFORE);
  const to = Math.min(text.length, at + AFTER);
  const part = textPart(text, from, to);
  const head = from === 0 ? part : part.slice(part.search(/\s/) + 1);
  const cut = head.search(/\s\S*$/);
  const whole = to === text.length || cut < BEFORE ? head : head.slice(0, cut);
  return `${from === 0 ? '' : '… '}${whole.replaceAll(/\s+/g, ' ').trim()}${to === text.length ? '' : ' …'}`;
}
