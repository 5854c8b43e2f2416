import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Engine } from '../../app/engine.ts';
import { type Conductor, conductRound, spreadMinute } from '../../app/watch/conduct-round.ts';
import { healthCheckWord } from '../../app/watch/health-check-word.ts';
import { eachRecord } from '../middleware/each-record.ts';
import { log } from '../middleware/logger.ts';
import { measure } from '../middleware/metrics.ts';
import { standard } from '../middleware/standard.ts';
import { type Call, readCall } from './read-message.ts';

export type ObserveNeeds = Omit<Conductor, 'engine'> & {
  readonly openEngine: () => Promise<Engine>;
};

/**
 * The function behind the queue of rounds. A minute is spread into its rounds, and the one that is
 * due is conducted; an alarm decides nothing, it is kept as evidence and makes us look at once.
 */
export function createHandler(needs: ObserveNeeds) {
  const { ports, policy } = needs;

  const round = async (...call: Parameters<typeof conductRound>): Promise<void> => {
    const outcome = await conductRound(...call);
    measure(OUTCOMES[outcome], 1);
    if (outcome !== 'done') log().info(`round ${outcome}`, { due: call[1] });
  };
  const observe = async (call: Call, holder: string): Promise<void> => {
    const conductor = { ...needs, engine: await needs.openEngine() };
    switch (call.kind) {
      case 'round':
        return round(conductor, call.due, holder);
      case 'minute': {
        const due = await spreadMinute(conductor, call.due);
        return due === null ? undefined : round(conductor, due, holder);
      }
      case 'alarm': {
        const { word } = call;
        if (word === null || !policy.platforms.some(({ id }) => id === word.platform)) return;
        await ports.observations.add([healthCheckWord(word)]);
        return round(conductor, ports.clock.now(), holder, word.platform);
      }
    }
  };
  return middy<SQSEvent, SQSBatchResponse>()
    .use(standard('observe'))
    .handler(eachRecord(readCall, (call, { record }) => observe(call, record.messageId)));
}

const OUTCOMES = { done: 'RoundsDone', late: 'RoundsLate', taken: 'RoundsTaken' } as const;
