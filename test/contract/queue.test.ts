// Goal: what is sent is in the queue, whole and once, or its sender hears of it. Method: fauxqs for
// what SQS accepts; an endpoint of the test's own for batches that are refused in part.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSqsSender } from '../../adapters/aws/sqs-sender.ts';
import { sqsAt, startStore, startStub, type StoreEndpoint, type Stub } from './store-endpoint.ts';

let store: StoreEndpoint;
const stubs: Stub[] = [];
let queues = 0;
beforeAll(async () => {
  store = await startStore();
});
afterEach(async () => {
  for (const stub of stubs.splice(0)) await stub.stop();
});
afterAll(() => store.stop());

function queue(fifo = false) {
  const name = `q${(queues += 1)}${fifo ? '.fifo' : ''}`;
  const { queueUrl } = store.server.createQueue(name, {
    region: 'eu-west-3',
    attributes: fifo ? { FifoQueue: 'true' } : {},
  });
  const sender = createSqsSender({ client: store.sqs, queueUrl });
  const messages = () => store.server.inspectQueue(name)?.messages;
  const bodies = () =>
    (messages()?.ready ?? []).map((message): unknown => JSON.parse(message.body));
  return { sender, messages, bodies };
}

describe('a queue', () => {
  it('gets a message as it was sent', async () => {
    const { sender, bodies } = queue();
    await sender.send({ kind: 'minute', due: 'é' });
    expect(bodies()).toEqual([{ kind: 'minute', due: 'é' }]);
  });

  it('holds back what is to come later, a quarter of an hour at most', async () => {
    const { sender, messages, bodies } = queue();
    await sender.send({ n: 1 }, { delaySec: 20 });
    await sender.send({ n: 2 }, { delaySec: 90_000 });
    await sender.sendAll([{ body: { n: 3 }, delaySec: 0.2 }]);
    expect(bodies()).toEqual([]);
    expect(messages()?.delayed).toHaveLength(3);
  });

  it('in order of groups keeps it over many batches, and drops what it has had', async () => {
    const { sender, bodies } = queue(true);
    const all = Array.from({ length: 25 }, (_, n) => ({
      body: { n },
      group: 'nord/turn',
      dedupe: `key-${n}`,
    }));
    await sender.sendAll(all);
    await sender.send({ n: 0 }, { group: 'nord/turn', dedupe: 'key-0' });
    expect(bodies()).toEqual(all.map(({ body }) => body));
  });

  it('gets nothing for nothing', async () => {
    const { sender, bodies } = queue();
    await sender.sendAll([]);
    expect(bodies()).toEqual([]);
  });

  it('that is not there is told', async () => {
    const sender = createSqsSender({ client: store.sqs, queueUrl: `${store.url}/1/none` });
    await expect(sender.send({})).rejects.toMatchObject({ code: 'store-unavailable' });
    await expect(sender.sendAll([{ body: {} }])).rejects.toMatchObject({
      code: 'store-unavailable',
    });
  });
});

interface Entry {
  readonly Id: string;
  readonly MessageBody: string;
}

/** Refuses the entries that the test says, and keeps those it took, in order. */
async function refusing(refuses: (body: string, call: number) => 'no' | 'busy' | 'fault') {
  const taken: string[] = [];
  const sizes: number[] = [];
  const stub = await startStub(({ body }, response) => {
    const { Entries } = JSON.parse(body.toString('utf8')) as { Entries: Entry[] };
    sizes.push(Entries.length);
    const [Failed, Successful]: [object[], object[]] = [[], []];
    for (const { Id, MessageBody } of Entries) {
      const refusal = refuses(MessageBody, sizes.length);
      if (refusal === 'no') {
        taken.push(MessageBody);
        Successful.push({ Id, MessageId: Id, MD5OfMessageBody: '' });
      } else Failed.push({ Id, Code: 'InternalError', SenderFault: refusal === 'fault' });
    }
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    response.end(JSON.stringify({ Successful, Failed }));
  });
  stubs.push(stub);
  const sender = createSqsSender({
    client: sqsAt(stub.url),
    queueUrl: `${stub.url}/1/q`,
    firstWaitMs: 1,
  });
  return { sender, taken, sizes };
}
const many = (count: number) => Array.from({ length: count }, (_, n) => ({ body: { n } }));

describe('a batch that is refused in part', () => {
  it('has that part sent again, and that part alone', async () => {
    const { sender, taken, sizes } = await refusing((body, call) =>
      call === 1 && /[13]/.test(body) ? 'busy' : 'no',
    );
    await sender.sendAll(many(5));
    expect(sizes).toEqual([5, 2]);
    expect(taken.toSorted()).toEqual(many(5).map(({ body }) => JSON.stringify(body)));
  });

  it('is given up after four tries, to be tried again by its sender', async () => {
    const { sender, sizes } = await refusing((body) => (body.includes('2') ? 'busy' : 'no'));
    await expect(sender.sendAll(many(3))).rejects.toMatchObject({
      code: 'store-unavailable',
      retryable: true,
    });
    expect(sizes).toEqual([3, 1, 1, 1]);
  });

  it("is given up at once when the fault is the message's own", async () => {
    const { sender, sizes } = await refusing((body) => (body.includes('2') ? 'fault' : 'no'));
    await expect(sender.sendAll(many(3))).rejects.toMatchObject({ retryable: false });
    expect(sizes).toEqual([3]);
  });
});

it('batches are of ten at most, and of 256 KiB', async () => {
  const { sender, sizes } = await refusing(() => 'no');
  await sender.sendAll(many(23));
  await sender.sendAll(Array.from({ length: 4 }, () => ({ body: { text: 'x'.repeat(100_000) } })));
  expect(sizes).toEqual([10, 10, 3, 2, 2]);
});
