import type { ConfigPath } from './problem.ts';

/** What is looked at of a value; far more than is shown. Chosen. */
const LOOKED_AT = 600;
/** An address: its scheme, who it says that one is, its host and path, its query. */
const ADDRESS =
  /\b([a-z][a-z0-9+.-]{0,20}:\/\/)(?:[^\s"'/?#@]{0,200}@)?([^\s"'?#]{0,300})(?:[?#][^\s"']{0,600})?/giu;

/**
 * A wrong value as it may be shown: gateways take their secret in an address's query or before its host,
 * a watcher outside in its path, and what is shown may end in the log of somebody's CI.
 */
export const hideSecrets = (text: string, path: ConfigPath): string =>
  text.slice(0, LOOKED_AT).replaceAll(ADDRESS, (whole, scheme: string, rest: string) => {
    const shown = path.includes('heartbeat') ? `${rest.split('/', 1)[0]}/…` : rest;
    return `${scheme}${shown}${/[?#]/.test(whole) ? '?…' : ''}`;
  });
