// Goal: `preau doctor` names everything of an AWS account that would keep somebody from being told or
// sheltered, says what to do, and refuses a deployment then; it only reads. Method: the real clients
// over HTTP to an account on loopback, changed by one thing at a time.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  CHECK_NAMES,
  type Finding,
  type FindingCode,
  FINDINGS,
} from '../../adapters/aws/doctor/finding.ts';
import { runDoctor, type RunDoctorOptions } from '../../cli/doctor-run.ts';
import { doctorWords } from '../../cli/doctor-words.ts';
import { createIo } from '../../cli/frame-io.ts';
import { epochMs } from '../../core/units.ts';
import { aConfig } from '../config/a-config.ts';
import {
  type AccountEndpoint,
  type AccountState,
  READY,
  startAccount,
} from '../contract/account-endpoint.ts';
import { type } from '../cli/a-terminal.ts';

const NOW = Date.parse(READY.date);
const DAY_SEC = 86_400;
const nameServers = READY.zones[0]?.servers ?? [];
const ours = {
  'aws.account': READY.account,
  'watch.heartbeat': { url: 'https://watcher.example/ping' },
  'aws.secondHost': { endpoint: 'https://s3.example', bucket: 'etat', secret: 'preau/second-host' },
  'pages.url': 'https://etat.elsewhere.example',
};
const ready: AccountState = { ...READY, secrets: ['preau/second-host'] };
const { stacks } = ready;
const PUSHES = { config: { 'pages.push': {} } };
const pushKey = (secret: string) => ({
  ...stacks,
  'Preau-Home': { status: 'UPDATE_COMPLETE', outputs: { pushKeySecret: secret } },
});

let folder = '';
let endpoint: AccountEndpoint;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preau-doctor-test-'));
  endpoint = await startAccount(ready);
});
beforeEach(() => {
  vi.stubEnv('AWS_ENDPOINT_URL', endpoint.url);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'none'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'none'));
  vi.stubEnv('AWS_PROFILE', undefined);
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await endpoint.stop();
});

interface Visit {
  readonly state?: Partial<AccountState>;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly told?: readonly string[];
  readonly options?: RunDoctorOptions;
  readonly now?: number;
  readonly lang?: 'fr' | 'en';
}

async function visit({ state = {}, config = {}, told = nameServers, ...more }: Visit) {
  endpoint.become({ ...ready, ...state });
  const file = join(folder, 'preau.yaml');
  writeFileSync(file, aConfig({ ...ours, ...config }));
  const out: string[] = [];
  const io = createIo({
    argv: more.lang ? ['--lang', more.lang] : [],
    env: {},
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => out.push(text) },
  });
  const exitCode = await runDoctor(file, more.options ?? {}, io, {
    clock: { now: () => epochMs(more.now ?? NOW) },
    resolver: { ns: async () => [...told] },
  });
  return { exitCode, out: out.join('') };
}

/** What was found, but for what is well. */
async function faults(one: Visit): Promise<readonly FindingCode[]> {
  const { out } = await visit({ ...one, options: { json: true, ...one.options } });
  const { findings } = JSON.parse(out) as { readonly findings: readonly Finding[] };
  return findings.filter(({ state }) => state !== 'ok').map(({ code }) => code);
}

