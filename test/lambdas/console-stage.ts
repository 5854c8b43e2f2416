import { join } from 'node:path';
import { createDynamoDeliveries } from '../../adapters/aws/dynamo-deliveries.ts';
import { createDynamoJournal } from '../../adapters/aws/dynamo-journal.ts';
import { createDynamoRounds } from '../../adapters/aws/dynamo-rounds.ts';
import type { Engine } from '../../app/engine.ts';
import type { Deliveries, Journal } from '../../app/ports.ts';
import { turnRecord } from '../../app/views/turn-record.ts';
import { DELIVERIES_TABLE, JOURNAL_TABLE, SCRATCH_TABLE } from '../../config/aws-tables.ts';
import { readConfig } from '../../config/read-config.ts';
import { type EpochMs, epochMs } from '../../core/units.ts';
import { type ConsoleNeeds, createHandler } from '../../lambdas/console/handler.ts';
import { ledgerReader } from '../../lambdas/console/read-ledger.ts';
import { chartFolder, SCRIPTS } from '../../lambdas/console/script-folder.ts';
import { engineOver } from '../../lambdas/open-engine.ts';
import { consoleScripts } from '../../web/console/console-scripts.ts';
import { speaker } from '../../app/views/speaker.ts';
import { readWords } from '../../web/words.ts';
import { aConfig } from '../config/a-config.ts';
import type { DynamoEndpoint } from '../contract/dynamo-endpoint.ts';
import { testPolicy } from '../fixtures/policy.ts';
import { BELL, fitMirror, roundOf } from '../fixtures/timeline.ts';
import { nowExtras } from '../web/fixtures/faces.ts';

const CLIENT = join(import.meta.dirname, '..', '..', 'web', 'console', 'client');

/** A home on AWS in which one platform has just fallen, and its first notice waits. */
export interface FallenHome {
  readonly handler: ReturnType<typeof createHandler>;
  readonly journal: Journal;
  readonly deliveries: Deliveries;
  readonly engine: Engine;
  readonly notice: string;
  readonly now: EpochMs;
  /** From now on it is so late. */
  readonly setNow: (at: EpochMs) => void;
}

export async function fallenHome(
  endpoint: DynamoEndpoint,
  needs: Pick<ConsoleNeeds, 'audience' | 'login'> & Partial<ConsoleNeeds>,
): Promise<FallenHome> {
  const policy = testPolicy();
  const { client } = endpoint;
  const journal = createDynamoJournal({ client, table: await endpoint.makeTable(JOURNAL_TABLE) });
  const deliveries = createDynamoDeliveries({
    client,
    table: await endpoint.makeTable(DELIVERIES_TABLE),
  });
  const rounds = createDynamoRounds({ client, table: await endpoint.makeTable(SCRATCH_TABLE) });
  const { take, turns } = turnRecord();
  const openEngine = engineOver(journal, policy, take);
  const engine = await openEngine();
  const at = (sec: number) => epochMs(BELL + sec * 1_000);
  await engine.handle(fitMirror('nord', at(0)));
  for (const sec of [10, 20, 30]) await engine.handle(roundOf('nord', at(sec), 'xxx'));
  const [notice = ''] = Object.keys(engine.state().notices);
  await engine.handle({ kind: 'notice-planned', at: at(31), notice, plan: PLAN });
  await rounds.end(at(40));
  let now = at(41);
  const clock = { now: () => now };
  const read = readConfig(aConfig(), { language: 'fr' });
  if (read.kind !== 'read') throw new Error('the least configuration is right');
  const handler = createHandler({
    openEngine,
    turns,
    rounds,
    ledger: ledgerReader(deliveries, clock, readWords('fr'), (error) => {
      throw error;
    }),
    clock,
    render: nowExtras().render,
    deployment: {
      config: read.config,
      policy,
      words: readWords('fr'),
      speak: speaker('fr', readWords),
    },
    sources: {},
    scripts: consoleScripts(CLIENT, SCRIPTS, chartFolder()),
    ...needs,
  });
  const setNow = (later: EpochMs) => {
    now = later;
  };
  return { handler, journal, deliveries, engine, notice, now: at(41), setNow };
}

const PLAN = {
  recipients: 1_204,
  mails: 1_188,
  sms: 96,
  smsSegments: 96,
  costEuros: 5.28,
  durationSec: 42,
  unreachable: 3,
};
