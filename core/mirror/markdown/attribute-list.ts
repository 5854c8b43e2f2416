/** What stands between braces behind a heading, a picture, a link or a fence. */
export interface AttributeList {
  readonly id: string | null;
  readonly classes: readonly string[];
  readonly pairs: readonly (readonly [name: string, value: string])[];
}

/** A longer list is prose between braces. Chosen. */
export const MAX_ATTRIBUTE_LIST = 300;

const PART =
  /\s*(?:#([^\s#.{}="']+)|\.([^\s#.{}="']*)|([a-zA-Z][\w:-]*)=(?:"([^"]*)"|'([^']*)'|([^\s"'{}]+)))(?=\s|$|[.#])/y;

/**
 * Read an attribute list of MkDocs (`: .class`) or Pandoc (`#id .class width=80%`), without its
 * braces.
 *
 * @returns null for anything else, so that braces in prose and in code stay what they are
 */
export function attributeList(inside: string): AttributeList | null {
  if (inside.length > MAX_ATTRIBUTE_LIST) return null;
  const text = inside.replace(/^:/, '').trim();
  if (text === '') return inside.startsWith(':') ? NOTHING : null;
  const classes: string[] = [];
  const pairs: [string, string][] = [];
  let id: string | null = null;
  PART.lastIndex = 0;
  while (PART.lastIndex < text.length) {
    const part = PART.exec(text);
    if (part === null) return null;
    const [, anchor, name, key, ...values] = part;
    if (anchor !== undefined) id = anchor;
    // A lone dot is a slip that MkDocs forgives too.
    else if (key === undefined) classes.push(...(name ? [name] : []));
    else pairs.push([key.toLowerCase(), values.find((value) => value !== undefined) ?? '']);
  }
  return { id, classes, pairs };
}

const NOTHING: AttributeList = { id: null, classes: [], pairs: [] };
