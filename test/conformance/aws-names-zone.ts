import {
  ChangeResourceRecordSetsCommand,
  CreateHealthCheckCommand,
  CreateHostedZoneCommand,
  type HealthCheckConfig,
  ListResourceRecordSetsCommand,
  type ResourceRecordSet,
  type Route53Client,
} from '@aws-sdk/client-route-53';
import type { Policy } from '../../core/policy.ts';
import { type HealthCheck, weightedPair } from '../../core/shelter/weighted-pair.ts';

/** A hosted zone of moto's with the weighted pairs of a policy's platforms. */
export interface Zone {
  readonly id: string;
  readonly name: string;
  /** Each check, by the id that Route 53 gave it. */
  readonly checks: ReadonlyMap<string, HealthCheck>;
  /** What the zone holds now. */
  records(): Promise<readonly ResourceRecordSet[]>;
}

const TTL_SEC = 60;

/** Make zone, health checks and pairs, as the stacks Watch and Names do. */
export async function makeZone(client: Route53Client, name: string, policy: Policy): Promise<Zone> {
  const CallerReference = `conformance-${name}`;
  const made = await client.send(new CreateHostedZoneCommand({ Name: name, CallerReference }));
  const id = made.HostedZone?.Id?.replace('/hostedzone/', '') ?? '';
  const checks = new Map<string, HealthCheck>();
  for (const platform of policy.platforms.filter(({ mirror }) => mirror !== undefined)) {
    const pair = weightedPair(platform, 0, TTL_SEC);
    const given = new Map<string, string>();
    for (const check of pair.checks) {
      const known = await makeCheck(client, check, given);
      given.set(check.id, known);
      checks.set(known, check);
    }
    const Changes = pair.records.map((record) => ({
      Action: 'CREATE' as const,
      ResourceRecordSet: {
        Name: record.name,
        Type: record.type,
        SetIdentifier: record.setIdentifier,
        Weight: record.weight,
        TTL: record.ttlSec,
        HealthCheckId: given.get(record.healthCheck) ?? '',
        ResourceRecords: record.values.map((Value) => ({ Value })),
      },
    }));
    const batch = { HostedZoneId: id, ChangeBatch: { Changes } };
    await client.send(new ChangeResourceRecordSetsCommand(batch));
  }
  const records = async () => {
    const asked = new ListResourceRecordSetsCommand({ HostedZoneId: id });
    return (await client.send(asked)).ResourceRecordSets ?? [];
  };
  return { id, name, checks, records };
}

async function makeCheck(
  client: Route53Client,
  check: HealthCheck,
  given: ReadonlyMap<string, string>,
): Promise<string> {
  const asked = { CallerReference: check.id, HealthCheckConfig: configOf(check, given) };
  const { HealthCheck: made } = await client.send(new CreateHealthCheckCommand(asked));
  return made?.Id ?? '';
}

function configOf(check: HealthCheck, given: ReadonlyMap<string, string>): HealthCheckConfig {
  switch (check.kind) {
    case 'http':
    case 'https':
      return {
        Type: check.kind === 'http' ? 'HTTP_STR_MATCH' : 'HTTPS_STR_MATCH',
        FullyQualifiedDomainName: check.host,
        Port: check.port,
        ResourcePath: check.path,
        SearchString: check.expect,
        EnableSNI: check.kind === 'https',
        RequestInterval: 10,
      };
    case 'hold':
      return {
        Type: 'HTTPS',
        FullyQualifiedDomainName: 'holds.example',
        ResourcePath: `/holds/${check.platform}`,
        Inverted: true,
        RequestInterval: 10,
      };
    case 'calculated':
      return {
        Type: 'CALCULATED',
        ChildHealthChecks: check.children.map((child) => given.get(child) ?? ''),
        HealthThreshold: check.threshold,
      };
  }
}

/** The weights of a platform's pair as a zone's records have them, `origin/mirror`, for each type. */
export function weightsOf(
  records: readonly ResourceRecordSet[],
  hostname: string,
): Readonly<Record<string, string>> {
  const weightOf = (type: string, side: string) =>
    records.find(
      ({ Name, Type, SetIdentifier }) =>
        Name === `${hostname}.` && Type === type && SetIdentifier === side,
    )?.Weight;
  return Object.fromEntries(
    ['A', 'AAAA'].map((type) => [type, `${weightOf(type, 'origin')}/${weightOf(type, 'mirror')}`]),
  );
}