describe('an account that is ready', () => {
  test('has nothing against a deployment', async () => {
    expect(await faults({})).toEqual([]);
    const { exitCode, out } = await visit({ lang: 'en' });
    expect(exitCode).toBe(0);
    expect(out).toContain('All is well');
  });

  test('has the key of pushes where browsers are told, or will have', async () => {
    const foundOf = async (one: Visit) => {
      const { out } = await visit({ ...one, options: { json: true } });
      const { findings } = JSON.parse(out) as { readonly findings: readonly Finding[] };
      return findings.filter(({ check }) => check === 'pushes').map(({ code }) => code);
    };
    expect(await foundOf({})).toEqual(['pushes-none']);
    expect(await foundOf(PUSHES)).toEqual(['push-key-to-come']);
    expect(await foundOf({ ...PUSHES, state: { stacks: {} } })).toEqual(['push-key-to-come']);
    const state = { stacks: pushKey('preau/second-host') };
    expect(await foundOf({ ...PUSHES, state })).toEqual(['push-key-ready']);
  });

  test('is only read', () => {
    const reading = /^(?:Get|List|Describe)/;
    expect(endpoint.asked().filter((call) => !reading.test(call))).toEqual([]);
    expect(endpoint.asked().length).toBeGreaterThan(10);
  });

  test('is asked in the Region of each thing', () => {
    expect(endpoint.asked()).toEqual(
      expect.arrayContaining([
        'GetAccount eu-west-3',
        'DescribeStacks eu-west-1',
        'DescribeStacks us-east-1',
        'GetMetricData us-east-1',
      ]),
    );
  });

  test('is looked at from every side', async () => {
    const { out } = await visit({ options: { json: true } });
    const { findings } = JSON.parse(out) as { readonly findings: readonly Finding[] };
    expect(new Set(findings.map(({ check }) => check))).toEqual(new Set(CHECK_NAMES));
  });
});

const mail = ready.mail;
const sms = ready.sms;
const [zone] = ready.zones;
const zones = (changes: object) => (zone ? [{ ...zone, ...changes }] : []);
const FORWARD = 'preau-dead-letters-forward';
const plain = { name: 'ent.region.example', type: 'CNAME', ttl: 3_600 };

describe('fails, so that nobody deploys', () => {
  test.each<[FindingCode, Visit]>([
    ['account-other', { state: { account: '999999999999' } }],
    ['mail-sandboxed', { state: { mail: { ...mail, production: false, quota: 200 } } }],
    ['mail-off', { state: { mail: { ...mail, sending: false } } }],
    ['mail-off', { state: { mail: { ...mail, enforcement: 'SHUTDOWN' } } }],
    ['mail-domain-missing', { state: { domains: {} } }],
    [
      'mail-domain-unverified',
      { state: { domains: { 'region.example': { verified: false, dkim: 'PENDING' } } } },
    ],
    ['mail-domain-taken', { state: { stacks: {} } }],
    ['sms-sandboxed', { state: { sms: { ...sms, tier: 'SANDBOX' } } }],
    ['sms-limit-tiny', { state: { sms: { ...sms, limit: 1 } } }],
    ['sms-limit-short', { state: { sms: { ...sms, limit: 100 } } }],
    ['mail-quota-short', { options: { contacts: 60_000 } }],
    ['sms-sender-missing', { state: { sms: { ...sms, senders: ['OTHER'] } } }],
    ['quota-exceeded', { state: { checks: { limit: 200, count: 201 } } }],
    ['zone-missing', { config: { 'names.zones.0.hostedZoneId': 'Z9' } }],
    [
      'zone-other',
      {
        config: { 'names.zones.0.hostedZoneId': 'Z1' },
        state: { zones: zones({ name: 'other.example' }) },
      },
    ],
    [
      'stack-broken',
      { state: { stacks: { ...stacks, 'Preau-Hold': { status: 'ROLLBACK_COMPLETE' } } } },
    ],
    ['health-origin-fails', { state: { health: { both: 0, origin: 0 } } }],
    ['second-host-keyless', { state: { secrets: [] } }],
    ['push-key-gone', { ...PUSHES, state: { stacks: pushKey('preau/push') } }],
    [
      'push-key-going',
      {
        ...PUSHES,
        state: {
          stacks: pushKey('preau/second-host'),
          goingSecrets: { 'preau/second-host': NOW / 1_000 + 7 * DAY_SEC },
        },
      },
    ],
    ['holds-shut', { state: { publicAccess: { RestrictPublicBuckets: true } } }],
    ['holds-shut', { state: { publicAccess: { BlockPublicPolicy: true } } }],
    ['bootstrap-old', { state: { bootstrap: 5 } }],
    [
      'certificate-pending',
      {
        config: { 'pages.url': 'https://etat.region.example' },
        state: { certificates: [{ names: ['etat.region.example'], status: 'PENDING_VALIDATION' }] },
      },
    ],
  ])('%s', async (code, one) => {
    expect(FINDINGS[code]).toBe('fail');
    expect(await faults(one)).toContain(code);
    const { exitCode, out } = await visit({ ...one, lang: 'en' });
    expect(exitCode).toBe(1);
    expect(out).toContain('✖');
    expect(out).toContain('→');
    expect(out).toContain('Do not deploy yet');
  });
});

