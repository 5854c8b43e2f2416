import type { SendResult } from '../../app/ports.ts';

/** Steps of the dialogue at which a refusal is about the connection, not about this recipient. */
const BEFORE_THE_RECIPIENT = /^(?:CONN|API|EHLO|HELO|LHLO|STARTTLS|AUTH)/u;

/** Likewise, and the step that names the sender alone. */
const BEFORE_THE_ADDRESS = /^(?:CONN|API|EHLO|HELO|LHLO|STARTTLS|AUTH|MAIL)/u;

/**
 * "System not accepting network messages", "system congestion", and what its policy holds back, as
 * quotas are. @see https://www.rfc-editor.org/rfc/rfc3463#section-3 classes X.3, X.4.5 and X.7
 */
const OF_THE_RELAY = /\b4[0-9]{2}[ -]4\.(?:3\.[0-9]{1,3}|4\.5|7\.[0-9]{1,3})\b/u;

/** System errors that prove that no connection was made, so nothing left. */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EADDRNOTAVAIL',
]);

/**
 * What a failed SMTP dialogue means for the recipient (RFC 5321 §4.2.1).
 *
 * - 4xx: try again later; said of the account where the step or the code tells. 5xx about this message or recipient: final.
 * - 5xx before any recipient was named (greeting, login): the relay is not ready for anybody; it
 *   says nothing of this recipient, so it is tried again.
 * - No answer: not sent if no connection was made, else unknown.
 */
export function readSmtpFailure(error: unknown): SendResult {
  const { message, code, originalCode, command, responseCode } = readError(error);
  const reason = message.slice(0, 300);
  if (responseCode !== null) {
    const final = responseCode >= 500 && !BEFORE_THE_RECIPIENT.test(command);
    if (final) return { kind: 'rejected', reason };
    const ofAccount =
      responseCode === 421 || BEFORE_THE_ADDRESS.test(command) || OF_THE_RELAY.test(message);
    return { kind: 'deferred', reason, ...(ofAccount ? { ofAccount } : {}) };
  }
  const local = code === 'EENVELOPE' || code === 'EMESSAGE';
  if (local) return { kind: 'rejected', reason };
  const notConnected =
    NOT_CONNECTED.has(code) ||
    NOT_CONNECTED.has(originalCode) ||
    code === 'EDNS' ||
    code === 'EAUTH' ||
    code === 'ETLS' ||
    /^(?:Connection timeout|Greeting never received)/u.test(message);
  if (!notConnected) return { kind: 'unknown', reason };
  return { kind: 'deferred', reason, ofAccount: true };
}

function readError(error: unknown) {
  const fields: { readonly [name: string]: unknown } =
    typeof error === 'object' && error !== null ? { ...error } : {};
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '');
  return {
    message: error instanceof Error ? error.message : String(error),
    code: text('code'),
    originalCode: text('originalCode'),
    command: text('command'),
    responseCode: typeof fields['responseCode'] === 'number' ? fields['responseCode'] : null,
  };
}
