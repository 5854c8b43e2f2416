import { healthChecksOf, MIRRORED_MAX } from '../aws-health-checks.ts';
import type { Rule } from './rule.ts';

/** All health checks fit the account's quota, and the stack that makes them. */
export const checksCounted: Rule = ({ aws: { healthChecks: quota }, platforms, given }) => {
  if (!given(['aws'])) return [];
  const mirrored = platforms.filter(({ mirror }) => mirror !== undefined).length;
  if (mirrored > MIRRORED_MAX) {
    const values = { most: MIRRORED_MAX };
    return [{ code: 'platforms-above-stack', path: ['platforms'], values, got: `${mirrored}` }];
  }
  const needed = healthChecksOf(platforms);
  if (quota === undefined || needed <= quota) return [];
  const path = ['aws', 'healthChecks'];
  return [{ code: 'checks-above-quota', path, values: { needed, mirrored }, got: `${quota}` }];
};
