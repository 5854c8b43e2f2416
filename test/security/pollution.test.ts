// Goal: no input writes on what all objects share, whatever keys it bears (P10).
// Method: every parser that is fuzzed is given keys that would, in JSON, YAML, forms and XML.
import { expect, test } from 'vitest';
import { allTargets } from '../fuzz/targets.ts';
import { PreauError } from '../../core/errors.ts';

const VALUE = '{"polluted":"yes"}';
const INPUTS = [
  `{"__proto__":${VALUE},"constructor":{"prototype":${VALUE}}}`,
  `[{"__proto__":${VALUE}},{"a":{"__proto__":${VALUE}}}]`,
  `{"requests":[{"__proto__":${VALUE}}],"observations":[{"__proto__":${VALUE}}],"headers":{"__proto__":"x"}}`,
  `__proto__:\n  polluted: yes\nconstructor:\n  prototype:\n    polluted: yes\n`,
  `platforms:\n  __proto__: &a { polluted: yes }\nhosters:\n  <<: *a\n`,
  `__proto__[polluted]=yes&constructor.prototype.polluted=yes&__proto__.polluted=yes`,
  '<__proto__><polluted>yes</polluted></__proto__>',
  '<a><constructor><prototype><polluted>yes</polluted></prototype></constructor></a>',
  'uai;__proto__;constructor\n0590001A;polluted;yes\n',
  '<p __proto__="polluted" constructor="yes"><__proto__ polluted=yes>',
];

const shared = (): string =>
  JSON.stringify(
    [Object.prototype, Array.prototype, Function.prototype].map((one) => [
      Object.keys(one),
      Object.getOwnPropertyNames(one).length,
    ]),
  );

test('no parser lets an input write on what all objects share', { timeout: 120_000 }, async () => {
  const before = shared();
  for (const target of await allTargets())
    for (const input of INPUTS) {
      const thrown = await Promise.resolve()
        .then(() => target.run(Buffer.from(input)))
        .then(() => null)
        .catch((error: unknown) => error);
      expect(thrown === null || thrown instanceof PreauError).toBe(true);
      expect([target.name, shared(), 'polluted' in {}]).toEqual([target.name, before, false]);
    }
});
