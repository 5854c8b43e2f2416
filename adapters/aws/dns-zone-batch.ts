import {
  type Change,
  ChangeResourceRecordSetsCommand,
  type Route53Client,
} from '@aws-sdk/client-route-53';
import { comparableName } from '../../app/adopt/standing-record.ts';
import { PreauError } from '../../core/errors.ts';
import { retryBusy } from './dns-error.ts';
import { listRecordSets } from './list-record-sets.ts';
import { packChanges } from './pack-changes.ts';

/** Weights by set identifier. */
type Weights = Readonly<Record<string, number>>;

/** One zone's way to ChangeResourceRecordSets: never two requests at a time. */
export interface ZoneBatch {
  /**
   * Set the weights of all records of a name. What is asked while a batch is on its way goes
   * together in the next, in as few requests as Route 53's limits allow: it refuses a second request
   * to a zone before it is done with the first, and a mass outage must not queue a hundred.
   *
   * @returns the change id of the request that carried it
   */
  setWeights(hostname: string, weights: Weights): Promise<string>;
}

interface Batch {
  readonly weights: Map<string, Weights>;
  readonly sending: Promise<ReadonlyMap<string, Promise<string>>>;
}

/** @param zoneId without its `/hostedzone/` */
export function zoneBatch(route53: Route53Client, zoneId: string): ZoneBatch {
  let open: Batch | null = null;
  let last: Promise<unknown> = Promise.resolve();

  function begin(): Batch {
    const weights = new Map<string, Weights>();
    const sending = last.then(() => {
      // What comes from now on is for the next batch.
      if (open?.weights === weights) open = null;
      return changeWeights(route53, zoneId, weights);
    });
    last = sending.then((sent) => Promise.allSettled(sent.values())).catch(() => {});
    return { weights, sending };
  }
  return {
    async setWeights(hostname, weights) {
      open ??= begin();
      open.weights.set(hostname, weights);
      const sent = await open.sending;
      const changeId = await sent.get(comparableName(hostname));
      if (changeId !== undefined) return changeId;
      throw new PreauError(
        'not-found',
        `Expected weighted records of ${hostname} in zone ${zoneId}, found none: deploy the records' stack.`,
      );
    },
  };
}

/** @returns the change id to come of each name, as names are compared; none for one without records */
async function changeWeights(
  route53: Route53Client,
  zoneId: string,
  weights: ReadonlyMap<string, Weights>,
): Promise<ReadonlyMap<string, Promise<string>>> {
  // Read, then written back whole: addresses, checks and TTL are the deployment's, not ours.
  const listed = await listRecordSets(route53, zoneId, [...weights.keys()]);
  const wanted = new Map([...weights].map(([name, one]) => [comparableName(name), one]));
  const weighted = listed.filter(({ set }) => set.Weight !== undefined);
  const groups = [...Map.groupBy(weighted, ({ name }) => name).values()];
  const names = new Map<Change, string>();
  const changes = groups.map((group) =>
    group.map(({ name, set }) => {
      const Weight = wanted.get(name)?.[set.SetIdentifier ?? ''] ?? set.Weight;
      const change: Change = { Action: 'UPSERT', ResourceRecordSet: { ...set, Weight } };
      names.set(change, name);
      return change;
    }),
  );
  const sent = new Map<string, Promise<string>>();
  let before: Promise<unknown> = Promise.resolve();
  for (const request of packChanges(changes)) {
    // One that fails is told to its own names: the next is for others.
    const sending = before.catch(() => {}).then(() => send(route53, zoneId, request));
    before = sending;
    for (const change of request) sent.set(names.get(change) ?? '', sending);
  }
  return sent;
}

/** What GetChange takes, and the journal keeps. Route 53's are about twenty capitals and digits; chosen wider. */
const CHANGE_ID = /^[\w-]{1,64}$/;

async function send(
  route53: Route53Client,
  zoneId: string,
  changes: readonly Change[],
): Promise<string> {
  const what = `changing ${changes.length} weights in zone ${zoneId}`;
  const { ChangeInfo } = await retryBusy(what, () =>
    route53.send(
      new ChangeResourceRecordSetsCommand({
        HostedZoneId: zoneId,
        ChangeBatch: { Changes: [...changes] },
      }),
    ),
  );
  const id = ChangeInfo?.Id?.replace('/change/', '') ?? '';
  if (CHANGE_ID.test(id)) return id;
  throw new PreauError(
    'dns-unreachable',
    `Expected ${what} to give the id of a change, got ${id.slice(0, 80) || 'none'}: it is sent again.`,
    { retryable: true },
  );
}
