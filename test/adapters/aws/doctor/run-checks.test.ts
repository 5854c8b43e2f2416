// Goal: one look that fails, hangs or is forbidden keeps no other from being made, and none is lost.
// Method: looks that are plain functions.
import { expect, test } from 'vitest';
import { finding } from '../../../../adapters/aws/doctor/finding.ts';
import { type DoctorCheck, runChecks } from '../../../../adapters/aws/doctor/run-checks.ts';

const well: DoctorCheck = {
  name: 'heartbeat',
  look: async () => [finding('heartbeat', 'heartbeat-set')],
};
const fails = (name: DoctorCheck['name'], error: unknown): DoctorCheck => ({
  name,
  look: () => Promise.reject(error),
});
class Denied extends Error {
  override readonly name = 'AccessDeniedException';
}

test('findings come in the order of the looks, whatever each takes', async () => {
  const order: string[] = [];
  const slow: DoctorCheck = {
    name: 'mail',
    look: async () => {
      await Promise.resolve();
      await Promise.resolve();
      order.push('mail');
      return [finding('mail', 'mail-ready')];
    },
  };
  const found = await runChecks([slow, well]);
  expect(found.map(({ check }) => check)).toEqual(['mail', 'heartbeat']);
  expect(order).toEqual(['mail']);
});

test('a look that hangs is unknown once its time is over, and is told to stop', async () => {
  let stopped = false;
  const hangs: DoctorCheck = {
    name: 'zones',
    look: (signal) => {
      signal.addEventListener('abort', () => {
        stopped = true;
      });
      return new Promise(() => undefined);
    },
  };
  const [first, second] = await runChecks([hangs, well], 5);
  expect(first).toMatchObject({ check: 'zones', code: 'no-answer', state: 'unknown' });
  expect(String(first?.values['why'])).toContain('5 ms');
  expect(second).toMatchObject({ code: 'heartbeat-set' });
  expect(stopped).toBe(true);
});

test('a refusal is told from a failure', async () => {
  const found = await runChecks([
    fails('mail', new Denied('not authorized\n to perform ses:GetAccount')),
    fails('sms', new Error('socket hang up')),
    fails('zones', 'a text'),
  ]);
  expect(found.map(({ code }) => code)).toEqual(['not-allowed', 'no-answer', 'no-answer']);
  expect(found[0]?.values['why']).toBe(
    'AccessDeniedException: not authorized to perform ses:GetAccount',
  );
});

test('a reason is bounded', async () => {
  const [found] = await runChecks([fails('mail', new Error('x'.repeat(10_000)))]);
  expect(String(found?.values['why']).length).toBeLessThanOrEqual(200);
});
