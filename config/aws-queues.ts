import { type FunctionName, shapeOf } from './aws-functions.ts';

/** What the stacks make of one queue, and what its worker counts on. */
export interface QueueShape {
  /** The function that its messages call. */
  readonly worker: FunctionName;
  /** Messages of one group come in order, one after the other. */
  readonly fifo: boolean;
  /** Messages of one call; those of a FIFO queue may be 10 at most. */
  readonly batchSize: number;
  /**
   * How often a message comes before it is a dead letter. A call that was throttled, or that ended
   * without an answer, counts as well: AWS advises 5 at the least.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
   */
  readonly receivesMax: number;
  /**
   * For how long a message is hidden from others while it is worked on.
   * @default six calls of its worker, as AWS advises: a throttled call is tried again within that time
   */
  readonly visibilitySec?: number;
  /** Calls at a time, 2 at the least. @default as many as there are messages, or groups */
  readonly concurrencyMax?: number;
  /** Its messages hold addresses or phone numbers: encrypted by the home's own key. */
  readonly personal: boolean;
  /** Operators are told when a message has waited for so long; null: messages wait here by design. */
  readonly ageSecMax: number | null;
}

/** A message that nobody waits for long: the next one does as well. AWS's least. */
const FEW = 5;

/**
 * A worker of actions lets its message come again for each of the 30 tries of
 * `app/perform/carry-out.ts`, over two hours, after which the action is an operator's task and the
 * message is done. Calls that time ended, or that found the journal out of reach, count here and
 * not there: as many again. A smaller number would make a dead letter of a turn that only waits.
 */
const EACH_TRY_TWICE = 60;

/**
 * Every queue of the home on AWS. Sizes and concurrency are chosen, for the reasons beside them.
 */
export const QUEUES = {
  /** One round a call: a second one would wait for the first, and be late. */
  rounds: {
    worker: 'observe',
    fifo: false,
    batchSize: 1,
    receivesMax: FEW,
    // Two rounds overlap when platforms are slow; a mass fall brings two alarms a platform at once.
    concurrencyMax: 10,
    personal: false,
    ageSecMax: 300,
  },
  /** One action a call: a turn is watched for minutes. All platforms turn side by side. */
  actions: {
    worker: 'act',
    fifo: true,
    batchSize: 1,
    receivesMax: EACH_TRY_TWICE,
    // Its worker's life and a little: a worker that was killed must not hold a platform's next turn
    // up for six of its lives, 42 minutes.
    visibilitySec: 430,
    personal: false,
    ageSecMax: 1_800,
  },
  plans: {
    worker: 'plan-notice',
    fifo: false,
    batchSize: 1,
    receivesMax: EACH_TRY_TWICE,
    personal: false,
    ageSecMax: 1_800,
  },
  /**
   * A notice is one message, which its worker posts anew until all of it is sent: it is received
   * again by failures alone. For hours, while recipients sleep: how long it waits says nothing, and
   * the watchdog sees when a delivery is overdue.
   */
  mail: {
    worker: 'send-mail',
    fifo: false,
    batchSize: 1,
    receivesMax: EACH_TRY_TWICE,
    personal: false,
    ageSecMax: null,
  },
  sms: {
    worker: 'send-sms',
    fifo: false,
    batchSize: 1,
    receivesMax: EACH_TRY_TWICE,
    personal: false,
    ageSecMax: null,
  },
  /** One page for a whole batch: only the latest matters. */
  pages: {
    worker: 'publish-pages',
    fifo: true,
    batchSize: 10,
    receivesMax: FEW,
    personal: false,
    ageSecMax: 900,
  },
  /**
   * That a browser subscribed, or that there may be something to tell browsers: one call looks up what is
   * owed. A notice to fifty thousand keeps one at it for minutes, and newcomers wait for none of that.
   * Only where `pages.push` asks for it.
   */
  pushes: {
    worker: 'send-push',
    fifo: false,
    batchSize: 1,
    receivesMax: FEW,
    concurrencyMax: 10,
    personal: false,
    ageSecMax: 900,
  },
  /** What providers report: it names people, and what is lost of it leaves somebody unreached. */
  receipts: {
    worker: 'receipts',
    fifo: false,
    batchSize: 10,
    receivesMax: 10,
    personal: true,
    ageSecMax: 1_800,
  },
} as const satisfies Readonly<Record<string, QueueShape>>;

export type HomeQueue = keyof typeof QUEUES;

/** The queues of a home: all but those that nobody asked for. */
export const queuesOf = (has: { readonly pushes: boolean }): readonly HomeQueue[] =>
  (Object.keys(QUEUES) as HomeQueue[]).filter((name) => has.pushes || name !== 'pushes');

/** Typed as any queue's shape, for those who walk the table. */
export const queueShapeOf = (name: HomeQueue): QueueShape => QUEUES[name];

/** Of the queue, in its own word or as AWS advises. */
export function visibilitySecOf(name: HomeQueue): number {
  const { visibilitySec, worker } = queueShapeOf(name);
  return visibilitySec ?? 6 * shapeOf(worker).timeoutSec;
}

/** Queues are named, since a queue and its dead letters each name the other. */
export const queueNameOf = (name: HomeQueue, of: 'messages' | 'dead-letters' = 'messages') =>
  `preau-${name}${of === 'messages' ? '' : '-dead'}${queueShapeOf(name).fifo ? '.fifo' : ''}`;
