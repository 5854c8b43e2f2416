import { systemClock } from '../../adapters/local/clock.ts';
import { createProber } from '../../adapters/local/prober.ts';
import { readDeployment } from '../deployment.ts';
import { createHandler } from './handler.ts';

const { config, policy } = readDeployment();

export const handler = createHandler({
  prober: createProber({
    clock: systemClock,
    resolvers: config.watch.resolvers.map((address) => ({ address, port: 53 })),
  }),
  clock: systemClock,
  platforms: policy.platforms,
});
