// Goal: what only the ledger in DynamoDB must keep: leases, ends of personal data, resumed plans,
// answers lost on the way, errors by their code. Method: dynalite, and a client that fails on cue.
import { PutItemCommand, ScanCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoDeliveries } from '../../../adapters/aws/dynamo-deliveries.ts';
import { DELIVERIES_TABLE } from '../../../config/aws-tables.ts';
import type { Delivery } from '../../../core/notice/delivery.ts';
import { durationMs, epochMs } from '../../../core/units.ts';
import { type DynamoEndpoint, startDynamoEndpoint } from '../../contract/dynamo-endpoint.ts';

const NOTICE = 'p-1/outage/1';
const at = epochMs;
const one = (name: string, channel: Delivery['channel'] = 'sms'): Delivery => ({
  key: `${NOTICE}/${channel}/${name}`,
  notice: NOTICE,
  channel,
  address: `+3363998${name}`,
  recipients: ['0311131L'],
  language: 'fr',
  priority: 10,
});

describe('the ledger of deliveries in DynamoDB', () => {
  let emulator: DynamoEndpoint;
  let now = 0;
  beforeAll(async () => {
    emulator = await startDynamoEndpoint();
  });
  afterAll(() => emulator.stop());
  const make = async (leaseMs = 100) => {
    const table = await emulator.makeTable(DELIVERIES_TABLE);
    const { client } = emulator;
    const clock = { now: () => at(now) };
    const ledger = createDynamoDeliveries({
      client,
      table,
      clock,
      leaseMs: durationMs(leaseMs),
      keepDays: 10,
    });
    return { ledger, client, table };
  };

  it('leaves alone what a living sender may still be sending, and recovers it when the lease is out', async () => {
    const { ledger } = await make(100);
    await ledger.plan([one('1'), one('2', 'mail')]);
    now = 1_000;
    await ledger.take(NOTICE, 9, at(now));
    now = 1_099;
    expect(await ledger.recover()).toEqual({ mailsAgain: 0, smsUnknown: 0 });
    now = 1_100;
    expect(await ledger.recover()).toEqual({ mailsAgain: 1, smsUnknown: 1 });
    await ledger.settle(one('1').key, 'accepted', 'too late', at(now));
    await ledger.putBack(one('1').key, at(now), 'too late');
    expect(await ledger.counts(NOTICE)).toMatchObject({ planned: 1, unknown: 1, accepted: 0 });
  });

  it('gives all of a notice a time to live, and silence none', async () => {
    const { ledger, client, table } = await make();
    now = 5_000;
    await ledger.plan([one('1')]);
    const why = 'no-contact';
    const missing = { key: `${NOTICE}/none/X`, notice: NOTICE, recipient: 'X', name: 'École', why };
    await ledger.noteUnreachable([{ ...missing, why }]);
    await ledger.take(NOTICE, 1, at(now));
    await ledger.settle(one('1').key, 'accepted', 'id', at(now));
    await ledger.optOut(one('1').key, at(now));
    const { Items = [] } = await client.send(new ScanCommand({ TableName: table }));
    const ends = Items.flatMap((item) => item[DELIVERIES_TABLE.timeToLive]?.N ?? []);
    expect(ends).toEqual(['864005', '864005']);
    expect(Items).toHaveLength(3);
    const silent = Items.find((item) => item['home']?.S === 'opted-out');
    expect(silent?.['name']?.S).toBe('+33639981');
    expect(silent).not.toHaveProperty('expires');
  });

  it('finishes a plan that was cut short, and tells of the cut', async () => {
    const { ledger, client } = await make();
    const plan = Array.from({ length: 60 }, (_, n) => one(String(n)));
    const heal = failOn(client, (input, nth) => input instanceof PutItemCommand && nth >= 20);
    await expect(ledger.plan(plan)).rejects.toMatchObject({
      code: 'store-unavailable',
      retryable: true,
    });
    heal();
    const { planned } = await ledger.counts(NOTICE);
    expect(planned).toBeLessThan(60);
    await ledger.plan(plan);
    expect(await ledger.counts(NOTICE)).toMatchObject({ planned: 60 });
    const order = (await ledger.take(NOTICE, 99, at(0))).map(({ key }) => key);
    expect(new Set(order).size).toBe(60);
  });

  it('gives back what it marked before a failure: it is its taker’s to send', async () => {
    const { ledger, client } = await make();
    await ledger.plan(Array.from({ length: 40 }, (_, n) => one(String(n))));
    const heal = failOn(client, (input, nth) => input instanceof UpdateItemCommand && nth >= 5);
    const taken = await ledger.take(NOTICE, 40, at(0));
    expect(taken.length).toBeGreaterThan(0);
    expect(taken.length).toBeLessThan(40);
    await expect(ledger.take(NOTICE, 40, at(0))).rejects.toMatchObject({
      code: 'store-unavailable',
    });
    heal();
    expect(await ledger.counts(NOTICE)).toMatchObject({
      claimed: taken.length,
      planned: 40 - taken.length,
    });
  });

  it('plans once when the answer was lost on the wire', async () => {
    const { ledger } = await make();
    emulator.failNext({ kind: 'lose-answer' });
    await ledger.plan([one('1')]);
    expect(await ledger.counts(NOTICE)).toMatchObject({ planned: 1 });
  });

  it('takes and settles in few requests, whatever the length of the notice', async () => {
    const { ledger } = await make();
    await ledger.plan([one('1'), one('2'), one('3', 'mail')]);
    emulator.takeRequests();
    await ledger.take(NOTICE, 2, at(0), 'sms');
    expect(tally(emulator.takeRequests())).toEqual({ Query: 9, UpdateItem: 2 });
    await ledger.settle(one('1').key, 'accepted', 'id', at(1));
    expect(tally(emulator.takeRequests())).toEqual({ GetItem: 1, PutItem: 1 });
    await ledger.nextAt(NOTICE, 'sms');
    expect(tally(emulator.takeRequests())).toEqual({ Query: 4 });
  });

  it('knows its own mark again when the answer was lost and the client asked twice', async () => {
    const { ledger, client } = await make();
    await ledger.plan([one('1')]);
    const heal = answerLost(client, UpdateItemCommand);
    expect(await ledger.take(NOTICE, 1, at(0))).toHaveLength(1);
    heal();
    expect(await ledger.counts(NOTICE)).toMatchObject({ claimed: 1 });
  });

  it('settles once when the answer was lost and the client asked twice', async () => {
    const { ledger, client } = await make();
    await ledger.plan([one('1')]);
    await ledger.take(NOTICE, 1, at(0));
    const heal = answerLost(client, PutItemCommand);
    await ledger.settle(one('1').key, 'accepted', 'id', at(1));
    heal();
    expect(await ledger.counts(NOTICE)).toMatchObject({ accepted: 1, claimed: 0 });
  });

  it('writes down every outcome of a call, though a write among them fails', async () => {
    const { ledger, client } = await make();
    const all = Array.from({ length: 20 }, (_, n) => one(String(10 + n), 'mail'));
    await ledger.plan(all);
    await ledger.take(NOTICE, 20, at(0));
    const heal = failOn(client, (command, nth) => command instanceof PutItemCommand && nth === 0);
    const settlements = all.map(
      ({ key }) => ({ key, state: 'accepted', detail: 'id', at: at(1) }) as const,
    );
    await expect(ledger.settleMany(settlements)).rejects.toMatchObject({ retryable: true });
    heal();
    expect(await ledger.counts(NOTICE)).toMatchObject({ accepted: 19, claimed: 1 });
  });

  it('reads the five words of the version before as the eight of this one', async () => {
    const { ledger, client, table } = await make();
    await ledger.plan(['1', '2', '3'].map((name) => one(name)));
    const { Items = [] } = await client.send(new ScanCommand({ TableName: table }));
    const old = { '1': 'sending', '2': 'rejected', '3': 'accepted' } as const;
    for (const item of Items) {
      const name = item['name']?.S ?? '';
      const word = name === '1' || name === '2' || name === '3' ? old[name] : '';
      const leased =
        word === 'sending' ? { leasedUntil: { N: '5' }, leaseHome: { S: 'sending/1' } } : {};
      const told = word === 'accepted' ? { receipt: { S: 'bounced' }, settledAt: { N: '7' } } : {};
      const stage = { S: `${word}/000000000000005` };
      const Item = { ...item, ...leased, ...told, state: { S: word }, stage };
      await client.send(new PutItemCommand({ TableName: table, Item }));
    }
    expect(await ledger.counts(NOTICE)).toMatchObject({ claimed: 1, 'failed-permanent': 1 });
    expect((await ledger.readers(NOTICE)).map(({ address }) => address)).toEqual([
      one('1').address,
    ]);
    now = 1_000;
    expect(await ledger.recover()).toEqual({ mailsAgain: 0, smsUnknown: 1 });
    await ledger.note({ key: one('2').key, kind: 'delivered', detail: '', at: at(9) });
    expect(await ledger.counts(NOTICE)).toMatchObject({ claimed: 0, unknown: 1 });
  });

  it('says that the role or the table is wrong without asking to try again', async () => {
    const { client } = emulator;
    const ledger = createDynamoDeliveries({ client, table: 'not-there' });
    await expect(ledger.nextAt(NOTICE)).rejects.toMatchObject({
      code: 'store-unavailable',
      retryable: false,
      message: expect.stringContaining('not-there'),
    });
  });

  it('refuses a key that does not tell its notice, before it writes anything', async () => {
    const { ledger } = await make();
    for (const key of ['', 'x', `${NOTICE}/fax/1`, 'p-2/outage/1/sms/1', `${NOTICE}/mail/1`]) {
      await expect(ledger.plan([one('1'), { ...one('2'), key }])).rejects.toMatchObject({
        code: 'argument-invalid',
      });
    }
    expect(await ledger.nextAt(NOTICE)).toBeNull();
    expect(await ledger.optOut('x', at(0))).toBe(false);
  });
});

