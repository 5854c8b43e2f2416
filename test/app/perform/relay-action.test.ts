// Goal: each action is told to the workers of its kind, and a second telling says that it is one.
// Method: queues that write down what they get.
import { expect, test } from 'vitest';
import { hashOf } from '../../../adapters/local/hash.ts';
import { type QueueName, relayAction, type Send } from '../../../app/perform/relay-action.ts';

function queues() {
  const sent: { readonly queue: QueueName; readonly body: object }[] = [];
  const into =
    (queue: QueueName): Send =>
    async (body) =>
      void sent.push({ queue, body });
  const all = {
    actions: into('actions'),
    plans: into('plans'),
    mail: into('mail'),
    sms: into('sms'),
    pages: into('pages'),
  };
  return { sent, all };
}

const notice = { kind: 'send-notice', key: 'n/send' };

test('a notice is told to the senders of both channels', async () => {
  const { sent, all } = queues();
  await relayAction(all, hashOf, { seq: 7, tries: 0, action: notice });
  expect(sent).toEqual([
    { queue: 'mail', body: { seq: 7, key: 'n/send' } },
    { queue: 'sms', body: { seq: 7, key: 'n/send' } },
  ]);
});

test('told again, it says so: whoever is at it already goes on by itself', async () => {
  const { sent, all } = queues();
  await relayAction(all, hashOf, { seq: 7, tries: 0, action: notice, again: true });
  expect(sent.map(({ body }) => body)).toEqual([
    { seq: 7, key: 'n/send', again: true },
    { seq: 7, key: 'n/send', again: true },
  ]);
});
