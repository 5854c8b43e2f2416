import { ChangeResourceRecordSetsCommand, type Route53Client } from '@aws-sdk/client-route-53';
import { comparableName } from '../../app/adopt/standing-record.ts';
import { PreauError } from '../../core/errors.ts';
import { retryBusy } from './dns-error.ts';
import { listRecordSets } from './list-record-sets.ts';

/** Weights by set identifier. */
type Weights = Readonly<Record<string, number>>;

/** One zone's way to ChangeResourceRecordSets: never two requests at a time. */
export interface ZoneBatch {
  /**
   * Set the weights of all records of a name. What is asked while a batch is on its way goes
   * together in the next: Route 53 refuses a second request to a zone before it is done with the
   * first, and a mass outage must not queue a hundred.
   *
   * @returns the change id of the batch that carried it
   */
  setWeights(hostname: string, weights: Weights): Promise<string>;
}

/** 1,000 records a request, an UPSERT counts twice, and a name has at most 4 of them. */
const NAMES_MAX = 100;

interface Batch {
  readonly weights: Map<string, Weights>;
  readonly sending: Promise<Sent>;
}

interface Sent {
  readonly changeId: string;
  /** Names that have no weighted records in the zone: the others went without them. */
  readonly missing: ReadonlySet<string>;
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
    last = sending.catch(() => {});
    return { weights, sending };
  }
  return {
    async setWeights(hostname, weights) {
      if (!open || open.weights.size >= NAMES_MAX) open = begin();
      open.weights.set(hostname, weights);
      const { changeId, missing } = await open.sending;
      if (!missing.has(hostname)) return changeId;
      throw new PreauError(
        'not-found',
        `Expected weighted records of ${hostname} in zone ${zoneId}, found none: deploy the records' stack.`,
      );
    },
  };
}

async function changeWeights(
  route53: Route53Client,
  zoneId: string,
  weights: ReadonlyMap<string, Weights>,
): Promise<Sent> {
  const names = [...weights.keys()];
  const what = `changing the weights of ${names.length} name(s) in zone ${zoneId}`;
  // Read, then written back whole: addresses, checks and TTL are the deployment's, not ours.
  const listed = await listRecordSets(route53, zoneId, names);
  const records = listed.filter(({ set }) => set.Weight !== undefined);
  const found = new Set(records.map(({ name }) => name));
  const missing = new Set(names.filter((name) => !found.has(comparableName(name))));
  if (records.length === 0) return { changeId: '', missing };
  const Changes = records.map(({ name, set }) => {
    const wanted = [...weights].find(([hostname]) => comparableName(hostname) === name)?.[1];
    const Weight = wanted?.[set.SetIdentifier ?? ''] ?? set.Weight;
    return { Action: 'UPSERT' as const, ResourceRecordSet: { ...set, Weight } };
  });
  const { ChangeInfo } = await retryBusy(what, () =>
    route53.send(
      new ChangeResourceRecordSetsCommand({ HostedZoneId: zoneId, ChangeBatch: { Changes } }),
    ),
  );
  return { changeId: (ChangeInfo?.Id ?? '').replace('/change/', ''), missing };
}
