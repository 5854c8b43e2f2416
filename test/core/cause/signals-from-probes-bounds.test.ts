// Goal: each row of the probes is told at its very bound, with its numbers, and not below it.
// Method: what each vantage saw, a mark a probe, every 20 s from the fall on; words that tell their key.
import { describe, expect, test } from 'vitest';
import { failureMix } from '../../../core/cause/failure-mix.ts';
import type { ProbeFact } from '../../../core/cause/probe-lines.ts';
import { signalsFromProbes } from '../../../core/cause/signals-from-probes.ts';
import type { Signal } from '../../../core/cause/signal.ts';
import type { ProbeErrorKind } from '../../../core/watch/observation.ts';
import {
  CALM_UNTIL,
  calm,
  every20s,
  FELL,
  factAt,
  minutesAfterFall,
  steady,
} from '../../fixtures/cause/probes.ts';
import { telling } from '../../fixtures/cause/speech.ts';

const KINDS: Readonly<Record<string, ProbeErrorKind>> = {
  E: 'tls-expired',
  Y: 'tls-not-yet-valid',
  S: 'tls-self-signed',
  U: 'tls-untrusted',
  M: 'tls-name-mismatch',
  H: 'tls-handshake',
  n: 'dns-nxdomain',
  f: 'dns-servfail',
  d: 'dns-timeout',
  t: 'tcp-timeout',
  u: 'tcp-unreachable',
  r: 'tcp-refused',
  R: 'tcp-reset',
  4: 'http-4xx',
  5: 'http-500',
  2: 'http-502',
  q: 'body-queue-page',
  w: 'body-mismatch',
  l: 'body-login-page',
};

/** What `a`, `b`, `c` and `d` saw: `.` is good. */
const seen = (...rows: readonly string[]): readonly ProbeFact[] =>
  rows.flatMap((row, vantage) =>
    Array.from(row, (mark, index) => factAt(index * 20, KINDS[mark] ?? null, 'abcd'[vantage])),
  );

const signalsOf = (observations: readonly ProbeFact[]): readonly Signal[] =>
  signalsFromProbes({
    at: minutesAfterFall(5),
    fellAt: FELL,
    calmUntil: CALM_UNTIL,
    observations,
    speech: telling,
  });

const rowsOf = (observations: readonly ProbeFact[]): string =>
  signalsOf(observations)
    .map(({ feature, statement }) => {
      const [wording, ...values] = statement.replace('cause.signal.', '').split(' ');
      return [feature, ...(wording === feature ? [] : [`as ${wording}`]), ...values].join(' ');
    })
    .join(', ');

test('a row says what was seen, and its part', () => {
  expect(signalsOf(seen('EE.', 'U44'))).toEqual([
    {
      feature: 'tls-invalid',
      at: minutesAfterFall(5),
      provenance: 'measured',
      source: 'probes',
      statement: 'cause.signal.tls-expired share=60%',
      value: 0.6,
    },
  ]);
});

test.each<readonly [string, readonly string[], string]>([
  ['expired', ['E', 'E'], 'tls-invalid as tls-expired share=100%'],
  ['not yet valid', ['Y', 'Y'], 'tls-invalid share=100%'],
  ['self-signed', ['S', 'S'], 'tls-invalid share=100%'],
  ['by nobody', ['U', 'U'], 'tls-invalid share=100%'],
  ['of another name', ['M', 'M'], 'tls-invalid share=100%'],
  ['half of the failures', ['U4', 'U5.'], 'tls-invalid share=50%'],
  ['less than half', ['U4', 'U55'], ''],
  ['at two vantages of three', ['U', 'U', '.'], 'tls-invalid share=100%'],
  ['at one of three', ['U', '.', '.'], ''],
  ['at the only one', ['U'], 'tls-invalid share=100%'],
  ['no handshake, half of it', ['H4', 'H5.'], 'tls-handshake share=50%'],
  ['no handshake, less than half', ['H4', 'H55'], ''],
  ['no handshake at two of three', ['H', 'H', '.'], 'tls-handshake share=100%'],
  ['no handshake at one of three', ['H', '.', '.'], ''],
])('a certificate: %s', (_what, rows, told) => {
  expect(rowsOf(seen(...rows))).toBe(told);
});

