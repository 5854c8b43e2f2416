import type { DatabaseSync } from 'node:sqlite';
import { unfinishedRound } from './crawl-round.ts';
import type { CrawlSettings } from './crawl-settings.ts';
import { crawlMeta } from './crawl-tables.ts';
import { type AskFile, fetchRobots } from './fetch-robots.ts';
import { readRobots, type Robots } from './robots.ts';

/**
 * What each host of the scope allows, by host. Asked once for each round; kept for its next runs.
 *
 * @returns null when the first host could not say what it allows
 */
export async function robotsOfHosts(
  settings: CrawlSettings,
  database: DatabaseSync,
  ask: AskFile,
): Promise<ReadonlyMap<string, Robots> | null> {
  const meta = crawlMeta(database);
  const isResumed = unfinishedRound(database) !== null;
  const robots = new Map<string, Robots>();
  for (const [index, host] of settings.scope.hosts.entries()) {
    const origin = `${settings.secureHosts.has(host) ? 'https' : protocolOf(settings, host)}://${host}`;
    const kept = isResumed ? meta.get(`robots ${host}`) : null;
    let text = kept ?? (await fetchRobots(ask, origin));
    if (text === null && index === 0 && settings.obeysRobots) return null;
    text ??= 'User-agent: *\nDisallow: /';
    meta.set(`robots ${host}`, text);
    const read = readRobots(origin, text);
    // The owner's word stands above it; how fast it asks to be read still counts.
    robots.set(host, settings.obeysRobots ? read : { ...read, isAllowed: () => true });
  }
  return robots;
}

const protocolOf = ({ start, origins }: CrawlSettings, host: string): string => {
  const own = origins.find((origin) => new URL(origin).host === host) ?? start[0] ?? '';
  return own.startsWith('https:') ? 'https' : 'http';
};
