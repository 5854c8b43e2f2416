import type { Mail, MailMessage, SendResult, Sms, SmsMessage } from '../../../app/ports.ts';
import type { EpochMs } from '../../../core/units.ts';
import type { Fault, Faults } from './fault.ts';
import type { VirtualTime } from './virtual-time.ts';

/** A message that has reached a mailbox or a telephone. */
export interface Arrived {
  readonly channel: 'mail' | 'sms';
  readonly key: string;
  readonly to: string;
  readonly at: EpochMs;
  readonly text: string;
  /** Of a mail. */
  readonly subject?: string;
  readonly html?: string;
  readonly messageId?: string;
}

/** A provider's later word on a message that it had accepted. */
export type LaterWord = (key: string, kind: 'delivered' | 'bounced' | 'expired') => void;

interface MessengerWorld {
  readonly time: VirtualTime;
  readonly faults: Faults;
  readonly dead: ReadonlySet<string>;
  /** Asked to send, whatever comes of it. */
  readonly onSend: (channel: 'mail' | 'sms', key: string) => void;
  readonly onArrival: (arrived: Arrived) => void;
  readonly later: LaterWord;
}

/** Mails of one call, where the provider has a way. */
const BULK_MOST = 5;

/** A relay or a mail service: it takes what it may, loses answers, and bounces what has no box. */
export function openMail(world: MessengerWorld, bulk: boolean): Mail {
  const { time, faults, dead, onSend, onArrival, later } = world;
  let nth = 0;
  const send = async (message: MailMessage): Promise<SendResult> => {
    nth += 1;
    onSend('mail', message.key);
    if (faults.felt('mail-down')) return { kind: 'deferred', reason: 'connection refused' };
    const refused = refusal(faults, 'mail', nth);
    if (refused !== null) return refused;
    const { key, to, subject, text, html, messageId } = message;
    const bounces = dead.has(to) || bites(faults, 'mail-bounces', nth);
    if (!bounces)
      onArrival({ channel: 'mail', key, to, at: time.now(), text, subject, html, messageId });
    if (bounces) time.at(time.now() + 20_000, () => later(key, 'bounced'));
    else if (nth % 7 === 0) time.at(time.now() + 30_000, () => later(key, 'delivered'));
    return loseAnswer(faults, 'mail', nth) ?? { kind: 'accepted', providerId: `mail-${nth}` };
  };
  if (!bulk) return { send };
  return { send, bulk: { most: BULK_MOST, send: (messages) => Promise.all(messages.map(send)) } };
}

export function openSms({ time, faults, dead, onSend, onArrival, later }: MessengerWorld): Sms {
  let nth = 0;
  return {
    async send({ key, to, text }: SmsMessage) {
      nth += 1;
      onSend('sms', key);
      if (faults.felt('sms-down')) return { kind: 'deferred', reason: '503' };
      const refused = refusal(faults, 'sms', nth);
      if (refused !== null) return refused;
      const fails = dead.has(to) || bites(faults, 'sms-fails-later', nth);
      if (!fails) onArrival({ channel: 'sms', key, to, at: time.now(), text });
      if (fails) time.at(time.now() + 60_000, () => later(key, 'expired'));
      return loseAnswer(faults, 'sms', nth) ?? { kind: 'accepted', providerId: `sms-${nth}` };
    },
  };
}

function refusal(faults: Faults, channel: 'mail' | 'sms', nth: number): SendResult | null {
  if (bites(faults, `${channel}-refuses`, nth))
    return { kind: 'rejected', reason: '550 no such user' };
  const quota = faults.going(`${channel}-quota`);
  if (quota === undefined) return null;
  faults.count(quota);
  return {
    kind: 'deferred',
    reason: 'Daily message quota exceeded',
    ofAccount: true,
    ...(quota.how > 0.5 && { retryAfterMs: 60_000 }),
  };
}

function loseAnswer(faults: Faults, channel: 'mail' | 'sms', nth: number): SendResult | null {
  return bites(faults, `${channel}-answer-lost`, nth)
    ? { kind: 'unknown', reason: 'the connection broke after the message had left' }
    : null;
}

/** A fault that hits one message of 1 to 4. */
function bites(faults: Faults, kind: Fault['kind'], nth: number): boolean {
  const fault = faults.going(kind);
  if (fault === undefined || nth % (1 + Math.floor(fault.how * 4)) !== 0) return false;
  faults.count(fault);
  return true;
}
