import { isIPv6 } from 'node:net';
import type { ProbeRequest } from '../../../app/ports.ts';
import type { Delegation } from '../dns-delegation.ts';
import { afterDeadline } from './after-deadline.ts';
import { askName, type NameServer } from './ask-name.ts';
import { askSystem, type Lookup } from './ask-system.ts';
import { ProbeStop } from './probe-stop.ts';
import type { NamedAddresses } from './read-addresses.ts';
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
  const askAt = (server: NameServer, what: string, signal: AbortSignal) =>
    askName(server, what, { sourceAddress, timeoutMs: leftMs(), signal });
  /** An alias may lead out of the authority's zones: whoever resolves for people knows on. */
  const askOn = async (what: string, signal: AbortSignal): Promise<readonly string[]> => {
    const [resolver] = resolvers;
    if (resolver === undefined) return askSystem(what, leftMs(), lookup);
    return (await askAt(resolver, what, signal)).addresses;
  };
  const follow = async (
    { addresses, alias }: NamedAddresses,
    signal: AbortSignal,
  ): Promise<readonly string[]> => (alias === undefined ? addresses : askOn(alias, signal));
  const asServer = (role: AskedServer['role'], server: NameServer): AskedServer => ({
    role,
    server: nameOf(server),
    ask: async (signal) => follow(await askAt(server, name, signal), signal),
  });
  const byDelegation = (found: Delegation): AskedServer => ({
    role: 'authority',
    server: 'delegation',
    ask: async (signal) => {
      const [first, second] = await foundWithin(found, name, leftMs());
      // The second is to be heard before a resolver's word is taken, at half of the stage's time.
      const timeoutMs = leftMs() / 3;
      const options = { sourceAddress, timeoutMs, signal };
      const answer = await askName(first, name, options).catch((error: unknown) => {
        if (second === undefined || signal.aborted) throw error;
        return askAt(second, name, signal);
      });
      return follow(answer, signal);
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
    ...(!isOurs && delegation !== undefined ? [byDelegation(delegation)] : []),
    ...resolvers.map((server) => asServer('resolver', server)),
    ...(!isOurs && resolvers.length === 0 ? [bySystem] : []),
  ];
}

/** Whoever looks for a zone's servers has its own patience; a probe has its own. */
async function foundWithin(
  delegation: Delegation,
  name: string,
  timeoutMs: number,
): Promise<readonly [NameServer, NameServer?]> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const stop = (kind: 'dns-timeout' | 'dns-servfail', detail: string): ProbeStop =>
    new ProbeStop({ stage: 'dns', kind, detail });
  const callOff = afterDeadline(timeoutMs, () =>
    reject(stop('dns-timeout', `${name}: its name servers were not found in time`)),
  );
  try {
    const [first, second] = await Promise.race([delegation.serversOf(name), late]);
    if (first !== undefined) return second === undefined ? [first] : [first, second];
    throw stop('dns-servfail', `${name}: it has no name servers`);
  } catch (error) {
    throw error instanceof ProbeStop ? error : stop('dns-servfail', String(error));
  } finally {
    callOff();
  }
}

const nameOf = ({ address, port }: NameServer): string =>
  isIPv6(address) ? `[${address}]:${port}` : `${address}:${port}`;

const isWithin = (name: string, zones: readonly string[]): boolean =>
  zones.some((zone) => name === zone || name.endsWith(`.${zone}`));
