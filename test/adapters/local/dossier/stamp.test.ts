import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askAuthority } from '../../../../adapters/local/dossier/stamp/ask-authority.ts';
import { makeStampQuery } from '../../../../adapters/local/dossier/stamp/make-query.ts';
import { readStamp } from '../../../../adapters/local/dossier/stamp/read-stamp.ts';
import {
  hasOpenssl,
  makeStampAuthority,
  serveStamps,
  type StampAuthority,
} from '../../../fixtures/stamp-authority.ts';

// Goal: a time stamp is taken only when all of it holds, offline, and an authority that lies, stalls,
// floods or answers somebody else is told from one that stamped (P10).
// Method: an authority made by `openssl ts`, whose answers are then changed; `openssl ts -verify` as
// the judge of ours. Skipped where openssl 3 is not there.

const data = Buffer.from('{"a":"manifest"}\n');

describe.skipIf(!hasOpenssl())('a time stamp (needs openssl 3)', () => {
  let authority: StampAuthority;
  let good: Buffer = Buffer.alloc(0);
  beforeAll(() => {
    authority = makeStampAuthority();
    good = authority.answer(makeStampQuery(data).bytes);
  }, 60_000);
  afterAll(() => authority.remove());
  const root = (): string => readFileSync(authority.caFile, 'utf8');

  test('is read with its time and its authority, and openssl thinks so too', async () => {
    const read = await readStamp(good, data, { trustedPem: root() });
    expect(read).toMatchObject({
      kind: 'read',
      stamp: {
        authority: 'Autorité de test, Horodatage',
        policy: '1.2.3.4.1',
        trusted: true,
      },
    });
    writeFileSync(join(authority.folder, 'data'), data);
    writeFileSync(join(authority.folder, 'good.tsr'), good);
    const options = { cwd: authority.folder, encoding: 'utf8', stdio: 'pipe' } as const;
    const args = ['ts', '-verify', '-data', 'data', '-in', 'good.tsr', '-CAfile', 'ca.pem'];
    expect(execFileSync('openssl', args, options)).toContain('Verification: OK');
    const told = execFileSync('openssl', ['ts', '-reply', '-in', 'good.tsr', '-text'], options);
    const [, time = ''] = /Time stamp: (.*)/.exec(told) ?? [];
    const at = read.kind === 'read' ? read.stamp.at : 0;
    expect(Math.floor(at / 1_000)).toBe(Math.floor(Date.parse(time) / 1_000));
  });

  test('by an authority of the older kind, which names its certificate by SHA-1, is read', async () => {
    const old = authority.answer(makeStampQuery(data).bytes, 'old');
    expect(await readStamp(old, data)).toMatchObject({ kind: 'read', stamp: { trusted: null } });
  });

  test('of other bytes, for another query, by a stranger or by an unfit certificate is refused', async () => {
    expect(await readStamp(good, Buffer.from('other'))).toMatchObject({
      why: 'stamp-of-other-bytes',
    });
    expect(await readStamp(good, data, { nonce: Buffer.alloc(8, 0x41) })).toMatchObject({
      why: 'stamp-of-other-bytes',
    });
    const stranger = makeStampAuthority();
    const trustedPem = readFileSync(stranger.caFile, 'utf8');
    stranger.remove();
    expect(await readStamp(good, data, { trustedPem })).toMatchObject({ why: 'stamp-untrusted' });
    expect(await readStamp(good, data, { trustedPem: 'none' })).toMatchObject({
      why: 'stamp-untrusted',
    });
  });

  test('by a certificate that was not valid then is refused, whoever trusts it', async () => {
    const late = authority.answer(makeStampQuery(data).bytes, 'expired');
    for (const expected of [{}, { trustedPem: root() }])
      expect(await readStamp(late, data, expected)).toMatchObject({ why: 'stamp-signer-unfit' });
  });

  test('with any byte changed is refused, or says the same', async () => {
    const [as] = [await readStamp(good, data, { trustedPem: root() })];
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: good.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, mask) => {
          const changed = Buffer.from(good);
          changed.writeUInt8(changed.readUInt8(at) ^ mask, at);
          const read = await readStamp(changed, data, { trustedPem: root() });
          // Some bytes say nothing: a status text, the order of certificates that came along.
          expect([as, 'refused']).toContainEqual(read.kind === 'read' ? read : 'refused');
        },
      ),
      { numRuns: 300 },
    );
  });

  test('of any other bytes is unreadable and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect(await readStamp(bytes, data)).toMatchObject({ kind: 'refused' });
      }),
    );
    const nested = Buffer.alloc(60_000, Buffer.from([0x30, 0x80]));
    expect(await readStamp(nested, data)).toMatchObject({ why: 'stamp-unreadable' });
    expect(await readStamp(Buffer.alloc(70_000), data)).toMatchObject({ why: 'stamp-unreadable' });
    const cut = good.subarray(0, good.length / 2);
    expect(await readStamp(cut, data)).toMatchObject({ why: 'stamp-unreadable' });
  });

  test('is asked for by the digest alone, as RFC 3161 has it', async () => {
    const heard: { readonly type: string | undefined; readonly query: Buffer }[] = [];
    const server = await serveStamps((query, response, request) => {
      heard.push({ type: request.headers['content-type'], query });
      response.setHeader('content-type', 'application/timestamp-reply');
      response.end(authority.answer(query));
    });
    const { stamp, bytes } = await askAuthority(server.url, data);
    await server.close();
    expect(stamp.authority).toContain('Horodatage');
    expect(await readStamp(bytes, data, { trustedPem: root() })).toMatchObject({ kind: 'read' });
    expect(heard).toHaveLength(1);
    expect(heard[0]?.type).toBe('application/timestamp-query');
    expect(heard[0]?.query.includes('manifest')).toBe(false);
  });

  test.each([
    { name: 'refuses', respond: () => Buffer.from('30053003020102', 'hex'), words: 'PKIStatus 2' },
    { name: 'answers a page', respond: () => Buffer.from('<html>'), words: 'stamp-unreadable' },
    { name: 'floods', respond: () => Buffer.alloc(2_000_000), words: 'more than 65536 bytes' },
  ])('that an authority that $name gives is none', async ({ respond, words }) => {
    const server = await serveStamps((_query, response) => response.end(respond()));
    await expect(askAuthority(server.url, data)).rejects.toMatchObject({
      code: 'stamp-refused',
      message: expect.stringContaining(words),
    });
    await server.close();
  });

  test('that never comes, or never ends, is given up', async () => {
    const silent = await serveStamps(() => undefined);
    await expect(askAuthority(silent.url, data, 50)).rejects.toMatchObject({
      code: 'stamp-refused',
    });
    await silent.close();
    const dripping = await serveStamps((_query, response) => response.write('0'));
    await expect(askAuthority(dripping.url, data, 50)).rejects.toMatchObject({
      code: 'stamp-refused',
      retryable: true,
    });
    await dripping.close();
  });

  test('given to another query, a redirection and an error are none', async () => {
    const replay = await serveStamps((_query, response) => response.end(good));
    await expect(askAuthority(replay.url, data)).rejects.toThrow('another query');
    await replay.close();
    const moved = await serveStamps((_query, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end();
    });
    await expect(askAuthority(moved.url, data)).rejects.toMatchObject({ code: 'stamp-refused' });
    await moved.close();
    const down = await serveStamps((_query, response) => response.writeHead(503).end('no'));
    await expect(askAuthority(down.url, data)).rejects.toThrow('HTTP status 503');
    await down.close();
    await expect(askAuthority(down.url, data)).rejects.toMatchObject({ code: 'stamp-refused' });
  });
});

test.each(['http://tsa.example/', 'ftp://tsa.example/', 'tsa.example', 'http://192.0.2.1/'])(
  '%s is no address that is asked',
  async (url) => {
    await expect(askAuthority(url, data)).rejects.toMatchObject({ code: 'argument-invalid' });
  },
);
