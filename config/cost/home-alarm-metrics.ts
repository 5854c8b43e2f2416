import { FUNCTIONS } from '../aws-functions.ts';
import { queueShapeOf, queuesOf } from '../aws-queues.ts';
import type { Scale } from './scale.ts';

/** Functions of other stacks, or that only a deployment calls: they have no alarm in the home's. */
const ELSEWHERE = new Set([
  'probe',
  'unpack-lessons',
  'build-mirror',
  'publish-mirror',
  'await-checks',
  'check-sending',
]);
/** Where a second SMS gateway tells what became of its messages, and nowhere else. */
const HEARS_GATEWAY = 'hear-gateway';
/** Where `pages.schools` asks for them. */
const WRITES_SCHOOLS = 'publish-schools';
/** Where browsers are told. */
const SENDS_PUSHES = 'send-push';
const TABLES = 4;
/** One alarm on a table adds up two metrics. */
const METRICS_PER_TABLE = 2;
/**
 * Rounds, actions, throttled functions, page, links, bounces, complaints; vantages, mirrors, turns,
 * notices, backlog, tasks, heartbeat; the journal's stream.
 */
const MORE = 15;

/**
 * The metrics that the home's own alarms look at, each of which is billed as an alarm: dead letters of
 * each queue and of what was never delivered, messages that wait, each function's errors, tables. A
 * test holds it to the template.
 */
export function homeAlarmMetrics(
  scale: Pick<Scale, 'hearsGateway' | 'writesSchools' | 'tellsWebhooks' | 'tellsBrowsers'>,
): number {
  const names = queuesOf({ pushes: scale.tellsBrowsers });
  const tables = TABLES + (scale.tellsBrowsers ? 1 : 0);
  const waiting = names.filter((name) => queueShapeOf(name).ageSecMax !== null).length;
  const functions = Object.keys(FUNCTIONS).filter(
    (name) =>
      !ELSEWHERE.has(name) &&
      (scale.tellsBrowsers || name !== SENDS_PUSHES) &&
      (scale.hearsGateway || name !== HEARS_GATEWAY) &&
      (scale.writesSchools || name !== WRITES_SCHOOLS),
  ).length;
  return (
    names.length +
    1 +
    waiting +
    functions +
    tables * METRICS_PER_TABLE +
    MORE +
    (scale.tellsWebhooks ? 1 : 0)
  );
}
