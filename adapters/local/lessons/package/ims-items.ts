import { attributeOf, childrenOf, textAt, type XmlElement } from '../xml-tree.ts';

/** One line of a manifest's table of contents. */
export interface ImsItem {
  /** Not unique in real manifests: nothing may be looked up by it alone. */
  readonly id: string;
  readonly title: string;
  /** The identifier of what it opens; null for a heading. */
  readonly opens: string | null;
  /** 0 for the top. */
  readonly depth: number;
}

/**
 * Read an organisation's items, flat, in their order. The nameless item that Common Cartridge has
 * around them all is no line, nor are items that are not to be seen; what stands in either is.
 */
export function readItems(organization: XmlElement): readonly ImsItem[] {
  const out: ImsItem[] = [];
  for (const item of childrenOf(organization, 'item')) addItem(item, 0, out);
  return out;
}

function addItem(item: XmlElement, depth: number, out: ImsItem[]): void {
  const title = textAt(item, 'title');
  const opens = attributeOf(item, 'identifierref');
  const isHidden = attributeOf(item, 'isvisible')?.toLowerCase() === 'false';
  const isLine = !isHidden && (title !== '' || opens !== null);
  if (isLine) out.push({ id: attributeOf(item, 'identifier') ?? '', title, opens, depth });
  for (const child of childrenOf(item, 'item')) addItem(child, depth + (isLine ? 1 : 0), out);
}
