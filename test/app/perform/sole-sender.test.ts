// Goal: a ledger that fails for a moment gives no notice up, and leaves no message claimed for good.
// Method: a real ledger in memory that refuses writes on cue, an outbox that writes down what it is
// told, two sends side by side.
import { describe, expect, test } from 'vitest';
import type { Engine } from '../../../app/engine.ts';
import { sendNotice } from '../../../app/notices/send-notice.ts';
import { carryOut, TRIES_MAX } from '../../../app/perform/carry-out.ts';
import { soleSender } from '../../../app/perform/sole-sender.ts';
import type { Deliveries, Outbox } from '../../../app/ports.ts';
import { PreauError } from '../../../core/errors.ts';
import type { Event } from '../../../core/incident/event.ts';
import { action, delivery, never, NOTICE, settings, stage } from '../notices/stage.ts';

const locked = () => new PreauError('store-unavailable', 'locked', { retryable: true });

describe('a ledger that fails while a notice is sent', () => {
  const open = async () => {
    const { ports, deliveries, clock, mails } = stage();
    await deliveries.plan(['a', 'b', 'c'].map((name) => delivery('mail', `${name}@x.example`)));
    const fails = { now: true };
    const ledger: Deliveries = {
      ...deliveries,
      settle: (...given) => (fails.now ? Promise.reject(locked()) : deliveries.settle(...given)),
    };
    const events: Event[] = [];
    const failures: unknown[] = [];
    const box: string[] = [];
    const engine = {
      head: () => ({ seq: 1 }),
      handle: async (event: Event) => void events.push(event),
    };
    const outbox = {
      done: async () => void box.push('done'),
      retryAt: async () => void box.push('later'),
    };
    const send = soleSender(ledger, (error) => failures.push(error));
    const perform = (tries: number) =>
      carryOut(
        { outbox: outbox as unknown as Outbox, clock },
        engine as unknown as Engine,
        (_, signal) =>
          send(
            async () =>
              void (await sendNotice({ ...ports, deliveries: ledger }, settings, action, signal)),
          ),
        { action, seq: 1, tries },
        never,
      );
    return { perform, fails, events, failures, box, deliveries, mails };
  };

  test('gives it up never, and whoever was left claimed is sent to by the next try', async () => {
    const { perform, fails, events, failures, box, deliveries, mails } = await open();
    await perform(0);
    expect((await deliveries.counts(NOTICE)).claimed).toBe(3);
    await perform(TRIES_MAX - 1);
    fails.now = false;
    await perform(TRIES_MAX);
    expect(await deliveries.counts(NOTICE)).toMatchObject({ accepted: 3, claimed: 0, planned: 0 });
    expect(failures).toEqual([locked(), locked()]);
    expect([events, box]).toEqual([[], ['later', 'later', 'done']]);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(3);
  });
});

describe('what a failed send left claimed', () => {
  test('waits until no other send is under way', async () => {
    let recovered = 0;
    const send = soleSender(
      {
        recover: async () => {
          recovered += 1;
          return { mailsAgain: 0, smsUnknown: 0 };
        },
      },
      () => undefined,
    );
    let end = (): void => undefined;
    const long = send(() => new Promise<void>((resolve) => (end = resolve)));
    await expect(send(() => Promise.reject(locked()))).rejects.toThrow('locked');
    await send(async () => undefined);
    expect(recovered).toBe(0);
    end();
    await long;
    await send(async () => undefined);
    await send(async () => undefined);
    expect(recovered).toBe(1);
  });

  test('is recovered by the try after one that could not', async () => {
    const answers = [locked(), null];
    const send = soleSender(
      {
        recover: async () => {
          const answer = answers.shift();
          if (answer) throw answer;
          return { mailsAgain: 0, smsUnknown: 0 };
        },
      },
      () => undefined,
    );
    const fail = send(() => Promise.reject(locked()));
    await expect(fail).rejects.toThrow('locked');
    await expect(send(async () => 'sent')).rejects.toThrow('locked');
    expect(await send(async () => 'sent')).toBe('sent');
    expect(answers).toEqual([]);
  });
});
