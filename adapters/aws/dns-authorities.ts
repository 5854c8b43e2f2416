import type { Dns } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import type { PairPlatform } from '../../core/shelter/weighted-pair.ts';
import { type AuthorityServer, askAuthorityServers } from '../local/dns-ask.ts';
import { createDelegation, type Delegation } from '../local/dns-delegation.ts';

export interface AuthoritiesOptions {
  readonly platforms: readonly PairPlatform[];
  /** @default those that DNS tells, on port 53 */
  readonly authorities?: readonly AuthorityServer[];
  readonly delegation?: Delegation;
}

/** The part of the `Dns` port that only asks: it needs no client and no permission. */
export function createAuthorities(options: AuthoritiesOptions): Pick<Dns, 'askAuthorities'> {
  const { platforms, authorities, delegation = createDelegation() } = options;
  return {
    askAuthorities: async (id, times) => {
      const platform = platforms.find((one) => one.id === id);
      if (!platform) throw new PreauError('not-found', `Expected a platform, got ${id}.`);
      const servers = authorities ?? (await delegation.serversOf(platform.hostname));
      return askAuthorityServers(platform, servers, times);
    },
  };
}