describe('warns, and lets a deployment go on', () => {
  test.each<[FindingCode, Visit]>([
    ['clock-off', { now: NOW + 11_000 }],
    ['mail-rate-low', { state: { mail: { ...mail, rate: 1 } } }],
    ['mail-quota-low', { options: { contacts: 20_000 } }],
    [
      'mail-domain-unsigned',
      { state: { domains: { 'region.example': { verified: true, dkim: 'none' } } } },
    ],
    [
      'mail-domain-key-short',
      {
        state: {
          domains: {
            'region.example': { verified: true, dkim: 'SUCCESS', keyLength: 'RSA_1024_BIT' },
          },
        },
      },
    ],
    ['sms-sender-untold', { config: { 'aws.sms': 'sns' } }],
    ['zone-not-delegated', { told: ['ns1.registrar.example'] }],
    ['zone-not-delegated', { told: [] }],
    ['zone-to-come', { state: { zones: [] } }],
    ['name-plain', { state: { zones: zones({ records: [plain] }) } }],
    [
      'stacks-missing',
      { state: { stacks: { ...stacks, 'Preau-Pages': { status: 'REVIEW_IN_PROGRESS' } } } },
    ],
    ['stack-busy', { state: { stacks: { 'Preau-Home': { status: 'UPDATE_IN_PROGRESS' } } } }],
    [
      'stack-drifted',
      { state: { stacks: { 'Preau-Home': { status: 'UPDATE_COMPLETE', drift: 'DRIFTED' } } } },
    ],
    ['health-held', { state: { health: { both: 0, origin: 1 } } }],
    ['health-no-data', { state: { health: { origin: 1 } } }],
    ['bootstrap-missing', { state: { bootstrap: null } }],
    ['alarm-missing', { state: { alarms: {} } }],
    ['alarm-silent', { state: { alarms: { [FORWARD]: { actions: 0, state: 'OK' } } } }],
    ['alarm-rings', { state: { alarms: { [FORWARD]: { actions: 1, state: 'ALARM' } } } }],
    ['heartbeat-none', { config: { 'watch.heartbeat': undefined } }],
    ['second-host-none', { config: { 'aws.secondHost': undefined } }],
    [
      'certificate-ends',
      {
        config: { 'pages.url': 'https://etat.region.example' },
        state: {
          certificates: [
            {
              names: ['etat.region.example'],
              status: 'ISSUED',
              notAfter: NOW / 1_000 + 20 * DAY_SEC,
            },
          ],
        },
      },
    ],
  ])('%s', async (code, one) => {
    expect(await faults(one)).toContain(code);
    expect((await visit(one)).exitCode).toBe(0);
  });
});

describe('is content with', () => {
  test.each<[string, Visit, FindingCode]>([
    [
      'a domain that the home’s stack is to make',
      { state: { stacks: {}, domains: {} } },
      'mail-domain-to-come',
    ],
    ['an account without any stack', { state: { stacks: {}, domains: {} } }, 'stacks-none'],
    ['an account that never blocked anything', { state: { publicAccess: null } }, 'holds-readable'],
    [
      'alarms whose stacks are not there yet',
      { state: { stacks: {}, domains: {} } },
      'alarms-to-come',
    ],
    ['a name that is free', { state: { zones: zones({ records: [] }) } }, 'name-free'],
    ['a sheltered name whose pair stands', {}, 'name-paired'],
    ['notices by mail alone', { config: { 'notices.sms': undefined } }, 'sms-unused'],
    ['SES without limits', { state: { mail: { ...mail, rate: -1, quota: -1 } } }, 'mail-ready'],
    ['checks that are not there yet', { state: { exports: {}, health: {} } }, 'health-none'],
    [
      'checks of others beside its own',
      { state: { checks: { limit: 200, count: 200 } } },
      'quota-fits',
    ],
  ])('%s', async (_, one, code) => {
    const { out } = await visit({ ...one, options: { json: true } });
    const { findings } = JSON.parse(out) as { readonly findings: readonly Finding[] };
    expect(findings.map((found) => found.code)).toContain(code);
    expect(findings.filter(({ state }) => state === 'fail')).toEqual([]);
  });

  test('a certificate that lasts, found by any of its names', async () => {
    const notAfter = NOW / 1_000 + 300 * DAY_SEC;
    const certificates = [
      { names: ['etat.region.example'], status: 'EXPIRED' },
      { names: ['first.region.example', 'etat.region.example'], status: 'ISSUED', notAfter },
    ];
    const config = { 'pages.url': 'https://etat.region.example' };
    expect(await faults({ config, state: { certificates } })).toEqual([]);
  });
});

