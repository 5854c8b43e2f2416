/**
 * Letters of patterns with wildcards that are matched as they are: each costs as many steps as an address
 * has letters, for each address of a crawl. Chosen: five hundred such rules, more than big shops have.
 */
const WILD_MAX = 16_384;

/** A name that no crawler of ours has. */
const SOMEBODY_ELSE = 'User-agent: somebody-else';

/**
 * A robots.txt that means the same for one crawler and is read in proportion to its length: the library
 * keeps each rule once for each name before it, also for names that nobody asks for and that stand there
 * twelve thousand times.
 *
 * Of patterns with wildcards, those beyond `WILD_MAX` forbid more than they say (all that begins as they
 * do), and allow nothing: a site is never asked for what it keeps to itself.
 *
 * @param name of the crawler, in small letters; rules for it and for everybody are kept
 * @returns with as many lines as before
 */
export function tameRobots(text: string, name: string): string {
  const group = new Set<string>();
  let isGroupOpen = false;
  let wild = 0;
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => {
      const field = fieldOf(line);
      if (field === null) return line;
      const wasOpen = isGroupOpen;
      isGroupOpen = field.key === 'user-agent';
      if (isGroupOpen) {
        if (!wasOpen) group.clear();
        return agentLine(line, field.value, name, group);
      }
      if (field.key !== 'allow' && field.key !== 'disallow') return line;
      // What is said to others alone is never matched.
      const isOurs = group.has('*') || group.has(name);
      if (!isOurs || !field.value.includes('*')) return line;
      wild += field.value.length;
      return wild <= WILD_MAX ? line : withoutWildcards(field);
    })
    .join('\n');
}

interface Field {
  readonly key: string;
  readonly value: string;
}

/** As the library reads a line: without its comment, split at its first colon. Null for none. */
function fieldOf(line: string): Field | null {
  const plain = line.split('#', 1)[0] ?? '';
  const colon = plain.indexOf(':');
  if (colon < 0) return null;
  const key = plain.slice(0, colon).trim().toLowerCase();
  return key === '' ? null : { key, value: plain.slice(colon + 1).trim() };
}

/** Each name of a group once, and all others by one that nobody has. */
function agentLine(line: string, value: string, name: string, group: Set<string>): string {
  const said = (value.toLowerCase().split('/', 1)[0] ?? '').trim();
  const whose = said === '*' || said === name ? said : SOMEBODY_ELSE;
  // Not empty: an empty name begins a group too.
  if (group.has(whose)) return 'User-agent:';
  group.add(whose);
  return whose === SOMEBODY_ELSE ? SOMEBODY_ELSE : line;
}

function withoutWildcards({ key, value }: Field): string {
  if (key === 'allow') return '';
  const start = value.slice(0, value.indexOf('*'));
  return `Disallow: ${start === '' ? '/' : start}`;
}
