import {
  CreateHealthCheckCommand,
  DeleteHealthCheckCommand,
  GetHealthCheckCommand,
  GetHealthCheckLastFailureReasonCommand,
  GetHealthCheckStatusCommand,
  type HealthCheckConfig,
  ListHealthChecksCommand,
  type Route53Client,
  UpdateHealthCheckCommand,
  ChangeResourceRecordSetsCommand,
  ListHostedZonesByNameCommand,
} from '@aws-sdk/client-route-53';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { NamesSpec } from '../../../home/names/names-spec.ts';
import { type RunningNames, startNames } from '../../../home/names/start-names.ts';
import { readCheckRequest, readCheckUpdate } from '../../../home/names/route53-check-xml.ts';
import { clientsFor } from '../../contract/dns-homes.ts';
import { aPlatform, aSpec, control, until, valuesOf, withFolder } from './names-fixture.ts';

// Goal: health checks are made, switched, asked and deleted as AWS's own client does it, and look.
// Method: the real SDK against a running name server; web servers that live and die; DNS queries.

const quiet = { checkIntervalMs: 60_000, confirmAfterMs: 60_000 };
const withRoute53 = (
  body: (route53: Route53Client, names: RunningNames, spec: NamesSpec) => Promise<void>,
  more: Partial<NamesSpec> = {},
) =>
  withFolder(async (folder) => {
    const spec = aSpec(folder, [aPlatform('ent-x', 1)], { ...quiet, ...more });
    const names = await startNames(spec);
    const { route53 } = clientsFor(names);
    try {
      await body(route53, names, spec);
    } finally {
      route53.destroy();
      await names.stop();
    }
  });

