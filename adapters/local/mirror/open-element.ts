import { elementFate, isVoidElement } from '../../../core/mirror/markup-policy.ts';
import { type Attributes, linkTags, plainAttributes } from './attributes.ts';
import { fieldText } from './field.ts';
import { countIn, type Open, type Walk } from './page-walk.ts';
import { pictureTag } from './picture-tag.ts';
import { isUserMenu } from './user-menu.ts';

export interface Judged extends Pick<Open, 'document'> {
  readonly open: string;
  readonly close: string;
  readonly drops: boolean;
}

const NOTHING: Judged = { open: '', close: '', drops: false };

/** What is written for the start of an element, and what for its end. */
export function openElement(walk: Walk, name: string, attributes: Attributes): Judged {
  const removed = (kind: string): void => countIn(walk, kind);
  if (isUserMenu(name, attributes)) {
    removed('others');
    return { ...NOTHING, drops: true };
  }
  switch (elementFate(name)) {
    case 'drop':
      if (name === 'source') walk.makings.note(attributes['srcset'] ?? '');
      removed(REMOVED_AS[name] ?? 'others');
      return { ...NOTHING, drops: true };
    case 'explain':
      // Written at its end: the addresses of a film are inside.
      walk.media = { name, attributes, depth: walk.open.length, inner: [] };
      return { ...NOTHING, drops: true };
    case 'plain-text': {
      const field = fieldText(name, attributes, walk.desk.words);
      removed(name === 'form' ? 'forms' : 'fields');
      return { open: field.text, close: '', drops: field.drops };
    }
    case 'unwrap':
      for (const attribute of Object.keys(attributes))
        if (attribute.startsWith('on')) removed('handlers');
      return NOTHING;
    case 'keep':
      return keptElement(walk, name, attributes, removed);
  }
}

function keptElement(
  walk: Walk,
  name: string,
  attributes: Attributes,
  removed: (kind: string) => void,
): Judged {
  if (name === 'a') return linkElement(walk, attributes, removed);
  if (name === 'img') {
    const isFirst = walk.pictures.length === 0;
    const tag = pictureTag(attributes, walk.desk, removed, { isFirst, makings: walk.makings });
    walk.pictures.push({ at: walk.out.length, tag, alt: tag.alt });
    return { open: tag.write(tag.alt ?? ''), close: '', drops: false };
  }
  const given = name === 'th' || name === 'td' ? cellOf(walk, name, attributes) : attributes;
  if (name === 'tr') startRow(walk);
  const kept = plainAttributes(name, given, removed);
  // The page has a <main> of its own around the lesson.
  const tag = name === 'main' ? 'div' : name;
  if (isVoidElement(name)) return { open: `<${name}${kept} />`, close: '', drops: false };
  // Wide ones scroll by themselves: the keyboard must be able to go there.
  const isWide =
    (name === 'table' && walk.tables.length === 0) ||
    (name === 'math' && attributes['display'] === 'block');
  const scrolls = isWide ? ' tabindex="0"' : '';
  return { open: `<${tag}${kept}${scrolls}>`, close: `</${tag}>`, drops: false };
}

function linkElement(walk: Walk, attributes: Attributes, removed: (kind: string) => void): Judged {
  const { judge, describe } = walk.desk;
  const { path, ...tags } = linkTags(attributes, judge, removed);
  const document = path === undefined ? undefined : describe(path)?.document;
  return { ...tags, drops: false, document };
}

function startRow({ tables }: Walk): void {
  const table = tables.at(-1);
  if (table === undefined) return;
  table.rows += 1;
  table.cells = 0;
}

/** A heading cell says what it heads: its column in the first row, its row at the start of one. */
function cellOf({ tables }: Walk, name: string, attributes: Attributes): Attributes {
  const table = tables.at(-1);
  if (table === undefined) return attributes;
  table.cells += 1;
  if (name === 'td' || /^(?:col|row)(?:group)?$/i.test(attributes['scope'] ?? ''))
    return attributes;
  if (table.inHead || table.rows <= 1) return { ...attributes, scope: 'col' };
  const { scope: _, ...rest } = attributes;
  return table.cells === 1 ? { ...rest, scope: 'row' } : rest;
}

/** The kinds of the report; a name that is not here counts as `others`. */
const REMOVED_AS: { readonly [element: string]: string } = {
  base: 'bases',
  link: 'stylesheets',
  meta: 'metas',
  script: 'scripts',
  source: 'sources',
  style: 'stylesheets',
  svg: 'drawings',
  title: 'titles',
};
