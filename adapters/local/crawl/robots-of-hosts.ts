import type { DatabaseSync } from 'node:sqlite';
import { askAtPace } from './ask-at-pace.ts';
import type { LaneDesk } from './crawl-desk.ts';
import { unfinishedRound } from './crawl-round.ts';
import type { CrawlSettings } from './crawl-settings.ts';
import { crawlMeta } from './crawl-tables.ts';
import { type AskFile, fetchRobots } from './fetch-robots.ts';
import { heedDelay } from './lane.ts';
import { readRobots, type Robots } from './robots.ts';

/**
 * Learn what each host of the scope allows. Asked once for each round, as the first request of its lane; kept
 * for its next runs.
 *
 * @param robots filled by host
 * @returns false when the first host could not say what it allows
 */
export async function robotsOfHosts(
  desk: LaneDesk,
  robots: Map<string, Robots>,
  database: DatabaseSync,
  ask: AskFile,
): Promise<boolean> {
  const { settings } = desk;
  const meta = crawlMeta(database);
  const isResumed = unfinishedRound(database) !== null;
  for (const [index, host] of settings.scope.hosts.entries()) {
    const origin = `${settings.secureHosts.has(host) ? 'https' : protocolOf(settings, host)}://${host}`;
    const kept = isResumed ? meta.get(`robots ${host}`) : null;
    let text =
      kept ?? (await fetchRobots((url, maxBytes) => askAtPace(desk, ask, url, maxBytes), origin));
    if (text === null && index === 0 && settings.obeysRobots) return false;
    text ??= 'User-agent: *\nDisallow: /';
    meta.set(`robots ${host}`, text);
    const read = readRobots(origin, text);
    // The owner's word stands above it; how fast it asks to be read still counts.
    robots.set(host, settings.obeysRobots ? read : { ...read, isAllowed: () => true });
    heedDelay(desk, origin);
  }
  return true;
}

const protocolOf = ({ start, origins }: CrawlSettings, host: string): string => {
  const own = origins.find((origin) => new URL(origin).host === host) ?? start[0] ?? '';
  return own.startsWith('https:') ? 'https' : 'http';
};
