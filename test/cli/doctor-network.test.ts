// Goal: `--ask-network` finds what DNS, platforms, mirrors and the login provider have against a
// morning, each with its remedy. Method: a network that answers as the test says.
import { expect, test } from 'vitest';
import { checkNetwork, type Network } from '../../cli/doctor-network.ts';
import { doctorMachineWords } from '../../cli/doctor-machine-words.ts';
import { readConfig } from '../../config/read-config.ts';
import { epochMs } from '../../core/units.ts';
import { aConfig } from '../config/a-config.ts';

const NOW = epochMs(Date.UTC(2026, 8, 1));
const days = (count: number) => epochMs(NOW + count * 86_400_000);
const SERVERS = ['ns1.region.example', 'ns2.region.example'];

function configOf(changes: Readonly<Record<string, unknown>> = {}) {
  const read = readConfig(
    aConfig({
      'names.zones.0.nameServers': SERVERS,
      'names.zones.0.hostedZoneId': undefined,
      ...changes,
    }),
  );
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems));
  return read.config;
}

const well: Network = {
  now: () => NOW,
  ns: async () => ['NS2.region.example.', 'ns1.region.example'],
  ask: async () => ({ notAfter: days(80), refused: null, date: NOW }),
  askIssuer: async () => null,
};
const found = (network: Partial<Network> = {}, config = configOf()) =>
  checkNetwork(config, { ...well, ...network });
const codes = async (...args: Parameters<typeof found>) => [
  ...new Set((await found(...args)).map(({ code }) => code)),
];

test('a network that is as it must be has nothing against it', async () => {
  expect(await codes()).toEqual(['delegation-right', 'served-well', 'time-agrees']);
});

test('each platform is asked at its origin and at its mirror, by its protected name', async () => {
  const asked: string[] = [];
  await found({
    ask: async ({ at, name }) => {
      asked.push(`${name} at ${at}`);
      return well.ask({ at, name, port: 443 });
    },
  });
  expect(asked.length).toBeGreaterThanOrEqual(2);
  expect(new Set(asked).size).toBe(asked.length);
  expect(asked.filter((one) => one.startsWith('ent.region.example at '))).toHaveLength(2);
});

const refused = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));
const shows = (answer: Partial<Awaited<ReturnType<Network['ask']>>>) => async () => ({
  notAfter: days(80),
  refused: null,
  date: NOW,
  ...answer,
});

test.each<[string, Partial<Network>]>([
  ['delegation-other', { ns: async () => ['ns.elsewhere.example'] }],
  ['delegation-none', { ns: refused('ENOTFOUND') }],
  ['delegation-untold', { ns: refused('ETIMEOUT') }],
  ['served-ends', { ask: shows({ notAfter: days(20) }) }],
  ['served-over', { ask: shows({ notAfter: days(-1), refused: 'CERT_HAS_EXPIRED' }) }],
  ['served-refused', { ask: shows({ refused: 'ERR_TLS_CERT_ALTNAME_INVALID' }) }],
  ['served-silent', { ask: refused('ECONNREFUSED') }],
  ['time-off', { ask: shows({ date: epochMs(NOW - 11_000) }) }],
  ['time-untold', { ask: shows({ date: null }) }],
])('%s is found, with what to do', async (code, network) => {
  expect(await codes(network)).toContain(code);
  for (const language of ['fr', 'en'] as const) {
    const { findings } = doctorMachineWords(language);
    expect(findings[code as keyof typeof findings].do).toBeTruthy();
  }
});

test('one platform whose clock is wrong says nothing of ours', async () => {
  let first = true;
  const ask = async () => {
    const date = first ? epochMs(NOW + 9_000_000) : NOW;
    first = false;
    return { notAfter: days(80), refused: null, date };
  };
  expect(await codes({ ask })).toContain('time-agrees');
});

test('the login provider of a console is asked to describe itself', async () => {
  const console = { issuer: 'https://login.region.example', clientId: 'preau' };
  const config = configOf({ 'aws.console': console });
  expect(await codes({}, config)).toContain('login-well');
  expect(await codes({ askIssuer: async () => 'HTTP 404' }, config)).toContain('login-silent');
  expect(await codes({ askIssuer: refused('ENOTFOUND') }, config)).toContain('login-silent');
});
