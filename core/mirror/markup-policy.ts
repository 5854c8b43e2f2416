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

const KEPT: ReadonlySet<string> = new Set(
  words(`
    a abbr address article aside b bdi bdo blockquote br caption center cite code col colgroup dd
    del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img
    ins kbd li main mark menu nav ol p pre q rp rt ruby s samp section small span strike strong
    sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr
    math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms
    mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover semantics`),
);

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

const EVERYWHERE: ReadonlySet<string> = new Set(words('class dir id lang role title'));

const BY_ELEMENT: { readonly [element: string]: readonly string[] } = {
  a: ['name'],
  col: ['span'],
  colgroup: ['span'],
  details: ['open'],
  img: ['alt', 'height', 'width'],
  li: ['value'],
  math: ['display'],
  mo: ['stretchy'],
  ol: ['reversed', 'start', 'type'],
  td: ['colspan', 'headers', 'rowspan'],
  th: ['abbr', 'colspan', 'headers', 'rowspan', 'scope'],
  time: ['datetime'],
};

/**
 * Whether an attribute may stay as it is. Addresses (`href`, `src`) and `style` are judged apart;
 * everything that begins with `on` is outside the list, as is all that no lesson needs.
 */
export function keepsAttribute(element: string, attribute: string): boolean {
  if (EVERYWHERE.has(attribute) || /^aria-[a-z]+$/.test(attribute)) return true;
  return Object.hasOwn(BY_ELEMENT, element) && (BY_ELEMENT[element]?.includes(attribute) ?? false);
}

const VOID: ReadonlySet<string> = new Set(words('br col hr img wbr'));

/** Elements of the kept ones that have no end tag. @see https://html.spec.whatwg.org/#void-elements */
export const isVoidElement = (name: string): boolean => VOID.has(name);

const ESCAPED: { readonly [sign: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe between tags and inside a double-quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPED[sign] ?? '');
}
