import { systemClock } from '../../adapters/local/clock.ts';
import { createDelegation } from '../../adapters/local/dns-delegation.ts';
import { createProber } from '../../adapters/local/prober.ts';
import { readDeployment } from '../deployment.ts';
import { createHandler } from './handler.ts';

const { config, policy } = readDeployment();
const { resolvers } = config.watch;

export const handler = createHandler({
  prober: createProber({
    clock: systemClock,
    resolvers: resolvers.map((address) => ({ address, port: 53 })),
    ...(resolvers.length > 0 && { delegation: createDelegation() }),
  }),
  clock: systemClock,
  platforms: policy.platforms,
});
