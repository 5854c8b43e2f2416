import {
  ListResourceRecordSetsCommand,
  type ResourceRecordSet,
  type Route53Client,
} from '@aws-sdk/client-route-53';
import { comparableName } from '../../app/adopt/standing-record.ts';
import { retryBusy } from './dns-error.ts';

/** Of one zone, with its name as names are compared. */
export interface ListedSet {
  readonly name: string;
  readonly set: ResourceRecordSet;
}

/**
 * All record sets of these names: from one name's own page, or from the whole zone for several.
 *
 * @param zoneId without its `/hostedzone/`
 * @throws PreauError as retryBusy
 */
export async function listRecordSets(
  route53: Route53Client,
  zoneId: string,
  names: readonly string[],
): Promise<readonly ListedSet[]> {
  const wanted = new Set(names.map(comparableName));
  const only = names.length === 1 ? names[0] : undefined;
  const found: ListedSet[] = [];
  let start: Partial<ConstructorParameters<typeof ListResourceRecordSetsCommand>[0]> =
    only === undefined ? {} : { StartRecordName: only };
  // The SDK has no paginator for this call.
  for (;;) {
    const page = await retryBusy(`listing the records of zone ${zoneId}`, () =>
      route53.send(new ListResourceRecordSetsCommand({ HostedZoneId: zoneId, ...start })),
    );
    const sets = page.ResourceRecordSets ?? [];
    const listed = sets.map((set) => ({ name: comparableName(set.Name ?? ''), set }));
    found.push(...listed.filter(({ name }) => wanted.has(name)));
    const past = only !== undefined && listed.some(({ name }) => !wanted.has(name));
    if (!page.IsTruncated || past) return found;
    start = {
      StartRecordName: page.NextRecordName,
      StartRecordType: page.NextRecordType,
      StartRecordIdentifier: page.NextRecordIdentifier,
    };
  }
}
