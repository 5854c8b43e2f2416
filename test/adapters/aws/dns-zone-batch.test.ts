// Goal: what the journal keeps of a batch is an id that GetChange takes, and nothing else.
// Method: answers of an endpoint of the test's own; batches as such: test/contract/dns.test.ts.
import { Route53Client } from '@aws-sdk/client-route-53';
import { afterEach, expect, test } from 'vitest';
import { zoneBatch } from '../../../adapters/aws/dns-zone-batch.ts';
import { startStub, type Stub } from '../../contract/store-endpoint.ts';

const NAMESPACE = 'https://route53.amazonaws.com/doc/2013-04-01/';
const SET = `<ResourceRecordSet><Name>ent.region.example.</Name><Type>A</Type><SetIdentifier>mirror</SetIdentifier><Weight>0</Weight><TTL>60</TTL><ResourceRecords><ResourceRecord><Value>192.0.2.1</Value></ResourceRecord></ResourceRecords></ResourceRecordSet>`;

let stub: Stub;
afterEach(() => stub.stop());

async function sent(id: string): Promise<string> {
  stub = await startStub(({ method }, response) => {
    response.end(
      method === 'POST'
        ? `<ChangeResourceRecordSetsResponse xmlns="${NAMESPACE}"><ChangeInfo><Id>${id}</Id><Status>PENDING</Status><SubmittedAt>2021-04-06T06:00:00Z</SubmittedAt></ChangeInfo></ChangeResourceRecordSetsResponse>`
        : `<ListResourceRecordSetsResponse xmlns="${NAMESPACE}"><ResourceRecordSets>${SET}</ResourceRecordSets><IsTruncated>false</IsTruncated><MaxItems>300</MaxItems></ListResourceRecordSetsResponse>`,
    );
  });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const options = { endpoint: stub.url, region: 'us-east-1', credentials, maxAttempts: 1 };
  return zoneBatch(new Route53Client(options), 'Z1').setWeights('ent.region.example', {
    mirror: 1,
  });
}

test('the id is told without its path', async () => {
  expect(await sent('/change/C2682N5HXP0BZ4')).toBe('C2682N5HXP0BZ4');
});

test.each(['', '/change/', `/change/${'C'.repeat(65)}`, '/change/C1/../hostedzone'])(
  '“%s” is no id: the batch is sent again',
  async (id) => {
    await expect(sent(id)).rejects.toMatchObject({ code: 'dns-unreachable', retryable: true });
  },
);
