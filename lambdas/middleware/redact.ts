/**
 * What must never reach a log: telephone numbers, mail addresses, tokens and signed links.
 *
 * Bounded quantifiers only: a hostile text must not make a log line slow (P10).
 */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/(\/stop\/|\/desinscription\/|\/unsubscribe\/)[^\s"'<>]{1,2000}/gi, '$1[token]'],
  [/\beyJ[\w-]{5,4000}(?:\.[\w-]{0,4000}){1,4}/g, '[token]'],
  [/\b(bearer|basic)\s+[\w.~+/=-]{4,4000}/gi, '$1 [token]'],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}/g, '[token]'],
  [
    /([\w-]{0,40}(?:token|signature|secret|password|credential|authorization|sig)[\w-]{0,20}["']?\s{0,3}[=:]\s{0,3}["']?)[^\s"'&,;<>}]{1,4000}/gi,
    '$1[token]',
  ],
  [/(?:"[^"\n]{1,64}"|[^\s@/<>"'(),:;[\]]{1,64})@[^\s@<>"'(),:;[\]]{1,255}/g, '[mail]'],
  [/\+\d(?:[ .()-]{0,2}\d){6,14}/g, '[phone]'],
  [/(?<!\d)00\d(?:[ .()-]{0,2}\d){7,13}(?!\d)/g, '[phone]'],
  [/(?<!\d)0[1-9](?:[ .-]?\d{2}){4}(?!\d)/g, '[phone]'],
];

/** A name of a field whose whole value is secret. */
const SECRET_NAME =
  /token|secret|password|authorization|credential|cookie|^(to|address|recipient|phone|mail|email)$/i;

/** Of one text: enough for a message and its stack; chosen. */
const TEXT_MAX = 4_000;
/** An object nested deeper is no log line. Chosen. */
const DEPTH_MAX = 8;
/** Of one object or list. Chosen. */
const ITEMS_MAX = 100;

/** A text without addresses, numbers and tokens, cut at 4,000 characters. */
export function redactText(text: string): string {
  const whole = text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX)}…` : text;
  return SECRETS.reduce((so, [pattern, put]) => so.replaceAll(pattern, put), whole);
}

/**
 * Any value that is to be logged, with the texts and keys in it redacted. Each object is told once:
 * a circle, or a crowd of references to one thing, stays a line.
 */
export function redact(value: unknown, seen = new Set<object>(), depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (seen.has(value) || depth >= DEPTH_MAX) return '[again]';
  seen.add(value);
  const inner = (one: unknown) => redact(one, seen, depth + 1);
  if (value instanceof Set || Array.isArray(value))
    return [...value].slice(0, ITEMS_MAX).map(inner);
  const entries = value instanceof Error ? errorEntries(value) : entriesOf(value);
  return Object.fromEntries(
    entries
      .slice(0, ITEMS_MAX)
      .map(([key, one]) => [
        redactText(key),
        SECRET_NAME.test(key) && one !== null ? '[redacted]' : inner(one),
      ]),
  );
}

const entriesOf = (value: object): readonly (readonly [string, unknown])[] =>
  value instanceof Map ? [...value].map(([key, one]) => [String(key), one]) : Object.entries(value);

/** What an error says of itself, then what it was given: `code`, `$metadata`. */
const errorEntries = (error: Error): readonly (readonly [string, unknown])[] => [
  ['name', error.name],
  ['message', error.message],
  ['stack', error.stack],
  ...(error.cause === undefined ? [] : ([['cause', error.cause]] as const)),
  ...Object.entries(error).filter(([key]) => key !== 'name'),
];
