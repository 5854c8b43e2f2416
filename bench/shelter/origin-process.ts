import { inChild } from '../../home/rehearse/in-child.ts';
import { seededRandom } from '../../home/stage/seeded-random.ts';
import type { OriginSpec, OriginTold } from './behaviour.ts';
import { startOriginHost } from './origin-host.ts';

// The one origin program of the bench `shelter`, for the peers and for Préau alike: one process
// with one origin or with hundreds, which can be killed, stopped and told how to behave.

inChild<OriginSpec>(async (spec, tell) => {
  const hosts = await Promise.all(
    spec.addresses.map(async (address) => {
      const random = seededRandom(spec.seed, address);
      const host = await startOriginHost(address, spec, random, (isUp) =>
        tell({ kind: 'turned', address, isUp, atMs: Date.now() }),
      );
      return [address, host] as const;
    }),
  );
  const byAddress = new Map(hosts);
  return {
    stop: async () => {
      await Promise.all([...byAddress.values()].map((host) => host.stop()));
    },
    hear: (message) => {
      const { address, behaviour } = message as OriginTold;
      byAddress.get(address)?.behave(behaviour).catch(console.error);
    },
  };
});
