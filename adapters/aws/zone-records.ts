import {
  ChangeResourceRecordSetsCommand,
  type ResourceRecordSet,
  type Route53Client,
} from '@aws-sdk/client-route-53';
import type { RecordEdit, StandingRecord } from '../../app/adopt/standing-record.ts';
import { retryBusy } from './dns-error.ts';
import { type ListedSet, listRecordSets } from './list-record-sets.ts';

/** What stands in a zone, and how it is changed. */
export interface ZoneRecords {
  /** Every record of these names. @throws PreauError `not-found`, `dns-unreachable`, `dns-change-refused` */
  at(zoneId: string, names: readonly string[]): Promise<readonly StandingRecord[]>;
  /**
   * Apply a batch, whole or not at all.
   *
   * @returns the change's id
   * @throws PreauError as `at`
   */
  edit(zoneId: string, edits: readonly RecordEdit[]): Promise<string>;
}

/** Zones of Route 53. */
export function createZoneRecords(route53: Route53Client): ZoneRecords {
  return {
    at: async (zoneId, names) => (await listRecordSets(route53, zoneId, names)).map(standingOf),
    edit: async (zoneId, edits) => {
      const Changes = edits.map(({ action, record }) => ({
        Action: action,
        ResourceRecordSet: setOf(record),
      }));
      const command = new ChangeResourceRecordSetsCommand({
        HostedZoneId: zoneId,
        ChangeBatch: { Comment: 'preau adopt', Changes },
      });
      const { ChangeInfo } = await retryBusy(
        `changing ${edits.length} record(s) of zone ${zoneId}`,
        () => route53.send(command),
      );
      return (ChangeInfo?.Id ?? '').replace('/change/', '');
    },
  };
}

function standingOf({ name, set }: ListedSet): StandingRecord {
  const { AliasTarget: alias } = set;
  return {
    name,
    type: set.Type ?? '',
    ...(set.SetIdentifier !== undefined && { setIdentifier: set.SetIdentifier }),
    ...(set.Weight !== undefined && { weight: set.Weight }),
    ...(set.TTL !== undefined && { ttlSec: set.TTL }),
    values: (set.ResourceRecords ?? []).map(({ Value = '' }) => Value),
    ...(alias && {
      alias: {
        target: alias.DNSName ?? '',
        zoneId: alias.HostedZoneId ?? '',
        evaluatesHealth: alias.EvaluateTargetHealth ?? false,
      },
    }),
    ...(set.HealthCheckId !== undefined && { checkId: set.HealthCheckId }),
  };
}

function setOf(record: StandingRecord): ResourceRecordSet {
  const { name, type, setIdentifier, weight, ttlSec, values, alias, checkId } = record;
  return {
    Name: `${name}.`,
    Type: type as ResourceRecordSet['Type'],
    ...(setIdentifier !== undefined && { SetIdentifier: setIdentifier }),
    ...(weight !== undefined && { Weight: weight }),
    ...(ttlSec !== undefined && { TTL: ttlSec }),
    ...(values.length > 0 && { ResourceRecords: values.map((Value) => ({ Value })) }),
    ...(alias && {
      AliasTarget: {
        DNSName: alias.target,
        HostedZoneId: alias.zoneId,
        EvaluateTargetHealth: alias.evaluatesHealth,
      },
    }),
    ...(checkId !== undefined && { HealthCheckId: checkId }),
  };
}