/** A web server that says `words`. */
async function aServer(words: string, status = 200) {
  const server = createServer((_, response) => response.writeHead(status).end(words));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const endpoint = (Port: number, more: Partial<HealthCheckConfig> = {}): HealthCheckConfig => ({
  Type: 'HTTP_STR_MATCH',
  IPAddress: '127.0.0.1',
  Port,
  ResourcePath: '/login',
  FullyQualifiedDomainName: 'autre.example',
  SearchString: 'Bonjour <&> à tous',
  RequestInterval: 10,
  FailureThreshold: 1,
  ...more,
});
async function create(route53: Route53Client, config: HealthCheckConfig, reference = 'one') {
  const asked = { CallerReference: reference, HealthCheckConfig: config };
  const { HealthCheck } = await route53.send(new CreateHealthCheckCommand(asked));
  return HealthCheck?.Id ?? '';
}
async function statuses(route53: Route53Client, HealthCheckId: string) {
  const got = await route53.send(new GetHealthCheckStatusCommand({ HealthCheckId }));
  return (got.HealthCheckObservations ?? []).map(({ StatusReport }) => StatusReport?.Status ?? '');
}
const update = (route53: Route53Client, HealthCheckId: string, more: object) =>
  route53.send(new UpdateHealthCheckCommand({ HealthCheckId, ...more }));

describe('a check that the API makes', () => {
  test('looks at once, tells what every checker found, and is what records lean on', () =>
    withRoute53(async (route53, names) => {
      const server = await aServer('<p>Bonjour <&> à tous</p>');
      const good = await create(route53, endpoint(server.port));
      const wrong = endpoint(server.port, { SearchString: 'Au revoir' });
      const bad = await create(route53, wrong, 'two');
      await until(async () => (await statuses(route53, good)).some((one) => /HTTP 200/.test(one)));
      await until(async () =>
        (await statuses(route53, bad)).every((one) => one.startsWith('Failure: ')),
      );
      const why = await route53.send(
        new GetHealthCheckLastFailureReasonCommand({ HealthCheckId: bad }),
      );
      expect(why.HealthCheckObservations).toHaveLength((await statuses(route53, bad)).length);
      const fine = { HealthCheckId: good };
      const none = await route53.send(new GetHealthCheckLastFailureReasonCommand(fine));
      expect(none.HealthCheckObservations ?? []).toEqual([]);

      const zones = await route53.send(new ListHostedZonesByNameCommand({ DNSName: 'example' }));
      const record = (
        SetIdentifier: string,
        Weight: number,
        Value: string,
        HealthCheckId: string,
      ) => ({
        Action: 'CREATE' as const,
        ResourceRecordSet: {
          Name: 'neuf.example',
          Type: 'A' as const,
          TTL: 5,
          SetIdentifier,
          Weight,
          HealthCheckId,
          ResourceRecords: [{ Value }],
        },
      });
      const Changes = [record('a', 1, '192.0.2.1', bad), record('b', 0, '192.0.2.2', good)];
      const HostedZoneId = zones.HostedZones?.[0]?.Id ?? '';
      await route53.send(
        new ChangeResourceRecordSetsCommand({ HostedZoneId, ChangeBatch: { Changes } }),
      );
      const answer = () => valuesOf(names.dnsPort, 'neuf.example');
      await until(async () => (await answer()).join() === '192.0.2.2');
      // Disabled it is healthy whatever it found, and inverted besides it is not.
      await update(route53, bad, { Disabled: true });
      expect(await answer()).toEqual(['192.0.2.1']);
      await update(route53, bad, { Inverted: true });
      expect(await answer()).toEqual(['192.0.2.2']);
      await update(route53, bad, { Disabled: false });
      expect(await answer()).toEqual(['192.0.2.1']);
      await expect(
        route53.send(new DeleteHealthCheckCommand({ HealthCheckId: bad })),
      ).rejects.toMatchObject({ name: 'HealthCheckInUse' });
      await server.stop();
    }));

  test('is kept over a restart with its switches, and goes on looking', () =>
    withRoute53(async (route53, names, spec) => {
      const server = await aServer('Bonjour <&> à tous');
      const id = await create(route53, endpoint(server.port, { Inverted: true }));
      const looking = await create(route53, endpoint(server.port), 'two');
      await update(route53, id, { Disabled: true });
      await names.stop();
      const again = await startNames(spec);
      const { route53: later } = clientsFor(again);
      const { HealthCheck } = await later.send(new GetHealthCheckCommand({ HealthCheckId: id }));
      expect(HealthCheck).toMatchObject({
        CallerReference: 'one',
        HealthCheckVersion: 2,
        HealthCheckConfig: { ...endpoint(server.port), Inverted: true, Disabled: true },
      });
      await until(async () => (await statuses(later, looking)).some((one) => /HTTP 200/.test(one)));
      later.destroy();
      await again.stop();
      await server.stop();
    }));

  test('is one for one caller reference, unless it asks for something else', () =>
    withRoute53(async (route53) => {
      const id = await create(route53, endpoint(1));
      expect(await create(route53, endpoint(1))).toBe(id);
      await expect(create(route53, endpoint(2))).rejects.toMatchObject({
        name: 'HealthCheckAlreadyExists',
      });
      const all = await route53.send(new ListHealthChecksCommand({}));
      expect(all.HealthChecks?.map((one) => one.Id)).toEqual([
        'ent-x.origin',
        'ent-x.hold',
        'ent-x.origin-and-hold',
        'always',
        id,
      ]);
      const page = await route53.send(new ListHealthChecksCommand({ MaxItems: 3 }));
      expect(page).toMatchObject({ IsTruncated: true, NextMarker: 'always' });
      const rest = await route53.send(new ListHealthChecksCommand({ Marker: page.NextMarker }));
      expect(rest.HealthChecks).toHaveLength(2);
      await route53.send(new DeleteHealthCheckCommand({ HealthCheckId: id }));
      await expect(statuses(route53, id)).rejects.toMatchObject({ name: 'NoSuchHealthCheck' });
    }));

  test('counts its children, which are no calculated ones and cannot go while it counts them', () =>
    withRoute53(async (route53, names) => {
      const child = await create(route53, endpoint(1, { Disabled: true }));
      const calculated = (HealthThreshold: number, ChildHealthChecks: string[]) => ({
        Type: 'CALCULATED' as const,
        HealthThreshold,
        ChildHealthChecks,
      });
      const both = await create(route53, calculated(2, [child, 'ent-x.hold']), 'two');
      const healthy = async (id: string) =>
        (await control(names).state()).checks.find((check) => check.id === id)?.healthy;
      expect(await healthy(both)).toBe(true);
      await control(names).ask('PUT', '/holds/ent-x', 'note');
      expect(await healthy(both)).toBe(false);
      await expect(create(route53, calculated(1, [both]), 'three')).rejects.toMatchObject({
        name: 'InvalidInput',
      });
      await expect(create(route53, calculated(1, ['none']), 'four')).rejects.toMatchObject({
        name: 'InvalidInput',
      });
      await expect(statuses(route53, both)).rejects.toMatchObject({ name: 'InvalidInput' });
      const remove = (HealthCheckId: string) =>
        route53.send(new DeleteHealthCheckCommand({ HealthCheckId }));
      await expect(remove(child)).rejects.toMatchObject({ name: 'HealthCheckInUse' });
      await expect(remove('ent-x.hold')).rejects.toMatchObject({ name: 'HealthCheckInUse' });
      await remove(both);
      await remove(child);
    }));

  test('is updated only as the version that is there', () =>
    withRoute53(async (route53) => {
      const first = await update(route53, 'ent-x.hold', { Disabled: false, HealthCheckVersion: 1 });
      expect(first.HealthCheck).toMatchObject({
        HealthCheckVersion: 2,
        HealthCheckConfig: { Inverted: true, Disabled: false },
      });
      const late = update(route53, 'ent-x.hold', { Disabled: true, HealthCheckVersion: 1 });
      await expect(late).rejects.toMatchObject({ name: 'HealthCheckVersionMismatch' });
      await expect(update(route53, 'none', { Disabled: true })).rejects.toMatchObject({
        name: 'NoSuchHealthCheck',
      });
      const other = update(route53, 'ent-x.origin', { Port: 80 });
      await expect(other).rejects.toMatchObject({ name: 'InvalidInput' });
    }));
});

describe('the control plane', () => {
  test('counts requests and refuses too many, when it is told to', () =>
    withRoute53(
      async (route53) => {
        const asked = await Promise.allSettled(
          Array.from({ length: 10 }, () => statuses(route53, 'ent-x.hold')),
        );
        const refused = asked.filter(({ status }) => status === 'rejected');
        expect(refused.length).toBeGreaterThanOrEqual(4);
        expect(refused[0]).toMatchObject({
          reason: { name: 'Throttling', message: 'Rate exceeded' },
        });
      },
      { throttle: true },
    ));

  test('of us-east-1 is down, and names, checks, holds and stays go on', () =>
    withRoute53(async (route53, names) => {
      const { ask, state } = control(names);
      await ask('PUT', '/outages/us-east-1');
      await expect(route53.send(new ListHealthChecksCommand({}))).rejects.toMatchObject({
        name: 'ServiceUnavailable',
        $metadata: { httpStatusCode: 503 },
      });
      expect(await valuesOf(names.dnsPort, 'ent-x.example')).toEqual(['127.0.0.1']);
      await ask('PUT', '/holds/ent-x', 'note');
      expect(await valuesOf(names.dnsPort, 'ent-x.example')).toEqual(['127.0.0.10']);
      expect((await state()).controlPlaneDown).toBe(true);
      await ask('DELETE', '/outages/us-east-1');
      expect((await route53.send(new ListHealthChecksCommand({}))).HealthChecks).toHaveLength(4);
      expect((await ask('PUT', '/outages/eu-west-3')).status).toBe(404);
    }));

  test('may be down from the start', () =>
    withRoute53(
      async (route53) => {
        const asked = route53.send(new ListHealthChecksCommand({}));
        await expect(asked).rejects.toMatchObject({ name: 'ServiceUnavailable' });
      },
      { controlPlaneDown: true },
    ));
});

test('a request that is no check is told what is wrong with it', () => {
  const config = (inside: string) =>
    `<CreateHealthCheckRequest><CallerReference>a</CallerReference><HealthCheckConfig>${inside}</HealthCheckConfig></CreateHealthCheckRequest>`;
  for (const body of [
    '',
    '<a/>',
    '<!DOCTYPE a><a/>',
    config('<Type>TCP</Type><IPAddress>127.0.0.1</IPAddress><Port>1</Port>'),
    config(
      '<Type>HTTP</Type><FullyQualifiedDomainName>a.fr</FullyQualifiedDomainName><Port>1</Port>',
    ),
    config('<Type>HTTP</Type><IPAddress>127.0.0.1</IPAddress><Port>0</Port>'),
    config('<Type>HTTPS_STR_MATCH</Type><IPAddress>127.0.0.1</IPAddress><Port>1</Port>'),
    config(
      '<Type>HTTP</Type><IPAddress>1.2.3.4</IPAddress><Port>1</Port><RequestInterval>5</RequestInterval>',
    ),
    config('<Type>CALCULATED</Type><HealthThreshold>257</HealthThreshold>'),
  ]) {
    expect(typeof readCheckRequest(body)).toBe('string');
  }
  expect(
    readCheckRequest(config('<Type>CALCULATED</Type><HealthThreshold>0</HealthThreshold>')),
  ).toMatchObject({
    config: { kind: 'calculated', children: [], threshold: 0 },
  });
  expect(
    typeof readCheckUpdate('<UpdateHealthCheckRequest><Port>1</Port></UpdateHealthCheckRequest>'),
  ).toBe('string');
});
