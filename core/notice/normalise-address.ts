import type { Channel } from './delivery.ts';

/** RFC 5321 §4.5.3.1.3: a path is 256 octets, two of which are its brackets. */
const MAIL_MOST = 254;

/**
 * One address in the one form that it is compared and sent in.
 *
 * Mail in lower case: directories write the last letter of `0311131l@…` both ways. Numbers must
 * already be E.164 but for spaces, dots and dashes: a wrong one is refused, never guessed.
 *
 * @returns null when nothing can be sent to it
 */
export function normaliseAddress(channel: Channel, address: string): string | null {
  const trimmed = address.trim();
  if (channel === 'sms') {
    const digits = trimmed.replace(/[\s.\-()]/gu, '');
    return /^\+[1-9]\d{6,14}$/u.test(digits) ? digits : null;
  }
  const mail = trimmed.toLowerCase();
  const sound = /^[^\s@<>()[\],;:"\\\p{Cc}]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/u.test(mail);
  return sound && mail.length <= MAIL_MOST ? mail : null;
}
