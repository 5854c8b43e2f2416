/** One parameter of an address, decoded; null where it has no `=`. */
export interface QueryParameter {
  readonly name: string;
  readonly value: string | null;
}

/** Read the query of a canonical address, without its `?`. */
export function readQuery(query: string): readonly QueryParameter[] {
  return query.split('&').map((pair) => {
    const at = pair.indexOf('=');
    const name = decodeURIComponent(at === -1 ? pair : pair.slice(0, at));
    return { name, value: at === -1 ? null : decodeURIComponent(pair.slice(at + 1)) };
  });
}

type Encode = (text: string) => string;

const encode: Encode = (text) => encodeURIComponent(text);
/** As forms and PHP's urlencode do. */
const asForms: Encode = (text) =>
  encode(text)
    .replace(/[!'()~]/g, hex)
    .replaceAll('%20', '+');
/** RFC 3986's unreserved letters alone stay: PHP's rawurlencode, Python, Java. */
const strict: Encode = (text) => encode(text).replace(/[!'()*]/g, hex);
/** As browsers send what a link has in it, see https://url.spec.whatwg.org/#query-percent-encode-set */
const asLinks: Encode = (text) =>
  encode(text)
    .replaceAll("'", '%27')
    .replace(/%(?:2[4CF]|3[AB]|3F|40|5[B-E]|60|7[B-D])/g, decodeURIComponent);

const ENCODINGS: readonly Encode[] = [
  encode,
  asForms,
  strict,
  asLinks,
  (text: string) => asLinks(text).replaceAll('%20', '+'),
].flatMap((write) => [write, (text) => lowerHex(write(text))]);

const lowerHex = (text: string): string =>
  text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());

/**
 * Every way in which browsers, forms and programs write the same parameters: a server that cannot
 * decode a query compares it with these. Letters that nobody encodes (`%31` for `1`) are not among them.
 *
 * One parameter stands as it comes. Of several, such a server has read the names; it puts them together
 * in the order given, each with `&` behind it.
 *
 * @returns without repetition; one alone where nothing needs to be encoded
 */
export function askedQueries(parameters: readonly QueryParameter[]): readonly string[] {
  const isOne = parameters.length === 1;
  const forms = ENCODINGS.map((write) => writeQuery(parameters, write, isOne ? write : encode));
  return [...new Set(isOne ? forms : forms.map((form) => `${form}&`))];
}

function writeQuery(
  parameters: readonly QueryParameter[],
  write: Encode,
  writeName: Encode,
): string {
  return parameters
    .map(({ name, value }) =>
      value === null ? writeName(name) : `${writeName(name)}=${write(value)}`,
    )
    .join('&');
}

function hex(letter: string): string {
  return `%${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase()}`;
}
