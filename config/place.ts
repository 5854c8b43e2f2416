import { type Document, isAlias, isMap, isNode, isSeq, type Node, type Pair } from 'yaml';
import type { ConfigPath } from './problem.ts';

/**
 * Where a path stands in the text, in characters from its start.
 *
 * A value that is missing stands where its parent begins; `atKey` asks for the last key itself.
 */
export function offsetOf(document: Document<Node>, path: ConfigPath, atKey = false): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [index, part] of path.entries()) {
    const child = childOf(resolve(document, node), part);
    if (!child) break;
    const wantsKey = atKey && index === path.length - 1;
    offset = (wantsKey ? startOf(child.key) : startOf(child.value)) ?? startOf(child.key) ?? offset;
    node = child.value;
  }
  return offset;
}

function resolve(document: Document<Node>, node: unknown): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

function childOf(
  node: unknown,
  part: string | number,
): { readonly key: unknown; readonly value: unknown } | undefined {
  if (isMap(node)) return node.items.findLast((pair: Pair) => String(pair.key) === String(part));
  if (isSeq(node) && Number(part) < node.items.length) {
    return { key: undefined, value: node.items[Number(part)] };
  }
  return undefined;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
