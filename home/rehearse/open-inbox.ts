import type { InboxSource } from '../../web/inbox/inbox-source.ts';
import type { ListedMessage } from '../sinks/message-store.ts';
import { openMessageStore } from '../sinks/message-store.ts';
import { openMessage } from '../sinks/open-message.ts';

/** The sinks' messages as the inbox page asks for them, read from the sinks' own store. */
export function openInbox(file: string): InboxSource & { close(): void } {
  const store = openMessageStore(file);
  return {
    list: ({ channel, search, before, limit }) =>
      store
        .list({
          limit,
          ...(channel && { channel }),
          ...(search && { search }),
          ...(before && { before: Number(before) }),
        })
        .map(itemOf),
    get: async (id) => {
      const found = store.get(Number(id));
      if (found === null) return null;
      const opened = await openMessage(found.listed, found.raw);
      const html = opened.html === '' ? null : opened.html;
      return { ...itemOf(found.listed), text: opened.text, from: opened.from, html };
    },
    counts: () => {
      const { mails, sms } = store.counts();
      return { mail: mails, sms };
    },
    close: () => store.close(),
  };
}

/** An SMS is its own subject; a mail's text is parsed on the day somebody opens it. */
const itemOf = ({ id, channel, at, to, subject }: ListedMessage) => ({
  id: String(id),
  channel,
  at,
  to,
  subject: channel === 'mail' ? subject : null,
  text: channel === 'mail' ? '' : subject,
});
