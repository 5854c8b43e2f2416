import type { IncomingMessage } from 'node:http';
import { type Answer, plain } from '../http/answer.ts';
import { readBody } from '../http/read-body.ts';
import { answerGateway, RECEIPTS_PATH, type SmsReceipts } from './answer-gateway.ts';

/** `POST /receipts/<gateway>` to a home on one machine: see {@link answerGateway}. */
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
  const header = (name: string): string => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : '';
  };
  return answerGateway({ header, body: () => readBody(request) }, gateway);
}
