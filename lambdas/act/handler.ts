import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { type Collect, performCollect } from '../../app/perform/perform-collect.ts';
import { keepUp } from '../../app/perform/keep-up.ts';
import { performPicture, type PictureSettings } from '../../app/perform/perform-picture.ts';
import { performTurn } from '../../app/perform/perform-turn.ts';
import type { Engine } from '../../app/engine.ts';
import type { Ports } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import { readActionMessage } from '../messages.ts';
import { eachRecord } from '../middleware/each-record.ts';
import { standard } from '../middleware/standard.ts';
import { type ActionNeeds, workAction } from '../work-action.ts';

export type ActNeeds = Omit<ActionNeeds, 'perform'> & {
  readonly ports: Pick<Ports, 'dns'>;
  readonly collect: (engine: Engine) => Collect;
  readonly picture: PictureSettings;
};

/** The function behind the queue of actions: it turns DNS, gathers signals, and pictures other names. */
export function createHandler(needs: ActNeeds) {
  const perform: ActionNeeds['perform'] = (engine, signal) => (action) => {
    const ports = { ...needs.ports, clock: keepUp(needs.ports.clock, engine, signal) };
    switch (action.kind) {
      case 'turn-dns':
        return performTurn(ports, engine, action);
      case 'collect-signals':
        return performCollect(ports, engine, needs.collect(engine), action);
      case 'picture-names':
        return performPicture(ports, engine, needs.picture, action, signal);
      default:
        throw new PreauError(
          'request-malformed',
          `Expected a turn, signals or a picture, got ${action.key}.`,
        );
    }
  };
  return middy<SQSEvent, SQSBatchResponse>()
    .use(standard('act'))
    .handler(
      eachRecord(readActionMessage, workAction({ ...needs, perform }), (receiptHandle) =>
        needs.postpone(receiptHandle, 0),
      ),
    );
}
