import type { CST } from 'yaml';

/** What may stand before, between or after values: a sign, an anchor and a tag, each once (chosen: some more). */
const SIGNS_MAX = 8;

export interface TokensSize {
  readonly depth: number;
  readonly count: number;
  /** Signs where none can stand: each would become an error of its own. */
  readonly strays: number;
}

/**
 * How deep, how many and how garbled: measured on the tokens with a list of our own, before anything
 * walks the text by calling itself, so that ten thousand brackets cannot exhaust the stack.
 */
export function measureTokens(tokens: readonly CST.Token[]): TokensSize {
  const open = tokens.map((token) => ({ token, depth: 1 }));
  let [depth, count, strays] = [0, 0, 0];
  for (let next = open.pop(); next; next = open.pop()) {
    const { token } = next;
    count += 1;
    depth = Math.max(depth, next.depth);
    if (token.type === 'document') strays += straysOf(token.start);
    if ('end' in token) strays += straysOf(token.end);
    for (const item of itemsOf(token)) {
      strays += straysOf(item.start) + straysOf(item.sep);
      // As `,,,,` has them. One is a comma at the end.
      if (!item.key && !item.value) strays += 1;
    }
    for (const child of childrenOf(token)) open.push({ token: child, depth: next.depth + 1 });
  }
  return { depth, count, strays };
}

type Item = CST.CollectionItem;

const itemsOf = (token: CST.Token): readonly Item[] => ('items' in token ? token.items : []);

function childrenOf(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : [];
  return itemsOf(token).flatMap(({ key, value }) => [key, value].filter((child) => !!child));
}

function straysOf(signs: readonly CST.SourceToken[] = []): number {
  if (signs.length <= SIGNS_MAX) return 0;
  const others = signs.filter(({ type }) => !isBlank(type));
  return Math.max(0, others.length - SIGNS_MAX);
}

const isBlank = (type: CST.SourceToken['type']): boolean =>
  type === 'space' || type === 'newline' || type === 'comment';
