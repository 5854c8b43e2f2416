import type { MarkdownIt, StateInline } from 'markdown-it';
import { notesOf } from './page-notes.ts';

/** Words between two marks. Chosen. */
const MAX_MARKED = 1_000;

/** `==marked==`, `^^inserted^^`, `H~2~O`, `x^2^`, `++ctrl+c++`, `:heart:`. */
export function useSmallMarks(md: MarkdownIt): void {
  md.inline.ruler.before('emphasis', 'small_mark', smallMark);
  md.inline.ruler.before('emphasis', 'keys', keys);
  md.inline.ruler.before('emphasis', 'emoji', emoji);
}

interface Mark {
  readonly sign: string;
  readonly tag: string;
  /** One word only. */
  readonly isWord: boolean;
}

const MARKS: readonly Mark[] = [
  { sign: '==', tag: 'mark', isWord: false },
  { sign: '^^', tag: 'ins', isWord: false },
  { sign: '^', tag: 'sup', isWord: true },
  { sign: '~', tag: 'sub', isWord: true },
];

function smallMark(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state;
  if (!'=^~'.includes(src.charAt(pos))) return false;
  const mark = MARKS.find(({ sign }) => src.startsWith(sign, pos));
  // `~~` strikes through, `^[` is a note at the foot.
  if (mark === undefined || src.startsWith('~~', pos) || src.startsWith('^[', pos)) return false;
  const close = closingOf(mark, state);
  if (close === -1) return false;
  if (!silent) {
    const { posMax } = state;
    state.push(`${mark.tag}_open`, mark.tag, 1);
    Object.assign(state, { pos: pos + mark.sign.length, posMax: close });
    state.md.inline.tokenize(state);
    state.push(`${mark.tag}_close`, mark.tag, -1);
    state.posMax = posMax;
  }
  state.pos = close + mark.sign.length;
  return true;
}

function closingOf({ sign, isWord }: Mark, { src, pos, posMax }: StateInline): number {
  const from = pos + sign.length;
  const ahead = src.slice(from, Math.min(posMax, from + (isWord ? 100 : MAX_MARKED)));
  const close = ahead.indexOf(sign);
  if (close < 1) return -1;
  const inside = ahead.slice(0, close);
  if (isWord) return /\s/.test(inside) ? -1 : from + close;
  // `a==b` and `x == y` compare; marks stand against their words, and not within one.
  const isTight = /^\S/.test(inside) && /\S$/.test(inside) && !/^[=^]/.test(inside);
  const isApart =
    !/[\p{L}\d]/u.test(src.charAt(pos - 1)) && !/[\p{L}\d=]/u.test(src.charAt(from + close + 2));
  return isTight && isApart ? from + close : -1;
}

const KEYS = /\+\+([a-z0-9-]{1,20}(?:\+[a-z0-9-]{1,20}){0,4})\+\+/iy;

/** Keys whose cap has a word of its own in `mirror.markdown.key`; others are their letter. */
const NAMED: { readonly [key: string]: string } = {
  backspace: 'backspace',
  delete: 'delete',
  del: 'delete',
  down: 'down',
  'arrow-down': 'down',
  end: 'end',
  enter: 'enter',
  esc: 'escape',
  escape: 'escape',
  home: 'home',
  left: 'left',
  'arrow-left': 'left',
  right: 'right',
  'arrow-right': 'right',
  shift: 'shift',
  space: 'space',
  tab: 'tab',
  up: 'up',
  'arrow-up': 'up',
};

function keys(state: StateInline, silent: boolean): boolean {
  if (!state.src.startsWith('++', state.pos)) return false;
  KEYS.lastIndex = state.pos;
  const found = KEYS.exec(state.src)?.[1];
  if (found === undefined || /[\w+]/.test(state.src.charAt(state.pos - 1))) return false;
  if (!silent) {
    for (const [at, key] of found.toLowerCase().split('+').entries()) {
      if (at > 0) state.push('text', '', 0).content = '+';
      state.push('kbd_open', 'kbd', 1);
      state.push('text', '', 0).content = capOf(key, state);
      state.push('kbd_close', 'kbd', -1);
    }
  }
  state.pos = KEYS.lastIndex;
  return true;
}

function capOf(key: string, { env }: StateInline): string {
  const named = Object.hasOwn(NAMED, key) ? NAMED[key] : undefined;
  if (named !== undefined) return notesOf(env).words(`markdown.key.${named}`);
  return key.length === 1 || /^f\d+$/.test(key)
    ? key.toUpperCase()
    : key.slice(0, 1).toUpperCase() + key.slice(1);
}

/** Those seen in courses. */
const EMOJI: { readonly [name: string]: string } = {
  arrow_right: '➡️',
  book: '📖',
  books: '📚',
  bulb: '💡',
  computer: '💻',
  exclamation: '❗',
  eyes: '👀',
  heart: '❤️',
  heavy_check_mark: '✔️',
  key: '🔑',
  keyboard: '⌨️',
  lock: '🔒',
  mag: '🔍',
  memo: '📝',
  pencil: '✏️',
  pushpin: '📌',
  question: '❓',
  rainbow: '🌈',
  rocket: '🚀',
  smile: '😄',
  snake: '🐍',
  star: '⭐',
  tada: '🎉',
  thinking: '🤔',
  tv: '📺',
  warning: '⚠️',
  white_check_mark: '✅',
  wink: '😉',
  x: '❌',
};
const NAME = /:([a-z0-9_+-]{1,60}):/y;
/** Icons of fonts that are not here; they stand beside words. */
const ICON = /^(?:material|fontawesome|octicons|simple)-/;

function emoji(state: StateInline, silent: boolean): boolean {
  if (state.src.charAt(state.pos) !== ':') return false;
  NAME.lastIndex = state.pos;
  const name = NAME.exec(state.src)?.[1];
  if (name === undefined) return false;
  const sign = ICON.test(name) ? '' : Object.hasOwn(EMOJI, name) ? EMOJI[name] : undefined;
  if (sign === undefined) return false;
  if (!silent) state.pending += sign;
  state.pos = NAME.lastIndex;
  return true;
}
