import { systemClock } from '../../adapters/local/clock.ts';
import { createProber } from '../../adapters/local/prober.ts';
import { readDeployment } from '../deployment.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  prober: createProber({ clock: systemClock }),
  clock: systemClock,
  platforms: readDeployment().policy.platforms,
});
