import {
  type Change,
  ChangeResourceRecordSetsCommand,
  GetChangeCommand,
  GetHealthCheckStatusCommand,
  GetHostedZoneCommand,
  ListHostedZonesByNameCommand,
  ListResourceRecordSetsCommand,
  type ResourceRecordSet,
  TestDNSAnswerCommand,
} from '@aws-sdk/client-route-53';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { readChangeBatch } from '../../../home/names/route53-xml.ts';
import { startNames } from '../../../home/names/start-names.ts';
import { clientsFor } from '../../contract/dns-homes.ts';
import { aPlatform, aSpec, until, valuesOf, withFolder } from './names-fixture.ts';

// Goal: AWS's own clients work on the embedded name server, errors included.
// Method: the real SDK clients against a running one; DNS queries see what came of it.

const withClients = (
  body: (clients: ReturnType<typeof clientsFor>, zone: string, dnsPort: number) => Promise<void>,
  propagateMs = 0,
) =>
  withFolder(async (folder) => {
    const quiet = { checkIntervalMs: 60_000, confirmAfterMs: 60_000, propagateMs };
    const names = await startNames(aSpec(folder, [aPlatform('ent-x', 1)], quiet));
    const clients = clientsFor(names);
    const listed = await clients.route53.send(
      new ListHostedZonesByNameCommand({ DNSName: 'example' }),
    );
    const zone = listed.HostedZones?.[0]?.Id?.replace('/hostedzone/', '') ?? '';
    try {
      await body(clients, zone, names.dnsPort);
    } finally {
      await names.stop();
    }
  });

const simple = (Name: string, Value: string, more: Partial<ResourceRecordSet> = {}) => ({
  Name,
  Type: 'A' as const,
  TTL: 5,
  ResourceRecords: [{ Value }],
  ...more,
});
const change = (zone: string, ...Changes: Change[]) =>
  new ChangeResourceRecordSetsCommand({ HostedZoneId: zone, ChangeBatch: { Changes } });

describe('records', () => {
  test('are created, listed by reversed labels page by page, changed and deleted', () =>
    withClients(async ({ route53 }, zone, port) => {
      const record = simple('neuf.example', '127.0.0.7');
      const { ChangeInfo } = await route53.send(
        change(zone, { Action: 'CREATE', ResourceRecordSet: record }),
      );
      expect(ChangeInfo?.Status).toBe('PENDING');
      await until(async () => {
        const got = await route53.send(new GetChangeCommand({ Id: ChangeInfo?.Id }));
        return got.ChangeInfo?.Status === 'INSYNC';
      });
      expect(await valuesOf(port, 'neuf.example')).toEqual(['127.0.0.7']);

      const seen: string[] = [];
      let start: {
        StartRecordName?: string;
        StartRecordType?: 'A';
        StartRecordIdentifier?: string;
      } = {};
      for (;;) {
        const page = await route53.send(
          new ListResourceRecordSetsCommand({ HostedZoneId: zone, MaxItems: 2, ...start }),
        );
        seen.push(
          ...(page.ResourceRecordSets ?? []).map((one) => `${one.Name} ${one.SetIdentifier ?? ''}`),
        );
        if (!page.IsTruncated) break;
        start = {
          StartRecordName: page.NextRecordName ?? '',
          StartRecordType: 'A',
          ...(page.NextRecordIdentifier
            ? { StartRecordIdentifier: page.NextRecordIdentifier }
            : {}),
        };
      }
      expect(seen).toEqual([
        'ent-x.example. mirror',
        'ent-x.example. origin',
        'neuf.example. ',
        'ns1.example. ',
        'ns2.example. ',
        'origine-ent-x.example. ',
        'secours-ent-x.example. ',
      ]);
      await until(async () => {
        const tried = route53.send(change(zone, { Action: 'DELETE', ResourceRecordSet: record }));
        return tried.then(
          () => true,
          (error: Error) => {
            expect(error.name).toBe('PriorRequestNotComplete');
            return false;
          },
        );
      });
      expect(await valuesOf(port, 'neuf.example')).toEqual([]);
    }));

  test('are changed all or none, and each fault is told', () =>
    withClients(async ({ route53 }, zone, port) => {
      const wrong: Change[] = [
        { Action: 'CREATE', ResourceRecordSet: simple('bon.example', '127.0.0.7') },
        { Action: 'CREATE', ResourceRecordSet: simple('ns1.example', '127.0.0.7') },
        { Action: 'UPSERT', ResourceRecordSet: simple('example.org', '127.0.0.7') },
        { Action: 'UPSERT', ResourceRecordSet: simple('mal.example', 'not <an> address') },
        { Action: 'UPSERT', ResourceRecordSet: simple('ent-x.example', '127.0.0.7') },
        { Action: 'DELETE', ResourceRecordSet: simple('rien.example', '127.0.0.7') },
        {
          Action: 'UPSERT',
          ResourceRecordSet: simple('sain.example', '127.0.0.7', { HealthCheckId: 'none' }),
        },
      ];
      const sent = route53.send(change(zone, ...wrong));
      await expect(sent).rejects.toMatchObject({
        name: 'InvalidChangeBatch',
        message: expect.stringMatching(
          /already exists.*not within the zone.*not <an> address.*routing policy.*not found.*health check does not exist/s,
        ),
      });
      expect(await valuesOf(port, 'bon.example')).toEqual([]);
    }));

  test('a second batch is refused while the first is pending', () =>
    withClients(async ({ route53 }, zone, port) => {
      const upsert = (value: string) =>
        route53.send(
          change(zone, { Action: 'UPSERT', ResourceRecordSet: simple('neuf.example', value) }),
        );
      await upsert('127.0.0.7');
      await expect(upsert('127.0.0.8')).rejects.toMatchObject({ name: 'PriorRequestNotComplete' });
      expect(await valuesOf(port, 'neuf.example')).toEqual([]);
    }, 60_000));
});

