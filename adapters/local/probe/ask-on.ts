import type { Delegation } from '../dns-delegation.ts';
import { askName, type NameServer } from './ask-name.ts';
import { askSystem } from './ask-system.ts';
import { foundWithin } from './found-within.ts';
import { type HeardAddresses, heardAddresses } from './heard-addresses.ts';
import { ProbeStop } from './probe-stop.ts';
import type { NamedAddresses } from './read-addresses.ts';
import type { NameSources } from './servers-for.ts';

/** Asks for a name at one place, and goes on from there through aliases to addresses. */
export interface NameAsker {
  /** @throws ProbeStop with the stage `dns` */
  readonly at: (server: NameServer, name: string, signal: AbortSignal) => Promise<HeardAddresses>;
  /** At the name's own servers, of which two are tried. @throws ProbeStop with the stage `dns` */
  readonly byDelegation: (
    found: Delegation,
    name: string,
    signal: AbortSignal,
  ) => Promise<HeardAddresses>;
}

/**
 * The part of what is left of the stage's time in which other resolvers may join the first. Chosen: so
 * that the authority's word, of which an alias is one, is there before half of that time has passed.
 */
const OTHERS_PART = 6;
/** Zones that an alias of an alias is followed through: as many as some CDN chains have. Chosen. */
const ALIASES_MAX = 4;

/**
 * Follow a name to its addresses.
 *
 * An alias may lead out of the authority's zones. It is asked for at its target's own servers where
 * those are looked for, and else by whoever resolves for people, all of them: a resolver that is sick, or
 * lies, is no word on an origin.
 *
 * @param leftMs what is left of the stage's time
 */
export function askOn(
  { delegation, resolvers = [], lookup }: NameSources,
  sourceAddress: string | undefined,
  leftMs: () => number,
): NameAsker {
  const askAt = (server: NameServer, name: string, signal: AbortSignal) =>
    askName(server, name, { sourceAddress, timeoutMs: leftMs(), signal });
  /** All at once, and the system beside a single one, which may be sick or lie. */
  const askResolvers = (name: string, signal: AbortSignal): Promise<HeardAddresses> =>
    heardAddresses(
      [
        ...resolvers.map(async (server) => {
          const { addresses } = await askAt(server, name, signal);
          if (addresses.length > 0) return { addresses };
          throw new ProbeStop({
            stage: 'dns',
            kind: 'dns-nxdomain',
            detail: `${name}: no address`,
          });
        }),
        ...(resolvers.length < 2
          ? [askSystem(name, leftMs(), lookup).then((addresses) => ({ addresses }))]
          : []),
      ],
      leftMs() / OTHERS_PART,
    );
  const follow = async (
    { addresses, alias }: NamedAddresses,
    steps: number,
    signal: AbortSignal,
  ): Promise<HeardAddresses> => {
    if (alias === undefined) return { addresses };
    if (delegation === undefined || steps >= ALIASES_MAX) return askResolvers(alias, signal);
    return askDelegated(delegation, alias, steps + 1, signal).catch((error: unknown) => {
      if (signal.aborted) throw error;
      return askResolvers(alias, signal);
    });
  };
  const askDelegated = async (
    found: Delegation,
    name: string,
    steps: number,
    signal: AbortSignal,
  ): Promise<HeardAddresses> => {
    const [first, second] = await foundWithin(found, name, leftMs());
    // The second is to be heard before a resolver's word is taken, at half of the stage's time.
    const options = { sourceAddress, timeoutMs: leftMs() / 3, signal };
    const answer = await askName(first, name, options).catch((error: unknown) => {
      if (second === undefined || signal.aborted) throw error;
      return askAt(second, name, signal);
    });
    return follow(answer, steps, signal);
  };
  return {
    at: async (server, name, signal) => follow(await askAt(server, name, signal), 0, signal),
    byDelegation: (found, name, signal) => askDelegated(found, name, 0, signal),
  };
}
