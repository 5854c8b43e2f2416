import type { MirrorWords } from '../../../../app/mirror/ports.ts';

/** The kinds of MkDocs Material that have a word in `mirror.markdown.box`, by every name of theirs. */
const KIND: { readonly [name: string]: string } = {
  note: 'note',
  seealso: 'note',
  abstract: 'abstract',
  summary: 'abstract',
  tldr: 'abstract',
  info: 'info',
  todo: 'info',
  tip: 'tip',
  hint: 'tip',
  important: 'important',
  success: 'success',
  check: 'success',
  done: 'success',
  question: 'question',
  help: 'question',
  faq: 'question',
  warning: 'warning',
  caution: 'warning',
  attention: 'warning',
  failure: 'failure',
  fail: 'failure',
  missing: 'failure',
  danger: 'danger',
  error: 'danger',
  bug: 'bug',
  example: 'example',
  snippet: 'example',
  quote: 'quote',
  cite: 'quote',
  // Of the course of Python for biologists, which ships as an example.
  adv: 'further',
  def: 'definition',
  definition: 'definition',
  rem: 'remark',
  remark: 'remark',
  warn: 'warning',
};

/** The word over a box whose author gave none. A kind that is the teacher's own names itself. */
export function boxTitle(kind: string, words: MirrorWords): string {
  const name = kind.toLowerCase();
  const known = Object.hasOwn(KIND, name) ? KIND[name] : undefined;
  if (known !== undefined) return words(`markdown.box.${known}`);
  return (kind.slice(0, 1).toUpperCase() + kind.slice(1)).replaceAll('-', ' ');
}

export const isBoxKind = (kind: string): boolean => Object.hasOwn(KIND, kind.toLowerCase());

/** The class that the style sheet knows. */
export const boxClass = (kind: string): string =>
  kind.replace(/[^\w-]/g, '').toLowerCase() || 'note';
