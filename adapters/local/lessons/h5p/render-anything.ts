import type { H5pDesk } from './h5p-desk.ts';
import { blockAt, isHtml, objectOf, textAt } from './json-view.ts';
import { pictureHtml } from './render-media.ts';

/** Objects within objects. Chosen: content types looked at take eight. */
const MAX_DEPTH = 16;

/** Words of buttons and of screen readers, settings, and notes that are not for pupils. */
const SKIPPED =
  /^(?:l10n|i18n|a11y.*|behaviour|behavior|override|confirm.*|overallFeedback|metadata|copyright|authorComments|changes|license.*|subContentId|library|mime|path|.*(?:Label|Button|Message|Feedback|Settings|Format|Color|Solution.*)|correct(?:Text|Answer)?|incorrect(?:Text|Answer)?|solution|sample|keywords)$/i;

/** Keys under which authors write; elsewhere a text counts only when it is HTML. */
const WRITTEN =
  /^(?:text|title|heading|header|headline|question|statement|description|taskDescription|intro|introduction|introductionText|body|content|caption|definition|term|label|paragraph|story|quote|note|info|message|summary)$/i;

/**
 * Search the parameters of an unknown content type for what pupils read: texts, pictures, and
 * contents of types that are known. Depth is bounded; each part is looked at once.
 */
export function renderAnything(params: unknown, desk: H5pDesk): string {
  const out: string[] = [];
  search(params, '', desk, 0, out);
  return out.filter((part) => part !== '').join('\n');
}

function search(value: unknown, key: string, desk: H5pDesk, depth: number, out: string[]): void {
  if (depth >= MAX_DEPTH) return;
  if (typeof value === 'string') {
    if (WRITTEN.test(key) || isHtml(value)) out.push(blockAt(value));
  } else if (Array.isArray(value)) {
    for (const part of value) search(part, key, desk, depth + 1, out);
  } else searchObject(value, desk, depth, out);
}

function searchObject(value: unknown, desk: H5pDesk, depth: number, out: string[]): void {
  const object = objectOf(value);
  if (object === null) return;
  if (textAt(object, 'library') !== '' && objectOf(object['params']) !== null) {
    out.push(desk.render(object, desk));
    return;
  }
  if (textAt(object, 'mime').startsWith('image/')) {
    out.push(pictureHtml(object, textAt(object, 'alt'), object['copyright'], desk));
    return;
  }
  for (const [name, part] of Object.entries(object)) {
    if (!SKIPPED.test(name)) search(part, name, desk, depth + 1, out);
  }
}
