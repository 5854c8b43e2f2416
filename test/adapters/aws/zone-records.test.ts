// Goal: what stands in a zone of Route 53 is read as it is and written back as it was, aliases and all.
// Method: its XML from an endpoint of the test's own; plain and weighted records go to the embedded
// name server's front in test/cli/adopt.test.ts.
import { Route53Client } from '@aws-sdk/client-route-53';
import { afterEach, expect, test } from 'vitest';
import { createZoneRecords } from '../../../adapters/aws/zone-records.ts';
import { startStub, type Stub } from '../../contract/store-endpoint.ts';

const NAMESPACE = 'https://route53.amazonaws.com/doc/2013-04-01/';
const ALIAS = `<ResourceRecordSet><Name>Ent.region.example.</Name><Type>AAAA</Type><SetIdentifier>mirror</SetIdentifier><Weight>0</Weight><AliasTarget><HostedZoneId>Z2FDTNDATAQYW2</HostedZoneId><DNSName>d1.cloudfront.net.</DNSName><EvaluateTargetHealth>false</EvaluateTargetHealth></AliasTarget><HealthCheckId>always</HealthCheckId></ResourceRecordSet>`;
const HTTPS = `<ResourceRecordSet><Name>ent.region.example.</Name><Type>HTTPS</Type><TTL>300</TTL><ResourceRecords><ResourceRecord><Value>1 . alpn="h2"</Value></ResourceRecord></ResourceRecords></ResourceRecordSet>`;
const OTHER = `<ResourceRecordSet><Name>z.region.example.</Name><Type>A</Type><TTL>1</TTL></ResourceRecordSet>`;

let stub: Stub;
afterEach(() => stub.stop());

async function zone(...pages: readonly string[]) {
  let page = 0;
  stub = await startStub(({ method }, response) => {
    if (method === 'POST') {
      response.end(
        `<ChangeResourceRecordSetsResponse xmlns="${NAMESPACE}"><ChangeInfo><Id>/change/C1</Id><Status>PENDING</Status><SubmittedAt>2021-04-06T06:00:00Z</SubmittedAt></ChangeInfo></ChangeResourceRecordSetsResponse>`,
      );
      return;
    }
    const sets = pages[page] ?? '';
    page += 1;
    const more = page < pages.length;
    response.end(
      `<ListResourceRecordSetsResponse xmlns="${NAMESPACE}"><ResourceRecordSets>${sets}</ResourceRecordSets><IsTruncated>${more}</IsTruncated><MaxItems>300</MaxItems>${more ? '<NextRecordName>ent.region.example.</NextRecordName><NextRecordType>HTTPS</NextRecordType>' : ''}</ListResourceRecordSetsResponse>`,
    );
  });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const options = { endpoint: stub.url, region: 'us-east-1', credentials, maxAttempts: 1 };
  return createZoneRecords(new Route53Client(options));
}

const alias = {
  name: 'ent.region.example',
  type: 'AAAA',
  setIdentifier: 'mirror',
  weight: 0,
  values: [],
  alias: { target: 'd1.cloudfront.net.', zoneId: 'Z2FDTNDATAQYW2', evaluatesHealth: false },
  checkId: 'always',
};

test('reads every record of a name, over pages, and none of another', async () => {
  const records = await zone(ALIAS, HTTPS + OTHER);
  expect(await records.at('Z1', ['ent.region.example'])).toEqual([
    alias,
    { name: 'ent.region.example', type: 'HTTPS', ttlSec: 300, values: ['1 . alpn="h2"'] },
  ]);
  expect(stub.requests[1]?.path).toContain('name=ent.region.example.&type=HTTPS');
});

test('writes an alias back as it was, with the verb that was asked for', async () => {
  const records = await zone();
  expect(await records.edit('Z1', [{ action: 'DELETE', record: alias }])).toBe('C1');
  const [request] = stub.requests;
  expect(`${request?.method} ${request?.path}`).toBe('POST /2013-04-01/hostedzone/Z1/rrset');
  const body = request?.body.toString() ?? '';
  expect(body).toContain('<Action>DELETE</Action>');
  expect(body).toContain('<DNSName>d1.cloudfront.net.</DNSName>');
  expect(body).toContain('<EvaluateTargetHealth>false</EvaluateTargetHealth>');
  expect(body).toContain('<Weight>0</Weight>');
  expect(body).not.toContain('<TTL>');
  expect(body).not.toContain('<ResourceRecords>');
});
