import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Route53Client } from '@aws-sdk/client-route-53';
import { afterEach, expect, test } from 'vitest';
import { setStay } from '../../../adapters/aws/set-stay.ts';

// Goal: an order to stay disables the origin's own check, and nothing when it cannot be told which.
// Method: AWS's client against a Route 53 of a few checks that writes down what it is asked to change.
// What comes of it in answers: test/contract/dns.test.ts.

interface Check {
  readonly children?: readonly string[];
  readonly inverted?: boolean;
  readonly disabled?: boolean;
}

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A Route 53 whose origin records, one a type, have these checks. */
async function route53Of(records: readonly string[], checks: Readonly<Record<string, Check>>) {
  const updates: string[] = [];
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const id = request.url?.split('/').at(-1) ?? '';
    const body = Buffer.concat(await request.toArray()).toString();
    if (request.method === 'POST')
      updates.push(`${id} ${/<Disabled>(\w+)</.exec(body)?.[1] ?? 'no word'}`);
    response.setHeader('content-type', 'text/xml');
    response.end(id.startsWith('rrset') ? listOf(records) : checkOf(id, checks[id] ?? {}));
  }
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  const client = new Route53Client({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
  closing.push(() => client.destroy());
  return { updates, stay: (on: boolean) => setStay(client, 'Z1', 'ent.example', on) };
}

const listOf = (records: readonly string[]) =>
  `<ListResourceRecordSetsResponse><ResourceRecordSets>${records
    .map(
      (check, place) =>
        `<ResourceRecordSet><Name>ent.example.</Name><Type>${place === 0 ? 'A' : 'AAAA'}</Type><SetIdentifier>origin</SetIdentifier><Weight>100</Weight><TTL>5</TTL><HealthCheckId>${check}</HealthCheckId></ResourceRecordSet>`,
    )
    .join(
      '',
    )}</ResourceRecordSets><IsTruncated>false</IsTruncated><MaxItems>300</MaxItems></ListResourceRecordSetsResponse>`;

function checkOf(id: string, { children, inverted = false, disabled = false }: Check): string {
  const list = children?.map((child) => `<ChildHealthCheck>${child}</ChildHealthCheck>`).join('');
  const config = `<Type>${children ? 'CALCULATED' : 'HTTPS_STR_MATCH'}</Type><Inverted>${inverted}</Inverted><Disabled>${disabled}</Disabled>${list === undefined ? '' : `<ChildHealthChecks>${list}</ChildHealthChecks>`}`;
  return `<Response><HealthCheck><Id>${id}</Id><CallerReference>r</CallerReference><HealthCheckConfig>${config}</HealthCheckConfig><HealthCheckVersion>1</HealthCheckVersion></HealthCheck></Response>`;
}

const pair = { both: { children: ['hold', 'origin'] }, hold: { inverted: true }, origin: {} };

test('the child that is not inverted is disabled, once for all types, and enabled again', async () => {
  const { stay, updates } = await route53Of(['both', 'both'], pair);
  await stay(true);
  await stay(false);
  expect(updates).toEqual(['origin true', 'origin false']);
});

test('its end enables a calculated check too that somebody disabled', async () => {
  const both = { ...pair.both, disabled: true };
  const { stay, updates } = await route53Of(['both'], { ...pair, both });
  await stay(true);
  await stay(false);
  expect(updates).toEqual(['origin true', 'origin false', 'both false']);
});

test.each([
  ['two that are not inverted', { ...pair, hold: {} }],
  ['none', { ...pair, origin: { inverted: true } }],
  ['a check without children', { ...pair, both: {} }],
])('%s is refused, and nothing is changed', async (_, checks) => {
  const { stay, updates } = await route53Of(['both'], checks);
  await expect(stay(true)).rejects.toMatchObject({
    code: 'dns-change-refused',
    message: expect.stringMatching(/both of the origin record of ent\.example .* deploy/) as string,
  });
  expect(updates).toEqual([]);
});

test('one type of which it cannot be told leaves the other as it is', async () => {
  const { stay, updates } = await route53Of(['both', 'odd'], { ...pair, odd: {} });
  await expect(stay(true)).rejects.toMatchObject({ code: 'dns-change-refused' });
  expect(updates).toEqual([]);
});

test('no origin record with a check is told as such', async () => {
  const { stay } = await route53Of([], pair);
  await expect(stay(true)).rejects.toMatchObject({ code: 'not-found' });
});