test('a zone inside another one has its records to itself', () =>
  withFolder(async (folder) => {
    const zones = ['example', 'sub.example'].map((name) => ({ name, ns: ['ns1.example'] }));
    const inner = { ...aPlatform('ent-y', 1), hostname: 'ent-y.sub.example' };
    const quiet = { checkIntervalMs: 60_000, confirmAfterMs: 60_000, zones };
    const names = await startNames(aSpec(folder, [aPlatform('ent-x', 1), inner], quiet));
    try {
      const { route53 } = clientsFor(names);
      const { HostedZones = [] } = await route53.send(new ListHostedZonesByNameCommand({}));
      const listed = await Promise.all(
        HostedZones.map(async ({ Id = '', Name, ResourceRecordSetCount }) => {
          const HostedZoneId = Id.replace('/hostedzone/', '');
          const { ResourceRecordSets = [] } = await route53.send(
            new ListResourceRecordSetsCommand({ HostedZoneId }),
          );
          expect(ResourceRecordSetCount).toBe(ResourceRecordSets.length);
          const inside = ResourceRecordSets.filter((one) => one.Name?.endsWith('.sub.example.'));
          return `${Name} ${inside.length} of ${ResourceRecordSets.length}`;
        }),
      );
      expect(listed).toEqual(['example. 0 of 7', 'sub.example. 2 of 2']);
      const outer = HostedZones[0]?.Id?.replace('/hostedzone/', '') ?? '';
      const record = simple('ent-y.sub.example', '192.0.2.66');
      await expect(
        route53.send(change(outer, { Action: 'UPSERT', ResourceRecordSet: record })),
      ).rejects.toMatchObject({
        name: 'InvalidChangeBatch',
        message: expect.stringContaining('belongs to the zone sub.example.') as string,
      });
      expect(await valuesOf(names.dnsPort, 'ent-y.sub.example')).toEqual(['127.0.0.1']);
    } finally {
      await names.stop();
    }
  }));

test('checks, answers, zones and hold objects are seen by their own calls', () =>
  withClients(async ({ route53, s3 }, zone) => {
    const status = async (HealthCheckId: string) => {
      const got = await route53.send(new GetHealthCheckStatusCommand({ HealthCheckId }));
      return got.HealthCheckObservations?.[0]?.StatusReport?.Status;
    };
    const answer = async () => {
      const asked = { HostedZoneId: zone, RecordName: 'ent-x.example', RecordType: 'A' as const };
      return (await route53.send(new TestDNSAnswerCommand(asked))).RecordData;
    };
    const object = { Bucket: 'holds-bucket', Key: 'holds/ent-x' };
    expect(await status('ent-x.hold')).toBe('Success: hold object absent');
    expect(await answer()).toEqual(['127.0.0.1']);
    await s3.send(new PutObjectCommand({ ...object, Body: 'exercice du 24 novembre' }));
    expect(await status('ent-x.hold')).toBe('Failure: hold object present');
    expect(await answer()).toEqual(['127.0.0.10']);
    const got = await s3.send(new GetObjectCommand(object));
    expect(await got.Body?.transformToString()).toContain('exercice du 24 novembre');
    await s3.send(new DeleteObjectCommand(object));
    await expect(s3.send(new GetObjectCommand(object))).rejects.toMatchObject({
      name: 'NoSuchKey',
    });
    expect(await answer()).toEqual(['127.0.0.1']);

    await expect(status('none')).rejects.toMatchObject({ name: 'NoSuchHealthCheck' });
    const { DelegationSet } = await route53.send(new GetHostedZoneCommand({ Id: zone }));
    expect(DelegationSet?.NameServers).toEqual(['ns1.example', 'ns2.example']);
    await expect(route53.send(new GetHostedZoneCommand({ Id: 'Z0' }))).rejects.toMatchObject({
      name: 'NoSuchHostedZone',
    });
  }));

test('a batch that declares entities, nests without end or lacks its parts is not read', () => {
  const bomb = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>';
  for (const body of [bomb, '<a>'.repeat(10_000), '', '{}', '<ChangeResourceRecordSetsRequest/>']) {
    expect(typeof readChangeBatch(body)).toBe('string');
  }
});
