import { describe, expect, test } from 'vitest';
import { createPrimary } from '../../../../adapters/local/rfc2136/primary.ts';
import type { TsigKey } from '../../../../adapters/local/rfc2136/tsig.ts';

// Goal: nothing that could be anybody's is taken for a change that was made.
// Method: a link that answers an update with bytes of the test's own, none of them signed.

const key: TsigKey = { name: 'preau.cle', algorithm: 'hmac-sha256', secret: Buffer.alloc(32, 7) };
const server = { address: '127.0.0.1', port: 53 };
const UPDATE_REPLY = 0xa8;
const QUERY_REPLY = 0x80;

/** A reply with a header alone, to the id of whatever is asked. */
const answering = (opcode: number, rcode: number, idShift = 0) => ({
  close: () => undefined,
  exchange: async (message: Buffer) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16BE((message.readUInt16BE(0) + idShift) % 65_536, 0);
    bytes.writeUInt8(opcode, 2);
    bytes.writeUInt8(rcode, 3);
    return bytes;
  },
});
const primary = createPrimary(server, key, () => 0);
const nothing = { zone: 'example', prerequisites: [], updates: [] };

describe('an update', () => {
  test.each([
    [0, 'NOERROR'],
    [8, 'NXRRSET'],
    [5, 'REFUSED'],
    [9, 'NOTAUTH'],
    [14, 'RCODE14'],
  ])('with an unsigned answer of %i is not made, and not unmet: %s', async (rcode, name) => {
    const link = answering(UPDATE_REPLY, rcode);
    await expect(primary.update(link, nothing)).rejects.toMatchObject({
      code: 'dns-change-refused',
      message: expect.stringContaining(`${name} without a signature`) as string,
    });
  });

  test('that the server fails at is tried again', async () => {
    await expect(primary.update(answering(UPDATE_REPLY, 2), nothing)).rejects.toMatchObject({
      code: 'dns-unreachable',
      retryable: true,
    });
  });

  test.each([
    ['to another id', answering(UPDATE_REPLY, 0, 1)],
    ['to a question', answering(QUERY_REPLY, 0)],
    ['that is none', answering(0x28, 0)],
    ['of three bytes', { close: () => undefined, exchange: async () => Buffer.alloc(3) }],
  ])('with an answer %s is tried again', async (_, link) => {
    await expect(primary.update(link, nothing)).rejects.toMatchObject({
      code: 'dns-unreachable',
      retryable: true,
    });
  });

  test('is refused in words that hold nothing of the secret', async () => {
    const refusal: unknown = await primary
      .update(answering(UPDATE_REPLY, 5), nothing)
      .catch((error: unknown) => error);
    const text = refusal instanceof Error ? `${refusal.message} ${refusal.stack}` : '';
    expect(text).toContain('preau.cle');
    expect(text).not.toContain(Buffer.from(key.secret).toString('base64'));
  });
});

describe('a question', () => {
  test('has no records where there is no name, and no answer where it is refused', async () => {
    expect(await primary.ask(answering(QUERY_REPLY, 3), 'ent.example', 1)).toEqual([]);
    await expect(primary.ask(answering(QUERY_REPLY, 5), 'ent.example', 1)).rejects.toMatchObject({
      code: 'dns-unreachable',
      message: expect.stringContaining('REFUSED') as string,
    });
  });
});
