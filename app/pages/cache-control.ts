/**
 * How long caches keep a file of the status page, on every host: half a minute, then the old one goes
 * on being shown at once while a new one is fetched, for five minutes, and for a day when none can be
 * had: the page itself says how fresh it is. A network of caches that waits for a host that is down
 * before it shows what it has makes a bad morning worse, hence the five minutes. Chosen.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5861
 */
export const PAGES_CACHE_CONTROL =
  'public, max-age=30, stale-while-revalidate=300, stale-if-error=86400';
