import { expect } from 'vitest';
import { kit, type Rule } from './kit.ts';

const THROTTLING = 'throttling-api-requests';

/** How many of `asked` requests of an operation, made at one instant, pass the gate. */
function burst(
  operation: string,
  asked = 100,
  atMs = 0,
  gate = kit({ throttle: true }).gate,
): number {
  const passed = Array.from({ length: asked }, () => gate.admit(operation, atMs));
  return passed.filter((refusal) => refusal === null).length;
}
/** How many pass in the second after a burst has emptied the buckets, and in the next 10 seconds. */
function refill(operation: string): readonly number[] {
  const { gate } = kit({ throttle: true });
  burst(operation, 100, 0, gate);
  return [1_000, 11_000].map((atMs) => burst(operation, 100, atMs, gate));
}

/** How many requests the API takes. */
export const THROTTLED: readonly Rule[] = [
  {
    sentence: 'an account may make 50 requests at once, and 10 a second for ever',
    page: THROTTLING,
    holds: () => expect([burst('GetChange'), ...refill('GetChange')]).toEqual([50, 10, 50]),
  },
  {
    sentence: 'an operation takes from its own bucket and from the account’s',
    page: THROTTLING,
    holds() {
      const { gate } = kit({ throttle: true });
      burst('GetChange', 30, 0, gate);
      expect(burst('ListHealthChecks', 100, 0, gate)).toBe(20);
    },
  },
  {
    sentence: 'GetHealthCheckStatus: 4 at once, 1 a second',
    page: THROTTLING,
    holds: () =>
      expect([burst('GetHealthCheckStatus'), ...refill('GetHealthCheckStatus')]).toEqual([4, 1, 4]),
  },
  {
    sentence: 'GetHealthCheckLastFailureReason: 4 at once, 1 a second',
    page: THROTTLING,
    holds: () =>
      expect([
        burst('GetHealthCheckLastFailureReason'),
        ...refill('GetHealthCheckLastFailureReason'),
      ]).toEqual([4, 1, 4]),
  },
  {
    sentence: 'CreateHealthCheck: 50 at once, one every two seconds',
    page: THROTTLING,
    holds: () =>
      expect([burst('CreateHealthCheck'), ...refill('CreateHealthCheck')]).toEqual([50, 0, 5]),
  },
  {
    sentence: 'DeleteHealthCheck: 15 at once, 3 a second',
    page: THROTTLING,
    holds: () =>
      expect([burst('DeleteHealthCheck'), ...refill('DeleteHealthCheck')]).toEqual([15, 3, 15]),
  },
  {
    sentence: 'too many requests are answered 400 with Throttling and "Rate exceeded"',
    page: THROTTLING,
    holds() {
      const { gate } = kit({ throttle: true });
      burst('GetHealthCheckStatus', 4, 0, gate);
      expect(gate.admit('GetHealthCheckStatus', 0)).toMatchObject({
        status: 400,
        body: expect.stringMatching(/<Code>Throttling<.*<Message>Rate exceeded</),
      });
    },
  },
];
