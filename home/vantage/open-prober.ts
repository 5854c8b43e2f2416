import type { HostGuard } from '../../adapters/local/loopback-guard.ts';
import { mayBeNamed } from '../../adapters/local/never-reached.ts';
import type { NameServer } from '../../adapters/local/probe/ask-name.ts';
import { resolversOf } from '../../adapters/local/probe/resolvers-of.ts';
import { createProber } from '../../adapters/local/prober.ts';
import { createRemoteProber } from '../../adapters/local/remote-prober.ts';
import type { Clock, Prober } from '../../app/ports.ts';
import type { HomeSpec } from '../home-spec.ts';
import { agentsOf } from './agents-of.ts';

/**
 * The prober of a one-machine home: this machine looks for every vantage that has no agent.
 *
 * In a rehearsal every name is its own name server's, and no resolver is asked, whatever the
 * configuration names: nothing may leave the machine.
 *
 * @param nameServer this home's own
 * @throws PreauError `file-unreadable` for the key of an agent that cannot be used
 */
export function openProber(
  { config, rehearsal, caPem }: HomeSpec,
  clock: Clock,
  nameServer: NameServer,
  guard: HostGuard,
): Prober {
  const here = createProber({
    clock,
    nameServer,
    mayConnect: mayBeNamed,
    ...(rehearsal === null && {
      zones: config.names.zones.map(({ name }) => name),
      ...resolversOf(config.watch.resolvers),
    }),
    ...(caPem !== null && { ca: caPem }),
  });
  const agents = agentsOf(config.vantages, { guard, trusted: caPem });
  return agents.size === 0 ? here : createRemoteProber({ agents, others: here, clock });
}
