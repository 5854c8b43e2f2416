import { XMLBuilder } from 'fast-xml-parser';
import { cleanText } from './clean-text.ts';

/** An element's content: its text, or attributes (`@name`), text (`#`) and elements by name, in order. */
export type XmlNode = string | XmlElement | readonly XmlNode[];

export interface XmlElement {
  readonly [name: string]: XmlNode;
}

const builder = new XMLBuilder({
  attributeNamePrefix: '@',
  textNodeName: '#',
  ignoreAttributes: false,
  suppressBooleanAttributes: false,
  format: true,
});

/**
 * Write an XML 1.0 document in UTF-8. Every text is escaped, and freed of what XML forbids.
 *
 * @param root one element by its name; names are ours, never from outside
 */
export const writeXml = (root: XmlElement): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${String(builder.build(cleaned(root)))}`;

function cleaned(node: XmlNode): unknown {
  if (typeof node === 'string') return cleanText(node);
  if (isList(node)) return node.map(cleaned);
  return Object.fromEntries(Object.entries(node).map(([name, child]) => [name, cleaned(child)]));
}

const isList = (node: XmlElement | readonly XmlNode[]): node is readonly XmlNode[] =>
  Array.isArray(node);
