import type { MirrorWords } from '../../../app/mirror/ports.ts';
import { escapeText } from '../../../core/mirror/markup-policy.ts';
import type { Attributes } from './attributes.ts';

/** What stands on the mirror in place of a form or one of its fields. */
export interface FieldText {
  readonly text: string;
  /** True when what the element holds goes too. */
  readonly drops: boolean;
}

/** Types that ask for nothing, or that site menus are made of. */
const SILENT: ReadonlySet<string> = new Set(['hidden', 'image', 'radio', 'reset']);

/**
 * The words in place of a field. Never anything that looks as if one could write in it: pupils
 * would type their password into the copy.
 */
export function fieldText(element: string, attributes: Attributes, words: MirrorWords): FieldText {
  const note = (key: string): string =>
    `<span class="preau-note">[${escapeText(words(key))}]</span>`;
  switch (element) {
    case 'form':
      return { text: note('page.form'), drops: false };
    case 'select':
      return { text: note('page.choice'), drops: true };
    case 'input': {
      const type = (attributes['type'] ?? 'text').toLowerCase();
      if (type === 'checkbox') return { text: checkbox(attributes), drops: true };
      if (SILENT.has(type)) return { text: '', drops: true };
      if (type === 'submit' || type === 'button') return { text: '', drops: true };
      return { text: note('page.field'), drops: true };
    }
    default:
      return { text: '', drops: false };
  }
}

/** A box of a task list, as Markdown tools write it; any other is a menu's own switch. */
function checkbox(attributes: Attributes): string {
  if (attributes['disabled'] === undefined) return '';
  return attributes['checked'] === undefined ? '☐ ' : '☑ ';
}
