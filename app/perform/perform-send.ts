import { PreauError } from '../../core/errors.ts';
import { wordedAtLeaving } from '../../core/notice/held-word.ts';
import { alsoFallen } from '../notices/also-fallen.ts';
import { judgeHeldSms } from '../notices/judge-held-sms.ts';
import { type SendAction, sendNotice } from '../notices/send-notice.ts';
import type { SendPorts, SendSettings } from '../notices/send-settings.ts';
import type { DeliverySummary } from '../../core/notice/notice.ts';
import type { Engine } from '../engine.ts';
import type { Unfinished } from './carry-out.ts';

export type PerformSendSettings = Omit<
  SendSettings,
  | 'earlierNotices'
  | 'stillTrue'
  | 'alsoFallen'
  | 'wordedAtLeaving'
  | 'onFirstAccepted'
  | 'onProgress'
> & {
  /** Told as a notice is being sent. @default nobody is */
  readonly onProgress?: (notice: string, summary: DeliverySummary) => void;
};

/**
 * Send a notice on this home's channels, and tell the engine of its first acceptance and its end.
 *
 * Where each channel has a worker of its own, the end is told by whichever finds nothing pending any
 * more in the ledger. A worker settles its own before it looks, so the one that settles last sees
 * it; two may, and the engine takes the second one's word for nothing.
 *
 * @returns that the action stays open, when this worker has nothing to do now and others have, or
 *   when its patience ended
 * @throws PreauError `notice-refused`, retryable, when something is pending that no other worker of
 *   this home could be sending
 */
export async function performSend(
  ports: SendPorts,
  engine: Engine,
  settings: PerformSendSettings,
  action: SendAction,
  signal: AbortSignal,
): Promise<Unfinished | void> {
  const { notice, content } = action;
  const { onProgress, ...sending } = settings;
  const incident = () => engine.state().incidents[content.incident];
  const mayLeave = judgeHeldSms(ports.deliveries);
  const others = alsoFallen(ports.deliveries);
  const { deliveries, resumeAt } = await sendNotice(
    ports,
    {
      ...sending,
      earlierNotices: earlierThan(notice, incident()?.notices ?? []),
      stillTrue: async (held) => {
        await engine.refresh();
        return mayLeave(engine.state(), held);
      },
      // A kindness: an SMS that has its turn is not held up for it.
      alsoFallen: (held) => others(engine.state(), held).catch(() => []),
      wordedAtLeaving: (said, now) => wordedAtLeaving(engine.state(), said, now),
      onFirstAccepted: async (at) => {
        await engine.handle({ kind: 'notice-first-accepted', at, notice });
      },
      ...(onProgress && { onProgress: (summary) => onProgress(notice, summary) }),
    },
    action,
    signal,
  );
  if (signal.aborted) return undefined;
  if (deliveries.pending === 0) {
    const at = ports.clock.now();
    await engine.handle({ kind: 'notice-finished', at, notice, deliveries });
    return undefined;
  }
  const alone = ports.mail !== undefined && ports.sms !== undefined;
  if (alone && resumeAt === null)
    throw new PreauError('notice-refused', `${deliveries.pending} messages wait for later`, {
      retryable: true,
    });
  return { kind: 'unfinished', resumeAt };
}

/** A mail that is late answers none that came after its own: two would answer each other. */
const earlierThan = (notice: string, all: readonly string[]): readonly string[] =>
  all.includes(notice) ? all.slice(0, all.indexOf(notice)) : all;
