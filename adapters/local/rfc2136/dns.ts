import type { Dns } from '../../../app/ports.ts';
import { PreauError, type Said } from '../../../core/errors.ts';
import {
  type PairPlatform,
  type PairSide,
  pairWeights,
} from '../../../core/shelter/weighted-pair.ts';
import type { PlatformId } from '../../../core/units.ts';
import { type AuthorityServer, askAuthorityServers } from '../dns-ask.ts';
import { createChangeLog } from './change-log.ts';
import { createAuthorityFinder, type HostResolver } from './find-authorities.ts';
import { createPrimary } from './primary.ts';
import { type RecordSet, sameSet, sideSets } from './record-sets.ts';
import { standingSets } from './standing-sets.ts';
import { openTcpLink } from './tcp-link.ts';
import { tryUpdate } from './try-update.ts';
import type { TsigKey } from './tsig.ts';
import { createTurnQueue } from './turn-queue.ts';
import { createZoneLanes } from './zone-lanes.ts';

export interface UpdateDnsOptions {
  readonly platforms: readonly PairPlatform[];
  /** The name server that takes updates, by address. */
  readonly server: AuthorityServer;
  /** Names of the zones that protected names are under. */
  readonly zones: readonly string[];
  readonly key: TsigKey;
  /** A whole number, 0 to 60. */
  readonly ttlSec: number;
  /** @default those that the zone's NS records name, on port 53 */
  readonly authorities?: readonly AuthorityServer[];
  /** Milliseconds since 1970, for signatures. @default the machine's clock */
  readonly now?: () => number;
  /** Finds name servers' addresses. @default the machine's own */
  readonly resolveHost?: HostResolver;
}

/** Why the primary would not take an update: for programs, and in the languages of people. */
export interface UpdateTrial {
  readonly why: string;
  readonly said?: Said | undefined;
}

/** The port, and a trial that changes nothing. */
export interface UpdateDns extends Dns {
  /**
   * Whether the primary would take updates of every name that turns.
   *
   * @returns what it says where it would not, each sentence once; empty when it would
   */
  tryUpdates(): Promise<readonly UpdateTrial[]>;
}

/**
 * The `Dns` port over an owner's own name server: RFC 2136 updates, signed by TSIG.
 *
 * Such a server knows no weights and no health: it answers what stands. So a share is 0 or 1, the
 * whole origin or the whole mirror. Nothing but Préau turns the name there, neither out nor back,
 * and P2 does not hold. A hold is the mirror's records, and its end alone changes nothing; a stay
 * needs nothing at all, since health turns nobody. A change is made at once, or not: it is never
 * pending, and one that somebody undid is not found any more.
 *
 * Its methods throw as the embedded name server's making does, and `argument-invalid` for a part.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2136
 */
export function createUpdateDns(options: UpdateDnsOptions): UpdateDns {
  const { platforms, server, zones, key, ttlSec, now = Date.now } = options;
  const primary = createPrimary(server, key, now);
  const lanes = createZoneLanes(() => openTcpLink(server));
  const queue = createTurnQueue(primary, lanes);
  const changes = createChangeLog();
  const finder = createAuthorityFinder(primary, lanes, options.resolveHost);
  const mirrored = (id: PlatformId) => findPlatform(platforms, id, true);
  const turn = async (platform: PairPlatform, side: PairSide): Promise<void> => {
    const zone = zoneOf(zones, platform.hostname);
    await queue.turn({ platform, zone, side, ttlSec });
  };
  return {
    turnsByHealth: false,
    async tryUpdates() {
      const turning = platforms.filter(({ mirror }) => mirror);
      const tried = await Promise.allSettled(
        turning.map(async (platform) => {
          const zone = zoneOf(zones, platform.hostname);
          await lanes.run(zone, (link) => tryUpdate(primary, link, zone, platform));
        }),
      );
      const told = tried.flatMap((end) => (end.status === 'rejected' ? [trialOf(end.reason)] : []));
      return [...new Map(told.map((one) => [one.why, one])).values()];
    },
    async setHold(id, on) {
      const platform = mirrored(id);
      if (on) await turn(platform, 'mirror');
    },
    async setStay(id) {
      mirrored(id);
    },
    async setShare(id, mirrorShare) {
      const side = sideOf(mirrorShare);
      const platform = mirrored(id);
      await turn(platform, side);
      return changes.add({ platform: id, side });
    },
    async changeState(changeId) {
      const change = changes.find(changeId);
      // Another one has taken its place, in order: it has been made.
      if (change === null) return 'insync';
      const platform = mirrored(change.platform);
      const standing = await lanes.run(zoneOf(zones, platform.hostname), (link) =>
        standingSets(primary, link, platform),
      );
      if (stands(standing, sideSets(platform, change.side))) return 'insync';
      throw undone(changeId, platform);
    },
    async askAuthorities(id, times) {
      const platform = findPlatform(platforms, id, false);
      const servers =
        options.authorities ?? (await finder.serversOf(zoneOf(zones, platform.hostname)));
      return askAuthorityServers(platform, servers, times);
    },
  };
}

const stands = (standing: readonly RecordSet[], wanted: readonly RecordSet[]): boolean =>
  standing.every((set, index) => {
    const want = wanted[index];
    return want !== undefined && sameSet(set, want);
  });

/**
 * A change was made before it had its id, so that it is never pending: somebody has undone it since.
 * Secondaries that lag are no word on it: `askAuthorities` looks at those.
 */
const undone = (changeId: string, { hostname }: PairPlatform): PreauError =>
  new PreauError(
    'not-found',
    `Expected the primary to answer for ${hostname} what change ${changeId} put there, got other records: somebody changed them since. It is made again.`,
  );

const trialOf = (error: unknown): UpdateTrial => ({
  why: error instanceof Error ? error.message : String(error),
  ...(error instanceof PreauError && { said: error.said }),
});

/** @throws PreauError `argument-invalid` */
function sideOf(mirrorShare: number): PairSide {
  // Out of bounds is said as everywhere else.
  pairWeights(mirrorShare);
  if (mirrorShare === 0) return 'origin';
  if (mirrorShare === 1) return 'mirror';
  throw new PreauError(
    'argument-invalid',
    `Expected a mirror share of 0 or 1, got ${mirrorShare}: a plain name server knows no weights and answers what stands to all. Set shelter.originShares to [1], and shed nobody by share.`,
  );
}

function findPlatform(
  platforms: readonly PairPlatform[],
  id: PlatformId,
  needsMirror: boolean,
): PairPlatform {
  const platform = platforms.find((one) => one.id === id && (one.mirror || !needsMirror));
  if (platform) return platform;
  throw new PreauError(
    'not-found',
    `Expected a configured platform${needsMirror ? ' with a mirror' : ''}, got ${id}.`,
  );
}

/** The longest zone that a name is in, its own included. */
function zoneOf(zones: readonly string[], hostname: string): string {
  const [zone] = zones
    .filter((name) => `.${hostname}`.endsWith(`.${name}`))
    .toSorted((one, other) => other.length - one.length);
  if (zone !== undefined) return zone;
  throw new PreauError(
    'not-found',
    `Expected a zone of names.zones over ${hostname}, got none: add its zone.`,
  );
}
