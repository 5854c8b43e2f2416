import type { InboxItem, InboxSource } from '../../web/inbox/inbox-source.ts';
import type { ListedMessage } from './message-store.ts';
import type { Sinks } from './start-sinks.ts';

/** The inbox page's view of the sinks. */
export function inboxOf(sinks: Sinks): InboxSource {
  return {
    list: ({ channel, search, before, limit }) =>
      sinks
        .listMessages({
          limit,
          ...(channel === undefined ? {} : { channel }),
          ...(search === undefined ? {} : { search }),
          ...(before === undefined ? {} : { before: Number(before) || 0 }),
        })
        .map(itemOf),
    get: async (id) => {
      const message = await sinks.getMessage(Number(id) || 0);
      if (message === null) return null;
      const { from, text, html } = message;
      return { ...itemOf(message), from, text, html: html === '' ? null : html };
    },
    counts: () => {
      const { mails, sms } = sinks.counts();
      return { mail: mails, sms };
    },
  };
}

function itemOf({ id, channel, at, to, subject }: ListedMessage): InboxItem {
  const sms = channel === 'sms';
  return {
    id: String(id),
    channel,
    at,
    to,
    subject: sms ? null : subject,
    text: sms ? subject : '',
  };
}
