import type { HealthName } from '../../config/health-lines.ts';
import type { HealthFacts } from './health-facts.ts';
import type { HealthPicture } from './health-picture.ts';
import { judgeHealth } from './judge-health.ts';

const NOTHING_KNOWN: HealthFacts['state'] = { platforms: {}, notices: {}, tasks: {} };
const WITHOUT_STATE: ReadonlySet<HealthName> = new Set([
  'rounds',
  'journal',
  'outbox',
  'backlog',
  'webhooks',
  'webhook-calls',
  'dead-letters',
]);

/** Of a home whose journal could not be read: what was taken without it is told, of the rest nothing is made up. */
export function judgeWithoutState(
  facts: Omit<HealthFacts, 'state' | 'mirrored' | 'vantages'>,
): HealthPicture {
  const picture = judgeHealth({ ...facts, state: NOTHING_KNOWN, mirrored: [], vantages: 0 });
  return { ...picture, lines: picture.lines.filter(({ name }) => WITHOUT_STATE.has(name)) };
}
