import { isPending } from '../../../core/notice/delivery-state.ts';
import type { Court, Judge } from './judge.ts';

/**
 * P3: each recipient of a planned notice gets it, or a list names it; nobody gets it twice on one
 * channel. A mail that is sent again after a lost answer is the same message to its mailbox, and only
 * then is one sent again.
 */
export function eachOnce({ world, state, report }: Court): Judge {
  const texts = new Set<string>();
  const mails = new Map<string, string>();
  return {
    onSend: (channel, key) => {
      const row = world.ledger.row(key);
      if (row === undefined) return report('P3', `${key} was sent and never planned`);
      if (row.state !== 'claimed') report('P3', `${key} was sent while it is ${row.state}`);
      if (channel === 'sms' && texts.has(key)) report('P3', `${key} was sent twice by SMS`);
    },
    onArrival: ({ channel, key, to, messageId = '' }) => {
      const row = world.ledger.row(key);
      if (row !== undefined && row.delivery.address !== to) report('P3', `${key} went to another`);
      if (channel === 'sms') texts.add(key);
      const known = mails.get(key);
      if (channel === 'mail' && known !== undefined && known !== messageId)
        report('P3', `${key} is two mails in its mailbox`);
      if (channel === 'mail') mails.set(key, messageId);
    },
    atEnd: () => {
      const { notices } = state();
      for (const { delivery, state: stands } of world.ledger.rows()) {
        const { key, channel, notice } = delivery;
        if (isPending(stands) && notices[notice]?.stage !== 'cancelled')
          report('P3', `${key} of a notice that is ${notices[notice]?.stage} is still ${stands}`);
        const arrived = channel === 'sms' ? texts.has(key) : mails.has(key);
        if (stands === 'accepted' && !arrived && !world.landscape.dead.has(delivery.address))
          report('P3', `${key} is said to be accepted, and is in no box`);
      }
      for (const notice of Object.values(notices)) {
        if (notice.stage !== 'sent' || notice.content.phase === 'correction') continue;
        const told = new Set<string>();
        for (const { delivery } of world.ledger.rows())
          if (delivery.notice === notice.id) for (const one of delivery.recipients) told.add(one);
        for (const one of world.ledger.unreachable())
          if (one.notice === notice.id) told.add(one.recipient);
        if (notice.content.drill) continue;
        for (const { school } of world.landscape.schools)
          if (school.academie === notice.content.platform && !told.has(school.uai))
            report('P3', `${school.uai} is neither told of ${notice.id} nor on a list`);
      }
    },
  };
}
