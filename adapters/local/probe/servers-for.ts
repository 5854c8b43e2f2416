import { isIPv6 } from 'node:net';
import type { ProbeRequest } from '../../../app/ports.ts';
import { askName, type NameServer } from './ask-name.ts';
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
  const { nameServer, zones, resolvers = [], lookup } = sources;
  const until = performance.now() + timeoutMs;
  const leftMs = (): number => Math.max(1, until - performance.now());
  const askAt = (server: NameServer, what: string, signal: AbortSignal) =>
    askName(server, what, { sourceAddress, timeoutMs: leftMs(), signal });
  /** An alias may lead out of the authority's zones: whoever resolves for people knows on. */
  const askOn = async (what: string, signal: AbortSignal): Promise<readonly string[]> => {
    const [resolver] = resolvers;
    if (resolver === undefined) return askSystem(what, leftMs(), lookup);
    return (await askAt(resolver, what, signal)).addresses;
  };
  const asServer = (role: AskedServer['role'], server: NameServer): AskedServer => ({
    role,
    server: nameOf(server),
    ask: async (signal) => {
      const { addresses, alias } = await askAt(server, name, signal);
      return alias === undefined ? addresses : askOn(alias, signal);
    },
  });
  const isOurs = nameServer !== undefined && (zones === undefined || isWithin(name, zones));
  const bySystem: AskedServer = {
    role: 'resolver',
    server: 'system',
    ask: () => askSystem(name, leftMs(), lookup),
  };
  return [
    ...(isOurs ? [asServer('authority', nameServer)] : []),
    ...resolvers.map((server) => asServer('resolver', server)),
    ...(!isOurs && resolvers.length === 0 ? [bySystem] : []),
  ];
}

const nameOf = ({ address, port }: NameServer): string =>
  isIPv6(address) ? `[${address}]:${port}` : `${address}:${port}`;

const isWithin = (name: string, zones: readonly string[]): boolean =>
  zones.some((zone) => name === zone || name.endsWith(`.${zone}`));
