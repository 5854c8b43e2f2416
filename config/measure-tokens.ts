import type { CST } from 'yaml';

/**
 * How deep and how many: measured on the tokens with a list of our own, before anything walks the
 * text by calling itself, so that ten thousand brackets cannot exhaust the stack.
 */
export function measureTokens(tokens: readonly CST.Token[]): {
  readonly depth: number;
  readonly count: number;
} {
  const open = tokens.map((token) => ({ token, depth: 1 }));
  let [depth, count] = [0, 0];
  for (let next = open.pop(); next; next = open.pop()) {
    count += 1;
    depth = Math.max(depth, next.depth);
    for (const child of childrenOf(next.token)) open.push({ token: child, depth: next.depth + 1 });
  }
  return { depth, count };
}

function childrenOf(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : [];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) => [key, value].filter((child) => !!child));
}
