import type { IncomingMessage } from 'node:http';
import { PreauError } from '../../core/errors.ts';
import { type Answer, json, plain } from '../http/answer.ts';
import { readBody } from '../http/read-body.ts';

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

/**
 * `POST /receipts/<gateway>`: what became of SMS, signed. Words on messages that nobody here knows
 * are counted in the answer and accepted: a gateway would only say them again.
 *
 * Whatever is wrong with a signature has one answer, and nothing is read before it is right.
 */
export async function answerReceipts(
  request: IncomingMessage,
  { pathname }: URL,
  gateways: ReadonlyMap<string, SmsReceipts>,
): Promise<Answer> {
  const gateway = gateways.get(pathname.slice(RECEIPTS_PATH.length));
  if (gateway === undefined || request.method !== 'POST') {
    request.resume();
    if (gateway === undefined) return plain(404, 'not found');
    return { ...plain(405, 'only POST here'), headers: { allow: 'POST' } };
  }
  const body = await readBody(request).catch((error: unknown) => {
    if (error instanceof PreauError && error.code === 'request-malformed') return null;
    throw error;
  });
  if (body === null) return plain(413, 'expected UTF-8, and less of it');
  const header = (name: string): string => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : '';
  };
  const taken = await gateway.take({
    timestamp: header(gateway.timestampHeader),
    signature: header(gateway.signatureHeader),
    contentType: header('content-type'),
    body,
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
