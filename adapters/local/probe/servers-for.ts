import { isIPv6 } from 'node:net';
import type { ProbeRequest } from '../../../app/ports.ts';
import type { Delegation } from '../dns-delegation.ts';
import type { NameServer } from './ask-name.ts';
import { askOn } from './ask-on.ts';
import { askSystem, type Lookup } from './ask-system.ts';
import type { AskedServer } from './resolve-name.ts';

/** Who is asked for addresses. */
export interface NameSources {
  /** The authority of `zones`; absent = the word of resolvers is all there is. */
  readonly nameServer?: NameServer;
  /**
   * The zones that it is the authority of, lower case.
   * @default it is asked for every name
   */
  readonly zones?: readonly string[];
  /**
   * Finds the authority of every other name, which is then asked too. Of its servers two are tried,
   * since one alone may be away. @default that authority is not asked
   */
  readonly delegation?: Delegation;
  /**
   * Resolvers whose word is kept beside the authority's, and used where no authority is known.
   * @default none: the system's own, for names without a known authority
   */
  readonly resolvers?: readonly NameServer[];
  /** The system's resolver. @default Node's `lookup` */
  readonly lookup?: Lookup;
}

/** The servers to ask for a request's name, the authority first. Each answers within `timeoutMs`. */
export function serversFor(
  sources: NameSources,
  { resolve: name, sourceAddress }: Pick<ProbeRequest, 'resolve' | 'sourceAddress'>,
  timeoutMs: number,
): readonly AskedServer[] {
  const { nameServer, zones, delegation, resolvers = [], lookup } = sources;
  const until = performance.now() + timeoutMs;
  const leftMs = (): number => Math.max(1, until - performance.now());
  const ask = askOn(sources, sourceAddress, leftMs);
  const asServer = (role: AskedServer['role'], server: NameServer): AskedServer => ({
    role,
    server: nameOf(server),
    ask: (signal) => ask.at(server, name, signal),
  });
  const byDelegation = (found: Delegation): AskedServer => ({
    role: 'authority',
    server: 'delegation',
    ask: (signal) => ask.byDelegation(found, name, signal),
  });
  const isOurs = nameServer !== undefined && (zones === undefined || isWithin(name, zones));
  const bySystem: AskedServer = {
    role: 'resolver',
    server: 'system',
    ask: async () => ({ addresses: await askSystem(name, leftMs(), lookup) }),
  };
  return [
    ...(isOurs ? [asServer('authority', nameServer)] : []),
    ...(!isOurs && delegation !== undefined ? [byDelegation(delegation)] : []),
    ...resolvers.map((server) => asServer('resolver', server)),
    ...(!isOurs && resolvers.length === 0 ? [bySystem] : []),
  ];
}

const nameOf = ({ address, port }: NameServer): string =>
  isIPv6(address) ? `[${address}]:${port}` : `${address}:${port}`;

const isWithin = (name: string, zones: readonly string[]): boolean =>
  zones.some((zone) => name === zone || name.endsWith(`.${zone}`));
