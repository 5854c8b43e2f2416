import { PreauError } from '../../core/errors.ts';
import { type Answer, json, plain } from '../http/answer.ts';

/** One gateway that tells what became of its messages. */
export interface SmsReceipts {
  /** In small letters. */
  readonly signatureHeader: string;
  readonly timestampHeader: string;
  /** Verify, read and keep what one request says. */
  readonly take: (call: {
    readonly timestamp: string;
    readonly signature: string;
    readonly contentType: string;
    readonly body: string;
  }) => Promise<
    | { readonly kind: 'taken'; readonly noted: number; readonly unknown: number }
    | { readonly kind: 'refused' | 'malformed' }
  >;
}

export const RECEIPTS_PATH = '/receipts/';

/** One POST of a gateway, from whatever listens. */
export interface GatewayCall {
  /** @param name in small letters @returns empty when it is absent, or there twice */
  readonly header: (name: string) => string;
  /** @throws PreauError `request-malformed` for one that is too large, or no UTF-8 */
  readonly body: () => Promise<string>;
}

/**
 * What became of SMS, signed. Words on messages that nobody here knows are counted in the answer and
 * accepted: a gateway would only say them again.
 *
 * Whatever is wrong with a signature has one answer, and nothing is read before it is right.
 */
export async function answerGateway(
  { header, body }: GatewayCall,
  gateway: SmsReceipts,
): Promise<Answer> {
  const text = await body().catch((error: unknown) => {
    if (error instanceof PreauError && error.code === 'request-malformed') return null;
    throw error;
  });
  if (text === null) return plain(413, 'expected UTF-8, and less of it');
  const taken = await gateway.take({
    timestamp: header(gateway.timestampHeader),
    signature: header(gateway.signatureHeader),
    contentType: header('content-type'),
    body: text,
  });
  switch (taken.kind) {
    case 'refused':
      return plain(401, 'expected a signature of this gateway, and of now');
    case 'malformed':
      return plain(400, 'expected one message in JSON, a list of them, or a form');
    case 'taken':
      return json(202, { noted: taken.noted, unknown: taken.unknown });
  }
}
