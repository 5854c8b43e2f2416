import { systemClock } from '../../adapters/local/clock.ts';
import { resolversOf } from '../../adapters/local/probe/resolvers-of.ts';
import { createProber } from '../../adapters/local/prober.ts';
import { isPublicAddress } from '../../adapters/local/public-address.ts';
import { readDeployment } from '../deployment.ts';
import { createHandler } from './handler.ts';

const { config, policy } = readDeployment();

export const handler = createHandler({
  prober: createProber({
    clock: systemClock,
    // A function stands in no network of anybody's: what a name leads to inside one is not the platform.
    mayConnect: isPublicAddress,
    ...resolversOf(config.watch.resolvers),
  }),
  clock: systemClock,
  platforms: policy.platforms,
});
