import middy from '@middy/core';
import type { CheckHealth } from '../../adapters/aws/check-health.ts';
import type { ZoneRecords } from '../../adapters/aws/zone-records.ts';
import type { StandingRecord } from '../../app/adopt/standing-record.ts';
import { unreadyChecks } from '../../app/adopt/unready-checks.ts';
import type { Clock } from '../../app/ports.ts';
import { log } from '../middleware/logger.ts';
import { logFailure, standard } from '../middleware/standard.ts';
import { acceptedId, wasAccepted } from './accepted.ts';
import { answerTo, type PutAnswer, type Verdict } from './answer.ts';
import {
  type AwaitProperties,
  type AwaitRequest,
  readAnswerable,
  readRequest,
} from './read-request.ts';
import { standingObstacles } from './standing-obstacles.ts';
import { wordUnready } from './word-unready.ts';

export interface AwaitNeeds {
  readonly clock: Pick<Clock, 'now'>;
  readonly health: (ids: readonly string[]) => Promise<ReadonlyMap<string, CheckHealth>>;
  readonly records: Pick<ZoneRecords, 'at'>;
  readonly put: PutAnswer;
  readonly pause: (ms: number) => Promise<unknown>;
}

/** A new check has data within minutes; an origin that fails for ten is not well. Chosen. */
const PATIENCE_MS = 10 * 60_000;
const BETWEEN_LOOKS_MS = 15_000;

/**
 * The custom resource before the names: it goes on once every check that a name would lean on is
 * healthy and the names are free, and refuses with the reason otherwise. So no first deployment
 * turns anybody, and none overwrites what stands.
 *
 * Whatever happens, CloudFormation is answered: without an answer it waits for its own limit.
 */
export function createHandler(needs: AwaitNeeds) {
  return middy()
    .use(standard('await-checks'))
    .handler(async (event: unknown) => {
      const asker = readAnswerable(event);
      const verdict = await verdictOn(event, asker.PhysicalResourceId ?? 'accepted-none', needs);
      if (verdict.refusal !== undefined) log().warn(verdict.refusal);
      await needs.put(asker.ResponseURL, answerTo(asker, verdict));
    });
}

async function verdictOn(event: unknown, physicalId: string, needs: AwaitNeeds): Promise<Verdict> {
  try {
    return await judge(readRequest(event), physicalId, needs);
  } catch (error) {
    logFailure(error);
    return { physicalId, refusal: `await-checks failed: ${String(error)} Deploy again.` };
  }
}

async function judge(
  request: AwaitRequest,
  physicalId: string,
  needs: AwaitNeeds,
): Promise<Verdict> {
  if (request.RequestType === 'Delete') return { physicalId };
  const wanted = request.ResourceProperties;
  const isUpdate = request.RequestType === 'Update';
  if (isUpdate && wasAccepted(wanted, physicalId)) return { physicalId: acceptedId(wanted) };
  const before = isUpdate ? request.OldResourceProperties.pairs : [];
  const obstacles = standingObstacles(wanted.pairs, before, await recordsOf(wanted, needs));
  if (obstacles.length > 0)
    return {
      physicalId,
      refusal: `Expected names that are free, or at rest. ${sentences(obstacles)}`,
    };
  const unready = await patiently(wanted, needs);
  if (unready.length > 0)
    return {
      physicalId,
      refusal: `Expected every health check to be healthy before names lean on it, ${PATIENCE_MS / 60_000} minutes long. ${sentences(unready)}`,
    };
  return { physicalId: acceptedId(wanted, isUpdate ? physicalId : null) };
}

const sentences = (list: readonly string[]): string => `${list.join('. ')}.`;

async function recordsOf(
  { pairs }: AwaitProperties,
  { records }: AwaitNeeds,
): Promise<readonly StandingRecord[]> {
  const zones = Map.groupBy(pairs, ({ zone }) => zone);
  const found: StandingRecord[] = [];
  for (const [zone, list] of zones)
    found.push(...(await records.at(zone, [...new Set(list.map(({ name }) => name))])));
  return found;
}

/** Look until all is well or patience ends. @returns what was amiss at the last look */
async function patiently(wanted: AwaitProperties, needs: AwaitNeeds): Promise<readonly string[]> {
  const ids = [
    wanted.always,
    ...wanted.checks.flatMap(({ both, origin, hold }) => [both, origin, hold]),
  ];
  const until = needs.clock.now() + PATIENCE_MS;
  for (;;) {
    const unready = await look(wanted, ids, needs);
    if (unready.length === 0 || needs.clock.now() + BETWEEN_LOOKS_MS > until) return unready;
    await needs.pause(BETWEEN_LOOKS_MS);
  }
}

/** CloudWatch that does not answer is one more reason to look again. */
async function look(
  wanted: AwaitProperties,
  ids: readonly string[],
  { health, clock }: AwaitNeeds,
): Promise<readonly string[]> {
  try {
    return unreadyChecks(wanted.checks, wanted.always, await health(ids), clock.now()).map(
      wordUnready,
    );
  } catch (error) {
    logFailure(error);
    return [error instanceof Error ? error.message : String(error)];
  }
}