test.each<readonly [string, readonly string[], string]>([
  ['denied at three', ['n', 'n', 'n', '.'], 'dns-nxdomain vantages=3 all=4'],
  ['denied at two', ['n', 'n', '.'], ''],
  ['denied at two, silent at one', ['n', 'n', 'd'], 'dns-failure vantages=3 all=3'],
  ['failing at three', ['f', 'f', 'f'], 'dns-failure vantages=3 all=3'],
  ['silent at three', ['d', 'd', 'd'], 'dns-failure vantages=3 all=3'],
  ['failing or silent at two', ['f', 'd', '.'], ''],
])('a name: %s', (_what, rows, told) => {
  expect(rowsOf(seen(...rows))).toBe(told);
  expect(signalsOf(seen(...rows))[0]?.value).toBe(told === '' ? undefined : 3);
});

describe('its own servers deny a name', () => {
  const answers = (kind: ProbeErrorKind, role: 'authority' | 'resolver', said: ProbeErrorKind) =>
    seen('n', 'n', 'n').flatMap((one) => [
      one,
      {
        ...one,
        failure: { stage: 'dns', kind, detail: '' } as const,
        names: [{ role, server: '192.0.2.1:53', addresses: [], failure: said } as const],
      },
    ]);

  test.each<readonly [Parameters<typeof answers>, string]>([
    [['dns-nxdomain', 'authority', 'dns-nxdomain'], 'dns-nxdomain-authority'],
    [['dns-nxdomain', 'authority', 'dns-servfail'], 'dns-nxdomain'],
    [['dns-nxdomain', 'resolver', 'dns-nxdomain'], 'dns-nxdomain'],
    [['dns-timeout', 'authority', 'dns-nxdomain'], 'dns-nxdomain'],
  ])('%j: %s', (args, told) => {
    expect(rowsOf(answers(...args))).toBe(`${told} vantages=3 all=3`);
  });

  test('at two vantages of three, where the third asked a resolver', () => {
    const [own, asked] = [
      answers('dns-nxdomain', 'authority', 'dns-nxdomain'),
      seen('n', 'n', 'n'),
    ];
    const two = [...own.filter(({ vantage }) => vantage !== 'c'), ...asked];
    expect(rowsOf(two)).toBe('dns-nxdomain vantages=3 all=3');
  });
});

test.each<readonly [string, readonly string[], string]>([
  ['lost from everywhere', ['t', 'u', 't'], 'net-timeout-everywhere vantages=3 share=100%'],
  ['lost from two of two', ['t', 't'], ''],
  ['lost from three of four', ['t', 't', 't', '.'], ''],
  ['half of the failures', ['t4', 't5', 't5'], 'net-timeout-everywhere vantages=3 share=50%'],
  ['less than half', ['t4', 't5', 't54'], ''],
  ['refused, half', ['r4', '.5R'], 'tcp-refused share=50%'],
  ['reset', ['R'], 'tcp-refused share=100%'],
  ['refused, less than half', ['r45'], ''],
])('connections: %s', (_what, rows, told) => {
  expect(rowsOf(seen(...rows))).toBe(told);
});

test.each<readonly [string, readonly string[], string]>([
  ['two pages of a queue', ['q4', 'q5.'], 'http-queue-page share=50%'],
  ['one of them', ['q45.'], ''],
  ['another content, half', ['w4', 'w5.'], 'content-wrong share=50%'],
  ['another content, less than half', ['w4', '5'], ''],
  ['refused, half', ['4l', '4l.'], 'http-refused share=50%'],
  ['refused, less', ['4ll'], ''],
  ['of a gateway, a fifth', ['2llll.'], 'http-gateway share=20%'],
  ['of a gateway, less', ['2lllll'], ''],
  ['an error of its own, half', ['5l', '5l.'], 'http-500 share=50%'],
  ['an error of its own, less', ['5ll'], ''],
])('answers: %s', (_what, rows, told) => {
  expect(rowsOf(seen(...rows))).toBe(told);
});

