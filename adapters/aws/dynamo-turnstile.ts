import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Turnstile } from '../../app/notices/rate-limit.ts';
import type { Clock } from '../../app/ports.ts';
import { durationMs } from '../../core/units.ts';
import { askDynamo } from './dynamo-error.ts';

/** A process sets aside a quarter of a second at most: a slow one must not starve the others. */
const BLOCK_MS_MAX = 250;
/** Turns begin so far ahead that the answer is back before them; doubled when it was not. Chosen. */
const LEAD_FIRST_MS = 20;
const LEAD_MAX_MS = 5_000;

interface Block {
  readonly from: number;
  readonly count: number;
}

/**
 * Let at most `perSec` through in a second of real time, evenly, however many processes ask: they
 * share one item that says from when on turns are free, and each sets a small block of them aside
 * in one write. A turn that was not used in time is lost, never caught up with.
 *
 * The processes' clocks must agree: between two that differ by 50 ms, so may turns.
 * It needs `dynamodb:UpdateItem` on the table, with `UPDATED_NEW`; it names `key` and `nextAt`.
 * @param key names what is limited, `rate/mail`
 * @returns throws PreauError `store-unavailable` when the item cannot be written
 */
export function createDynamoTurnstile({
  client,
  table,
  key,
  perSec,
  clock,
}: {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly key: string;
  readonly perSec: number;
  readonly clock: Clock;
}): Turnstile {
  const realPerClockMs = clock.real(durationMs(1_000)) / 1_000;
  const stepMs = 1_000 / perSec / realPerClockMs;
  const blockMax = Math.max(1, Math.floor((BLOCK_MS_MAX / 1_000) * perSec));
  const leadMaxMs = LEAD_MAX_MS / realPerClockMs;
  let leadMs = LEAD_FIRST_MS / realPerClockMs;
  let size = 1;
  let block: Block = { from: 0, count: 0 };
  let last: Promise<unknown> = Promise.resolve();

  const reserve = async (): Promise<void> => {
    // No further ahead than this: what a killed process has set aside is lost to all.
    const early = block.from - leadMs - clock.now();
    if (early > 0) await clock.sleep(durationMs(Math.ceil(early)));
    const count = size;
    const lengthMs = Math.ceil(count * stepMs * 1_000) / 1_000;
    const from = await takeBlock({ client, table, key }, clock.now() + leadMs, lengthMs);
    if (Math.ceil(from) < clock.now()) leadMs = Math.min(leadMs * 2, leadMaxMs);
    block = { from, count };
    size = Math.min(size * 2, blockMax);
  };
  const nextTurn = async (): Promise<number> => {
    for (;;) {
      while (block.count > 0) {
        const turn = block.from;
        block = { from: turn + stepMs, count: block.count - 1 };
        if (Math.ceil(turn) >= clock.now()) return turn;
        // Asked for more than is used: the next block is a small one.
        size = 1;
      }
      await reserve();
    }
  };
  return async (signal) => {
    const turn = last.then(() => (signal.aborted ? null : nextTurn()));
    last = turn.catch(() => undefined);
    const mine = await unlessAborted(turn, signal);
    if (mine === null) return;
    const waitMs = Math.ceil(mine - clock.now());
    if (waitMs > 0) await clock.sleep(durationMs(waitMs), signal);
  };
}

/** Who no longer wants to pass does not wait for those in front. */
async function unlessAborted(
  turn: Promise<number | null>,
  signal: AbortSignal,
): Promise<number | null> {
  let leave = (): void => undefined;
  const left = new Promise<null>((resolve) => {
    leave = () => resolve(null);
  });
  signal.addEventListener('abort', leave, { once: true });
  try {
    return signal.aborted ? null : await Promise.race([turn, left]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

interface Place {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly key: string;
}

/** @returns when the block begins: `from`, or when the blocks already taken end */
async function takeBlock(place: Place, from: number, lengthMs: number): Promise<number> {
  for (;;) {
    const behind = await update(place, 'SET #nextAt = #nextAt + :length', '#nextAt >= :from', {
      ':length': lengthMs,
      ':from': from,
    });
    if (behind !== null) return behind - lengthMs;
    const free = 'attribute_not_exists(#nextAt) OR #nextAt < :from';
    const end = Math.round((from + lengthMs) * 1_000) / 1_000;
    const values = { ':from': from, ':end': end };
    if ((await update(place, 'SET #nextAt = :end', free, values)) !== null) return from;
  }
}

/** @returns `nextAt` as it is now, or null when the condition was false */
async function update(
  { client, table, key }: Place,
  change: string,
  condition: string,
  values: Readonly<Record<string, number>>,
): Promise<number | null> {
  const command = new UpdateItemCommand({
    TableName: table,
    Key: { key: { S: key } },
    UpdateExpression: change,
    ConditionExpression: condition,
    ExpressionAttributeNames: { '#nextAt': 'nextAt' },
    ExpressionAttributeValues: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, { N: String(value) }]),
    ),
    ReturnValues: 'UPDATED_NEW',
  });
  const answer = await askDynamo(`taking turns of ${key}`, () => client.send(command));
  return answer === null ? null : Number(answer.Attributes?.['nextAt']?.N);
}
