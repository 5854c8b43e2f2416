import { systemClock } from '../../adapters/local/clock.ts';
import { createProber } from '../../adapters/local/prober.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(createProber({ clock: systemClock }));
