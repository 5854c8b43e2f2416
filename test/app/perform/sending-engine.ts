import { hashOf } from '../../../adapters/local/hash.ts';
import { type Engine, openEngine } from '../../../app/engine.ts';
import type { Journal } from '../../../app/ports.ts';
import type { SendAction } from '../../../app/notices/send-notice.ts';
import type { PlanSummary } from '../../../core/notice/notice.ts';
import { type EpochMs, epochMs, minutes, seconds } from '../../../core/units.ts';
import { startedAt } from '../../fixtures/journal.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, roundOf } from '../../fixtures/timeline.ts';

const plan: PlanSummary = {
  recipients: 3,
  mails: 2,
  sms: 1,
  smsSegments: 1,
  costEuros: 0.1,
  durationSec: 1,
  unreachable: 0,
};

export const policy = testPolicy(['nord']);

export interface Sending {
  readonly engine: Engine;
  /** The action that a fall led to, and the entry that has it. */
  readonly action: SendAction;
  readonly seq: number;
  /** When the notice's time had come. */
  readonly at: EpochMs;
}

/** Another process's engine over the same journal. */
export const engineOf = (journal: Journal): Promise<Engine> => openEngine(journal, policy, hashOf);

/** A journal in which a platform fell and its notice is to be sent now. */
export async function startSending(journal: Journal): Promise<Sending> {
  const engine = await engineOf(journal);
  const found: { readonly action: SendAction; readonly seq: number }[] = [];
  engine.onEntry(({ seq, actions }) => {
    for (const action of actions) if (action.kind === 'send-notice') found.push({ action, seq });
  });
  await engine.handle(startedAt(BELL));
  await engine.handle(fitMirror('nord', BELL));
  let at: EpochMs = BELL;
  for (let round = 0; round < 3; round += 1) {
    at = epochMs(at + seconds(10));
    await engine.handle(roundOf('nord', at, 'xxx'));
  }
  for (const notice of Object.keys(engine.state().notices))
    await engine.handle({ kind: 'notice-planned', at, notice, plan });
  at = epochMs(at + minutes(2));
  await engine.handle({ kind: 'tick', at });
  const [first] = found;
  if (first === undefined) throw new Error('the fall led to no notice');
  return { engine, at, ...first };
}
