import { keepsAria } from './aria-policy.ts';
import { isLanguage } from './language-tag.ts';
import {
  isMathElement,
  keepsMathAttribute,
  MATH_ATTRIBUTES,
  MATH_ELEMENTS,
} from './math-policy.ts';
import { cleanStyleAttribute } from './style-policy.ts';

/** What the mirror does with one element of a lesson. */
export type ElementFate =
  | 'keep'
  /** Its tags go, what is inside stays. */
  | 'unwrap'
  /** It goes with everything inside. */
  | 'drop'
  /** A sentence says what stood there, with a link where there was an address. */
  | 'explain'
  /** A form or one of its fields: plain text instead. */
  | 'plain-text';

const words = (list: string): readonly string[] => list.trim().split(/\s+/);

/** The elements that stay, the commonest first: the sanitizer looks them up from the front. */
export const KEPT_ELEMENTS: readonly string[] = [
  ...words(`
    span a p li code div td tr strong em b i pre ul h2 h3 br img table ol kbd
    abbr address article aside bdi bdo blockquote caption center cite col colgroup dd del
    details dfn dl dt figcaption figure footer h1 h4 h5 h6 header hgroup hr ins main mark menu
    nav q rp rt ruby s samp section small strike sub summary sup tbody tfoot th thead time tt u
    var wbr`),
  ...MATH_ELEMENTS,
];
const KEPT: ReadonlySet<string> = new Set(KEPT_ELEMENTS);

const DROPPED: ReadonlySet<string> = new Set(
  words(`
    annotation annotation-xml area base basefont bgsound canvas command datalist dialog head-only
    link map meta nextid noembed noframes param plaintext script source style svg template title
    track xml xmp`),
);

const EXPLAINED: ReadonlySet<string> = new Set(
  words('applet audio embed fencedframe frame frameset iframe object portal video'),
);

const FIELDS: ReadonlySet<string> = new Set(
  words('button fieldset form input isindex keygen select textarea'),
);

/**
 * Say what becomes of an element, by its lower-case name. An allow-list: a name that nobody has
 * thought of loses its tags and keeps its words.
 */
export function elementFate(name: string): ElementFate {
  if (KEPT.has(name)) return 'keep';
  if (DROPPED.has(name)) return 'drop';
  if (EXPLAINED.has(name)) return 'explain';
  if (FIELDS.has(name)) return 'plain-text';
  return 'unwrap';
}

const EVERYWHERE = words('class dir id lang title');
const OF_ANY: ReadonlySet<string> = new Set(EVERYWHERE);

const BY_ELEMENT: { readonly [element: string]: readonly string[] } = {
  a: ['name'],
  col: ['span'],
  colgroup: ['span'],
  details: ['open'],
  img: ['alt', 'height', 'width'],
  li: ['value'],
  ol: ['reversed', 'start', 'type'],
  td: ['colspan', 'headers', 'rowspan'],
  th: ['abbr', 'colspan', 'headers', 'rowspan', 'scope'],
  time: ['datetime'],
};

/**
 * Whether an attribute may stay as it is. Addresses (`href`, `src`) and `style` are judged apart;
 * everything that begins with `on` is outside the list, as is all that no lesson needs.
 */
export function keepsAttribute(element: string, attribute: string, value: string): boolean {
  if (attribute === 'lang') return isLanguage(value);
  if (OF_ANY.has(attribute)) return true;
  if (attribute === 'role' || attribute.startsWith('aria-'))
    return keepsAria(element, attribute, value);
  if (isMathElement(element)) return keepsMathAttribute(attribute, value);
  return Object.hasOwn(BY_ELEMENT, element) && (BY_ELEMENT[element]?.includes(attribute) ?? false);
}

/** What the builder itself writes beside: judged addresses, and how a browser is to take them. */
const WRITTEN: { readonly [element: string]: readonly string[] } = {
  a: ['href', 'rel'],
  audio: ['controls', 'preload', 'src'],
  img: ['src', 'loading'],
  math: ['tabindex'],
  picture: [],
  pre: ['tabindex'],
  source: ['height', 'media', 'srcset', 'type', 'width'],
  table: ['tabindex'],
};

/** Elements that no lesson brings along, and the builder writes. */
export const WRITTEN_ELEMENTS: readonly string[] = ['audio', 'picture', 'source'];

/** Whether the builder judged an attribute when it wrote it. */
export const isWritten = (element: string, attribute: string): boolean =>
  Object.hasOwn(WRITTEN, element) && (WRITTEN[element]?.includes(attribute) ?? false);

/**
 * The names of {@link keepsAttribute} in the shape that a sanitizer wants: by element, `*` for
 * all, with a star at the end of a name for any ending.
 */
export function allowedAttributes(): { [element: string]: string[] } {
  const allowed: { [element: string]: string[] } = {
    '*': [...EVERYWHERE, 'style', 'role', 'aria-*'],
  };
  for (const element of MATH_ELEMENTS) allowed[element] = [...MATH_ATTRIBUTES];
  for (const [element, names] of [...Object.entries(BY_ELEMENT), ...Object.entries(WRITTEN)])
    allowed[element] = [...(allowed[element] ?? []), ...names];
  return allowed;
}

/** What an attribute of a kept element says once it is clean; null when nothing is left of it. */
export function cleanAttribute(element: string, attribute: string, value: string): string | null {
  if (attribute === 'style') return cleanStyleAttribute(value) || null;
  if (value === '' && !SPEAKS_EMPTY.has(attribute)) return null;
  return keepsAttribute(element, attribute, value) ? value : null;
}

/** A picture without words, and two that are there or not; every other says nothing when empty. */
const SPEAKS_EMPTY: ReadonlySet<string> = new Set(['alt', 'open', 'reversed']);

/** Elements of the kept ones that have no end tag. @see https://html.spec.whatwg.org/#void-elements */
export const VOID_ELEMENTS: readonly string[] = words('br img hr col source wbr');
const VOID: ReadonlySet<string> = new Set(VOID_ELEMENTS);

export const isVoidElement = (name: string): boolean => VOID.has(name);

const ESCAPED: { readonly [sign: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe between tags and inside an attribute, whatever its quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPED[sign] ?? '');
}

/**
 * Text between tags, as a sanitizer writes it. French has an apostrophe in every line: as they are,
 * quotes are a fifth of their weight.
 */
export function escapeText(text: string): string {
  if (!/[&<>]/.test(text)) return text;
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The value of an attribute between double quotes. */
export const escapeAttribute = (value: string): string =>
  escapeText(value).replaceAll('"', '&quot;');