test('another content counts up to status 299: a redirect leads on', () => {
  const withStatus = (status: number) => seen('w').map((one) => ({ ...one, status }));
  expect(rowsOf(withStatus(299))).toBe('content-wrong share=100%');
  expect(rowsOf(withStatus(300))).toBe('');
});

describe('beside a calm', () => {
  const lost = every20s(0, 300, (sec, vantage) =>
    (sec / 20 + vantage.charCodeAt(0)) % 2 === 0 ? { failure: 'tcp-timeout' } : { ms: 210 },
  );

  test('loss is told of three vantages, with its part', () => {
    const three = [...calm(), ...steady(), ...lost];
    expect(rowsOf(three)).toContain('net-loss-everywhere vantages=3 share=49%');
    expect(signalsOf(three).map(({ value }) => value)).toEqual([1, 22 / 45, 210]);
    const two = three.filter(({ vantage }) => vantage !== 'c');
    expect(rowsOf(two)).toBe('latency-step now=210 ms calm=200 ms');
  });

  test('answers that took twice as long are neither a queue’s nor an even pace', () => {
    const twice = every20s(-300, 0, () => ({ ms: 400 }));
    expect(rowsOf([...calm(), ...twice, ...seen('4')])).toBe('http-refused share=100%');
    expect(rowsOf([...calm(), ...steady(), ...seen('4')])).toBe(
      'http-refused share=100%, latency-step now=210 ms calm=200 ms',
    );
  });
});

test('says how many vantages go on as ever', () => {
  const [, fine] = signalsOf(seen('444', '...', '...'));
  expect(fine).toMatchObject({
    feature: 'scope-others-fine',
    statement: 'cause.signal.scope-others-fine fine=2 all=3',
    value: 2,
  });
});

describe('of all that was observed', () => {
  const fallen = factAt(0, 'http-500');

  test.each<readonly [string, Partial<ProbeFact>]>([
    ['a mirror', { target: 'mirror' }],
    ['a health check', { by: 'health-check' }],
    [
      'a vantage that saw nothing',
      { failure: { stage: 'vantage', kind: 'vantage-silent', detail: '' } },
    ],
    ['what came before the fall', { at: minutesAfterFall(-0.001) }],
    ['what came after', { at: minutesAfterFall(5.001) }],
  ])('%s is passed over', (_what, of) => {
    expect(signalsOf([{ ...fallen, ...of }])).toEqual([]);
    expect(rowsOf([fallen, { ...factAt(20, 'http-4xx'), ...of }])).toBe('http-500 share=100%');
  });

  test('the first instant counts, and the last', () => {
    expect(rowsOf([fallen])).toBe('http-500 share=100%');
    expect(rowsOf([{ ...fallen, at: minutesAfterFall(5) }])).toBe('http-500 share=100%');
  });

  test('the order of time counts, in whatever order it comes', () => {
    const flapping = seen('5..55..55..'.replaceAll('5', '55').replaceAll('.', '..'));
    expect(rowsOf(flapping)).toContain('scope-flapping');
    const isGood = ({ failure }: ProbeFact): boolean => failure === null;
    const sorted = [...flapping.filter(isGood), ...flapping.filter((one) => !isGood(one))];
    expect(rowsOf(sorted)).toBe(rowsOf(flapping));
  });
});

test('of no failures, none is of a kind', () => {
  const mix = failureMix(seen('..'));
  expect([mix.failures, mix.of('http-500')]).toEqual([0, { count: 0, share: 0, vantages: 0 }]);
});