const tally = (requests: readonly string[]) =>
  Object.fromEntries(
    [...new Set(requests)].map((name) => [name, requests.filter((one) => one === name).length]),
  );

type Client = DynamoEndpoint['client'];

/** Throttle what `when` picks, by its place among the commands of its kind. */
function failOn(client: Client, when: (command: unknown, nth: number) => boolean): () => void {
  const seen = new Map<unknown, number>();
  const send = client.send.bind(client);
  const failing = (command: Parameters<typeof send>[0]) => {
    const kind = command.constructor;
    const nth = (seen.get(kind) ?? -1) + 1;
    seen.set(kind, nth);
    const slow = Object.assign(new Error('slow down'), {
      name: 'ThrottlingException',
      $metadata: { httpStatusCode: 400 },
    });
    return when(command, nth) ? Promise.reject(slow) : send(command);
  };
  Object.assign(client, { send: failing });
  return () => Object.assign(client, { send });
}

/** Every first answer of this kind is lost, and the client asks again, as it does by itself. */
function answerLost(
  client: Client,
  kind: typeof PutItemCommand | typeof UpdateItemCommand,
): () => void {
  const send = client.send.bind(client);
  const asking = async (command: Parameters<typeof send>[0]) => {
    if (command.constructor === kind) await send(command);
    return send(command);
  };
  Object.assign(client, { send: asking });
  return () => Object.assign(client, { send });
}