describe('what cannot be looked at', () => {
  test('for want of a right is unknown, and all else is looked at', async () => {
    const { out, exitCode } = await visit({ state: { denied: ['GetAccount'] }, lang: 'en' });
    expect(exitCode).toBe(0);
    expect(out).toContain('may not look: AccessDenied');
    expect(out).toContain('verified and signed');
    expect(await faults({ state: { denied: ['GetAccount'] } })).toEqual(['not-allowed']);
  });

  test('hides no failure beside it', async () => {
    const state = { denied: ['GetAccount'], sms: { ...sms, tier: 'SANDBOX' } };
    expect((await visit({ state })).exitCode).toBe(1);
  });
});

describe('without an account to look at', () => {
  test('no credentials are one clear line, and a code of their own', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined);
    const file = join(folder, 'no-keys.yaml');
    writeFileSync(file, aConfig(ours));
    const { exitCode, out, err } = await type(['doctor', file]);
    expect(exitCode).toBe(5);
    expect(out).toBe('');
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toContain('credentials-missing');
    expect(err).not.toContain('    at ');
  });

  test('nobody answering is told as such', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:9');
    await expect(visit({})).rejects.toMatchObject({ code: 'store-unavailable', retryable: true });
  });

  test('a configuration for one machine has that machine looked at, and no account', async () => {
    const file = join(folder, 'local.yaml');
    writeFileSync(file, aConfig({ aws: undefined }));
    const { exitCode, out } = await type(['doctor', file, '--json']);
    expect([0, 1]).toContain(exitCode);
    const codes: readonly string[] = JSON.parse(out).findings.map(
      ({ code }: { readonly code: string }) => code,
    );
    expect(codes.some((code) => code.startsWith('disk-'))).toBe(true);
    expect(codes.filter((code) => code.startsWith('account'))).toEqual([]);
  });

  test.each([['-1'], ['some']])('%s contacts are refused', async (count) => {
    expect((await type(`doctor x.yaml --contacts=${count}`)).exitCode).toBe(2);
  });
});

describe.each(['fr', 'en'] as const)('the words in %s', (lang) => {
  test('fit 80 columns, name their values, and have a remedy for each fault', async () => {
    const state: Partial<AccountState> = {
      mail: { ...mail, rate: 1, quota: 10 },
      sms: { tier: 'SANDBOX', limit: 1, senders: [] },
      zones: zones({ records: [plain] }),
      publicAccess: { BlockPublicPolicy: true, RestrictPublicBuckets: true },
      bootstrap: null,
      denied: ['ListCertificates', 'GetAccountLimit'],
      stacks: { 'Preau-Home': { status: 'UPDATE_ROLLBACK_FAILED' } },
    };
    const config = { 'pages.url': 'https://etat.region.example' };
    const { out } = await visit({ state, config, lang, told: [], options: { contacts: 60_000 } });
    const wide = out
      .split('\n')
      .slice(1)
      .filter((line) => Array.from(line).length > 80);
    // A word that is longer than a line stands alone.
    expect(wide).toEqual([]);
    expect(out).not.toMatch(/[{}]/);
    const silent = Object.entries(FINDINGS)
      .filter(([, meaning]) => meaning === 'fail' || meaning === 'warn')
      .filter(([code]) => doctorWords(lang).findings[code as FindingCode].do === undefined);
    expect(silent).toEqual([]);
  });
});
