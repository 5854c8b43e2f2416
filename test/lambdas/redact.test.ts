// Goal: nothing by which a person could be reached, and no token, gets into a log.
// Method: numbers, addresses and tokens are put anywhere into texts, keys, errors and objects.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { log, nameLogger } from '../../lambdas/middleware/logger.ts';
import { redact, redactText } from '../../lambdas/middleware/redact.ts';
import { readLines, restoreLinesAfterEach } from './stage.ts';

restoreLinesAfterEach();

const digits = (count: number) =>
  fc.string({
    unit: fc.constantFrom(...Array.from('0123456789')),
    minLength: count,
    maxLength: count,
  });
const phone = fc.oneof(
  digits(9).map((rest) => `+33${rest}`),
  digits(8).map((rest) => `06${rest}`),
  digits(8).map((rest) => `07 ${rest.match(/../g)?.join(' ') ?? ''}`),
  digits(9).map((rest) => `0033${rest}`),
);
const word = fc.string({
  unit: fc.constantFrom(...Array.from('abcdefgh0123.-_+éÉ')),
  minLength: 1,
});
const mail = fc
  .tuple(word, fc.constantFrom('ac-test.example', 'lycée.example', 'x'))
  .map(([local, domain]) => `${local}@${domain}`);
const token = fc
  .string({
    unit: fc.constantFrom(...Array.from('abcdef0123456789')),
    minLength: 32,
    maxLength: 32,
  })
  .chain((text) =>
    fc.constantFrom(
      { whole: `https://etat.example/stop/a%2Fb?p=${text}`, secret: text },
      { whole: `Authorization: Bearer ${text}`, secret: text },
      { whole: `token=${text}`, secret: text },
      { whole: `"X-Amz-Signature":"${text}"`, secret: text },
      { whole: `eyJ${text}.${text}.${text}`, secret: text },
    ),
  );
const secret = fc.oneof(
  phone.map((whole) => ({ whole, secret: whole })),
  mail.map((whole) => ({ whole, secret: whole })),
  token,
);
const around = fc.string({ unit: fc.constantFrom(...Array.from('abc ,;:!?/é\n"\'()<>')) });

it('lets no number, address or token through a text, whatever stands around it', () => {
  fc.assert(
    fc.property(around, secret, around, (before, { whole, secret: hidden }, after) => {
      const told = redactText(`${before} ${whole} ${after}`);
      expect(told).not.toContain(hidden);
      expect(told.includes('@')).toBe(`${before}${after}`.includes('@'));
    }),
    { numRuns: 500 },
  );
});

it('lets none through a line: message, fields, keys, errors and what errors carry', () => {
  const lines = readLines();
  nameLogger('essai');
  fc.assert(
    fc.property(secret, fc.nat(4), ({ whole, secret: hidden }, place) => {
      const error = Object.assign(new Error(`refused ${whole}`, { cause: new Error(whole) }), {
        $metadata: { detail: [whole] },
      });
      const said = [
        () => log().info(`to ${whole}`),
        () => log().info('sent', { deep: { list: [{ [whole]: 1, text: whole }] } }),
        () => log().error('failed', { error }),
        () => log().error('failed', error),
        () => log().appendKeys({ incident: whole }),
      ][place];
      said?.();
      log().info('next');
      log().resetKeys();
      expect(lines.text()).not.toContain(hidden);
    }),
    { numRuns: 200 },
  );
});

it('keeps what is no secret: instants, ids, hashes, code places', () => {
  const text =
    'entry 12 of ent-occitanie-20210406T061500Z at 2021-04-06T06:15:00.000Z, 1617689700000 ms, in /var/task/node_modules/@aws-sdk/client-sqs/index.js:10:20, hash 9f86d081884c7d659a2feaa0c55ad015';
  expect(redactText(text)).toBe(text);
});

it('tells a circle and a crowd of references in bounded space and time', () => {
  const one: Record<string, unknown> = { name: 'one' };
  one['self'] = one;
  one['many'] = Array.from({ length: 500 }, () => one);
  expect(JSON.stringify(redact(one)).length).toBeLessThan(2_000);
  const started = performance.now();
  redactText('a'.repeat(200_000));
  redactText(`${'0'.repeat(3_000)}${'+1'.repeat(3_000)}`);
  redactText('token'.repeat(30_000));
  expect(performance.now() - started).toBeLessThan(200);
});
