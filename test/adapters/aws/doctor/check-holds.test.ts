// Goal: the account is asked, not a bucket, at the host that knows of accounts; only what shuts the hold
// bucket is a fault. Method: the real client with a handler that writes down what it is given.
import { S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { checkHolds } from '../../../../adapters/aws/doctor/check-holds.ts';

interface Asked {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query: object;
  readonly headers: Readonly<Record<string, string>>;
}

function clientOf(region: string, status: number, body: string) {
  const asked: Asked[] = [];
  const client = new S3Client({
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: {
      handle: async (request: Asked) => {
        asked.push(request);
        return { response: { statusCode: status, headers: {}, body: Buffer.from(body) } };
      },
    },
  });
  return { client, asked };
}

const look = async (client: S3Client) => {
  const signal = AbortSignal.timeout(5_000);
  const [found] = await checkHolds(
    client,
    { holdBucket: 'preau.s3.holds' },
    '123456789012',
    signal,
  );
  return found;
};

const block = (on: string) =>
  `<PublicAccessBlockConfiguration>${on}</PublicAccessBlockConfiguration>`;

test.each(['eu-west-1', 'us-east-1'])(
  'the account is asked in %s, signed for S3',
  async (region) => {
    const { client, asked } = clientOf(
      region,
      200,
      block('<BlockPublicAcls>true</BlockPublicAcls>'),
    );
    expect((await look(client))?.code).toBe('holds-readable');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      method: 'GET',
      hostname: `123456789012.s3-control.${region}.amazonaws.com`,
      path: '/v20180820/configuration/publicAccessBlock',
      query: {},
    });
    expect(asked[0]?.headers).toMatchObject({
      host: `123456789012.s3-control.${region}.amazonaws.com`,
      'x-amz-account-id': '123456789012',
      authorization: expect.stringMatching(/\/s3\/aws4_request.*SignedHeaders=.*x-amz-account-id/),
    });
  },
);

test.each(['BlockPublicPolicy', 'RestrictPublicBuckets'])('%s shuts the holds', async (one) => {
  const { client } = clientOf('eu-west-1', 200, block(`<${one}>true</${one}>`));
  expect(await look(client)).toMatchObject({ code: 'holds-shut', values: { settings: one } });
});

test('an account without settings shuts nothing; a refusal is told as one', async () => {
  const none = '<Error><Code>NoSuchPublicAccessBlockConfiguration</Code></Error>';
  expect((await look(clientOf('eu-west-1', 404, none).client))?.code).toBe('holds-readable');
  const denied = clientOf('eu-west-1', 403, '<Error><Code>AccessDenied</Code></Error>');
  await expect(look(denied.client)).rejects.toMatchObject({ name: 'AccessDenied' });
});
