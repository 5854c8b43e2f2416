// Goal: a secret is asked for once, and an answer that never came is no answer for good.
// Method: the real client over HTTP to a small endpoint that answers as Secrets Manager does.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, describe, expect, test } from 'vitest';
import { createSecret } from '../../../adapters/aws/secret.ts';

const ARN = 'arn:aws:secretsmanager:eu-west-3:123456789012:secret:preau-opt-out';
type Answer = { readonly status: number; readonly body: object };

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** The last answer is given for good. */
async function secretsOf(...answers: readonly Answer[]) {
  const asked: unknown[] = [];
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      asked.push([request.headers['x-amz-target'], body]);
      const { status, body: answer } = answers[Math.min(asked.length, answers.length) - 1] ?? {
        status: 500,
        body: {},
      };
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(answer));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const client = new SecretsManagerClient({
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    region: 'eu-west-3',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  closing.push(() => {
    client.destroy();
    server.closeAllConnections();
    server.close();
  });
  return { asked, secret: createSecret({ client, arn: ARN }) };
}

const named = { ARN, Name: 'preau-opt-out', VersionId: 'v' };

describe('a secret', () => {
  test('is asked for by its name, once', async () => {
    const { asked, secret } = await secretsOf({
      status: 200,
      body: { ...named, SecretString: 'clé' },
    });
    const [one, other] = await Promise.all([secret(), secret()]);
    expect(Buffer.from(one).toString('utf8')).toBe('clé');
    expect(other).toBe(one);
    expect(asked).toEqual([['secretsmanager.GetSecretValue', { SecretId: ARN }]]);
  });

  test('of bytes is these bytes', async () => {
    const SecretBinary = Buffer.from([0, 255, 128]).toString('base64');
    const { secret } = await secretsOf({ status: 200, body: { ...named, SecretBinary } });
    expect([...(await secret())]).toEqual([0, 255, 128]);
  });

  test('that could not be read is asked for again', async () => {
    const { secret } = await secretsOf(
      { status: 500, body: { __type: 'InternalServiceError' } },
      { status: 200, body: { ...named, SecretString: 'k' } },
    );
    await expect(secret()).rejects.toMatchObject({ code: 'store-unavailable', retryable: true });
    expect(Buffer.from(await secret()).toString()).toBe('k');
  });

  test.each([
    ['refused', { status: 400, body: { __type: 'AccessDeniedException', message: 'no' } }],
    ['empty', { status: 200, body: named }],
  ])('that is %s is for a person to mend', async (_name, answer) => {
    const { secret } = await secretsOf(answer);
    await expect(secret()).rejects.toMatchObject({ code: 'store-unavailable', retryable: false });
  });
});
