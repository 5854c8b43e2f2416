import { describe, expect, test } from 'vitest';
import { isPushEndpoint } from '../../../core/subscription/push-service.ts';

// Goal: only the push services of known browsers are ever written to. Method: their addresses, and
// addresses that look like them.

const at = (host: string, path = '/fcm/send/abc:DEF-1_2') => `https://${host}${path}`;

describe('an endpoint', () => {
  test.each([
    'fcm.googleapis.com',
    'updates.push.services.mozilla.com',
    'web.push.apple.com',
    'db5p.notify.windows.com',
    `${'a'.repeat(63)}.notify.windows.com`,
  ])('at %s is one', (host) => {
    expect(isPushEndpoint(at(host))).toBe(true);
  });

  test.each([
    'fcm.googleapis.com.example',
    'example-fcm.googleapis.com',
    'updates.push.services.mozilla.com.example',
    'x.updates.push.services.mozilla.com',
    'x.web.push.apple.com',
    'web.push.apple.com.example',
    'fcm-googleapis.com',
    'a.b.notify.windows.com',
    'a.notify.windows.com.example',
    'notify.windows.com',
    `${'a'.repeat(64)}.notify.windows.com`,
    'user@fcm.googleapis.com',
    'fcm.googleapis.com:8443',
    '127.0.0.1',
    '',
  ])('at %s is none', (host) => {
    expect(isPushEndpoint(at(host))).toBe(false);
  });

  test.each([
    'http://fcm.googleapis.com/x',
    ' https://fcm.googleapis.com/x',
    'xhttps://fcm.googleapis.com/x',
    'https://fcm.googleapis.com/',
    'https://fcm.googleapis.com/a b',
    'https://fcm.googleapis.com/x#fragment',
    'https://fcm.googleapis.com/é',
    'https://fcm.googleapis.com',
    'no address',
  ])('is not %j', (text) => {
    expect(isPushEndpoint(text)).toBe(false);
  });

  test('has a thousand characters at most', () => {
    const whole = at('fcm.googleapis.com', '/').padEnd(1_000, 'x');
    expect(isPushEndpoint(whole)).toBe(true);
    expect(isPushEndpoint(`${whole}x`)).toBe(false);
  });
});
