// Goal: what a relay puts off is told apart: its own limits, and one mailbox. Method: failures as the
// SMTP client throws them, with answers as Postfix, Exim and hosters' relays word them.
import { expect, test } from 'vitest';
import { readSmtpFailure } from '../../../adapters/local/mail-failure.ts';

const failure = (command: string, response: string) =>
  Object.assign(new Error(`Message failed: ${response}`), {
    command,
    responseCode: Number(response.slice(0, 3)),
  });

test.each([
  ['RCPT TO', '450 4.7.1 Error: too many recipients from 192.0.2.1', true],
  ['MAIL FROM', '450 too much mail, slow down', true],
  ['DATA', '452 4.3.1 Insufficient system storage', true],
  ['DATA', '451 4.4.5 congested', true],
  ['RCPT TO', '421 too many messages in this session', true],
  ['AUTH PLAIN', '454 temporary authentication failure', true],
  ['RCPT TO', '450 4.2.1 mailbox busy', false],
  ['RCPT TO', '450 4.1.2 recipient domain not found for now', false],
  ['DATA', '451 local error', false],
])('to %s, %s is the account’s: %s', (command, response, ofAccount) => {
  const result = readSmtpFailure(failure(command, response));
  expect(result).toMatchObject({ kind: 'deferred' });
  expect('ofAccount' in result).toBe(ofAccount);
});
