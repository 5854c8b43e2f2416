/** Shorter ones are words of anybody: `0`, `fr`. Chosen. */
const VALUE_LEAST = 4;
/** Of a path's parts, those that are so long are no words of an address, but keys. Chosen. */
const PART_LEAST = 16;

/**
 * What a server said, without what it was asked by: servers repeat an address in their errors, and what
 * is kept of an answer is read by operators and stands in logs.
 *
 * @param asked the whole address, with its secrets, and the person's number and text in it
 * @param authorization the whole field; empty when there is none
 */
export function hideAsked(said: string, asked: URL, authorization: string): string {
  const values = [...asked.searchParams.values(), ...authorization.split(' ').slice(1)];
  const parts = asked.pathname.split('/').filter(({ length }) => length >= PART_LEAST);
  const raw = asked.search.slice(1).split('&').map(valueOf);
  return [...values, ...raw, ...parts, ...parts.map(decoded)]
    .filter(({ length }) => length >= VALUE_LEAST)
    .toSorted((one, other) => other.length - one.length)
    .reduce((text, value) => text.replaceAll(value, '…'), said);
}

/** As it stands in the address. */
const valueOf = (pair: string): string => pair.slice(pair.indexOf('=') + 1);

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
