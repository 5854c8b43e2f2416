import { walkXml, XML_LIMITS, type XmlLimits } from './xml-walk.ts';

/** One element of a small XML file, held whole. Names are local and in lower case. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text, without that of its children. */
  readonly text: string;
}

/** A manifest, not a question bank: what is held in memory is bounded tighter. Chosen. */
const TREE_LIMITS: XmlLimits = { ...XML_LIMITS, bytes: 32 * 1024 * 1024, elements: 300_000 };

interface Growing {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Growing[];
  text: string;
}

/**
 * Read a manifest or another description into memory.
 *
 * @param where its name, for the error
 * @throws PreauError `mirror-source-unreadable` as {@link walkXml}
 */
export function readXmlTree(
  bytes: Uint8Array,
  where: string,
  limits: XmlLimits = TREE_LIMITS,
): XmlElement {
  const root: Growing = { name: '', attributes: new Map(), children: [], text: '' };
  const open: Growing[] = [root];
  walkXml(
    bytes,
    where,
    {
      open: (name, attributes) => {
        const element: Growing = { name, attributes, children: [], text: '' };
        open.at(-1)?.children.push(element);
        open.push(element);
      },
      text: (text) => {
        const element = open.at(-1);
        if (element !== undefined) element.text += text;
      },
      close: () => void open.pop(),
    },
    limits,
  );
  return root.children[0] ?? root;
}

/** Its direct children of one name, in order. */
export const childrenOf = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.children.filter((child) => child.name === name);

/** The first element that a path of names leads to, each a direct child of the one before. */
export function elementAt(element: XmlElement, ...path: readonly string[]): XmlElement | null {
  let found: XmlElement | undefined = element;
  for (const name of path) found = found?.children.find((child) => child.name === name);
  return found ?? null;
}

/** The text of the first element at a path, on one line. @returns '' where there is none */
export const textAt = (element: XmlElement, ...path: readonly string[]): string =>
  plainText(elementAt(element, ...path));

/** All text of an element and what is in it, on one line. */
export function plainText(element: XmlElement | null): string {
  if (element === null) return '';
  return [element.text, ...element.children.map(plainText)].join(' ').replace(/\s+/g, ' ').trim();
}

/** Every element below of one name, however deep, in the file's order. */
export function descendantsOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...descendantsOf(child, name),
  ]);
}

/** An attribute by its local name, without the blanks around it. @returns null when empty */
export function attributeOf(element: XmlElement, name: string): string | null {
  const value = element.attributes.get(name.toLowerCase())?.trim() ?? '';
  return value === '' ? null : value;
}
