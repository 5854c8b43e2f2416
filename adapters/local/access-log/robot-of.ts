/** What an agent says that it is. */
export type Robot = 'crawler' | 'tool' | 'none';

/** How robots name themselves. Most crawlers end in one of these: `Googlebot`, `GPTBot`, `Bytespider`. */
const CRAWLERS = /bot\b|bot\/|crawl|spider|scrapy|slurp/i;
const TOOLS =
  /python|curl\/|wget\/|go-http|java\/|okhttp|headless|libwww|axios|node-fetch|aiohttp|httpclient|apachebench|wrk\/|hey\//i;

/** Agents that differ are few, but for those that are made up. Chosen. */
const REMEMBERED = 4_096;
/** A long agent says who it is in its first bytes. Chosen. */
const READ_BYTES = 256;

/**
 * Whether an agent names itself a robot. A liar is not found so: this is one sign of several.
 *
 * @param seen what was found of earlier ones, by `hash`
 */
export function robotOf(
  bytes: Uint8Array,
  from: number,
  to: number,
  hash: number,
  seen: Map<number, Robot>,
): Robot {
  const known = seen.get(hash);
  if (known !== undefined) return known;
  if (seen.size >= REMEMBERED) seen.clear();
  const text = Buffer.from(
    bytes.buffer,
    bytes.byteOffset + from,
    Math.min(to - from, READ_BYTES),
  ).toString('latin1');
  const robot = CRAWLERS.test(text) ? 'crawler' : TOOLS.test(text) ? 'tool' : 'none';
  seen.set(hash, robot);
  return robot;
}
