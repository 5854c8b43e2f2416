import { createHash, randomBytes } from 'node:crypto';
import { Integer, OctetString } from 'asn1js';
import { AlgorithmIdentifier, MessageImprint, TimeStampReq } from 'pkijs';

const SHA_256 = '2.16.840.1.101.3.4.2.1';

/** What a time-stamping authority is asked. */
export interface StampQuery {
  /** DER. */
  readonly bytes: Uint8Array;
  /** The answer to this query, and to no other, has it. */
  readonly nonce: Uint8Array;
}

/**
 * Ask for a stamp over the SHA-256 of `data`, with the authority's certificate in the answer so that
 * it can be read offline.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3161 section 2.4.1
 */
export function makeStampQuery(data: Uint8Array): StampQuery {
  // Positive and with no leading zero: one way to write it in DER.
  const nonce = Uint8Array.from(randomBytes(8), (byte, index) =>
    index === 0 ? (byte & 0x3f) | 0x40 : byte,
  );
  const query = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA_256 }),
      hashedMessage: new OctetString({
        valueHex: Uint8Array.from(createHash('sha256').update(data).digest()).buffer,
      }),
    }),
    nonce: new Integer({ valueHex: Uint8Array.from(nonce).buffer }),
    certReq: true,
  });
  return { bytes: new Uint8Array(query.toSchema().toBER()), nonce };
}
