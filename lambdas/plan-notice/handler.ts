import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { PlanPorts, PlanSettings } from '../../app/notices/plan-notice.ts';
import { performEscalate } from '../../app/perform/perform-escalate.ts';
import { performPlan } from '../../app/perform/perform-plan.ts';
import { PreauError } from '../../core/errors.ts';
import { waitsForPlan } from '../../core/notice/plan-in-turn.ts';
import { type PlanMessage, readPlanMessage } from '../messages.ts';
import { eachRecord, type RecordContext } from '../middleware/each-record.ts';
import { standard } from '../middleware/standard.ts';
import { type ActionNeeds, workAction } from '../work-action.ts';
import { workCameBack } from './work-came-back.ts';

export type PlanNeeds = Omit<ActionNeeds, 'perform'> & {
  readonly ports: PlanPorts;
  readonly settings: PlanSettings;
};

/**
 * The function behind the queue of plans: it writes down what each recipient is owed, who is to be
 * asked again, and sees to schools whose mails came back.
 */
export function createHandler(needs: PlanNeeds) {
  const perform: ActionNeeds['perform'] = (engine) => (action) => {
    if (action.kind === 'plan-notice') {
      const now = needs.ports.clock.now();
      // Two workers may have two plans; see laneOf() for one machine.
      if (waitsForPlan(engine.state().notices, action.notice, now))
        return Promise.resolve({ kind: 'unfinished', resumeAt: null });
      return performPlan(needs.ports, engine, needs.settings, action);
    }
    if (action.kind === 'escalate-notice')
      return performEscalate(needs.ports, engine, needs.settings, action);
    throw new PreauError('request-malformed', `Expected a plan, got ${action.key}.`);
  };
  const carryOut = workAction({ ...needs, perform });
  const seeTo = workCameBack(needs);
  const work = (message: PlanMessage, context: RecordContext) =>
    'cameBack' in message ? seeTo(message, context) : carryOut(message, context);
  return middy<SQSEvent, SQSBatchResponse>()
    .use(standard('plan-notice'))
    .handler(
      eachRecord(readPlanMessage, work, (receiptHandle) => needs.postpone(receiptHandle, 0)),
    );
}
