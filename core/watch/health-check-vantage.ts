import type { Vantage } from '../platform.ts';
import { vantageId } from '../units.ts';

/** Route 53's own checkers as one vantage of a home on AWS: they look anyway, and names turn by them. */
export const healthCheckVantage: Vantage = {
  id: vantageId('route-53'),
  name: 'Route 53',
  controls: [],
  by: 'health-check',
};
