import { expect } from 'vitest';
import { checkXml, ENDPOINT, kit, line, type Rule } from './kit.ts';

const LIMITS = 'DNSLimitations';
const CHANGING = 'API_ChangeResourceRecordSets';

const values = (count: number, from = 0) =>
  Array.from(
    { length: count },
    (_, index) => `10.0.${(from + index) >> 8}.${(from + index) & 255}`,
  );
/** Simple record sets of 100 addresses each, and one of the rest. */
const records = (count: number, action: 'CREATE' | 'UPSERT') =>
  Array.from({ length: Math.ceil(count / 100) }, (_, set) =>
    line(values(Math.min(100, count - set * 100)), { action, name: `n${set}.example.com` }),
  );
/** TXT record sets whose values have `letters` characters in all, quotes included. */
const texts = (letters: number, action: 'CREATE' | 'UPSERT') =>
  Array.from({ length: letters / 200 }, (_, set) =>
    line(`"${'x'.repeat(198)}"`, { action, name: `t${set}.example.com`, type: 'TXT' }),
  );
const codeOf = async (changes: readonly string[]) => (await kit().change(changes)).code;

/** What the API takes and refuses. */
export const REQUESTING: readonly Rule[] = [
  {
    sentence: 'a request has at most 1,000 ResourceRecord elements',
    page: LIMITS,
    holds: async () =>
      expect([
        await codeOf(records(1_000, 'CREATE')),
        await codeOf(records(1_001, 'CREATE')),
      ]).toEqual(['', 'InvalidChangeBatch']),
  },
  {
    sentence: 'those of an UPSERT are counted twice',
    page: LIMITS,
    holds: async () =>
      expect([await codeOf(records(500, 'UPSERT')), await codeOf(records(501, 'UPSERT'))]).toEqual([
        '',
        'InvalidChangeBatch',
      ]),
  },
  {
    sentence: 'the values of a request have at most 32,000 characters',
    page: LIMITS,
    holds: async () =>
      expect([
        await codeOf(texts(32_000, 'CREATE')),
        await codeOf(texts(32_200, 'CREATE')),
      ]).toEqual(['', 'InvalidChangeBatch']),
  },
  {
    sentence: 'characters of an UPSERT are counted twice',
    page: LIMITS,
    holds: async () =>
      expect([
        await codeOf(texts(16_000, 'UPSERT')),
        await codeOf(texts(16_200, 'UPSERT')),
      ]).toEqual(['', 'InvalidChangeBatch']),
  },
  {
    sentence: 'a record has at most 400 values',
    page: LIMITS,
    holds: async () =>
      expect([await codeOf([line(values(400))]), await codeOf([line(values(401))])]).toEqual([
        '',
        'InvalidChangeBatch',
      ]),
  },
  {
    sentence: 'a second request to a zone is refused while the first is not processed',
    page: LIMITS,
    async holds() {
      const route53 = kit({ propagateMs: 60_000 });
      await route53.change([line('192.0.2.1')]);
      const second = await route53.change([line('192.0.2.1', { name: 'b.example.com' })]);
      expect(second).toMatchObject({ status: 400, code: 'PriorRequestNotComplete' });
    },
  },
  {
    sentence: 'a request to another zone is not',
    page: LIMITS,
    async holds() {
      const route53 = kit({ propagateMs: 60_000 });
      await route53.change([line('192.0.2.1')]);
      const other = line('192.0.2.1', { name: 'www.example.org' });
      expect((await route53.change([other], 'example.org')).status).toBe(200);
    },
  },
  {
    sentence: 'all changes of a batch are made, or none',
    page: CHANGING,
    async holds() {
      const route53 = kit();
      const batch = [line('192.0.2.1'), line('no address', { name: 'b.example.com' })];
      expect((await route53.change(batch)).code).toBe('InvalidChangeBatch');
      expect(route53.exists()).toBe(false);
    },
  },
  {
    sentence: 'a change is PENDING until every name server has it, then INSYNC',
    page: 'API_GetChange',
    async holds() {
      const route53 = kit({ propagateMs: 10 });
      const { body } = await route53.change([line('192.0.2.1')]);
      const id = /<Id>\/change\/(\w+)</.exec(body)?.[1] ?? '';
      const status = async () =>
        /<Status>(\w+)</.exec((await route53.call('GET', `change/${id}`)).body)?.[1];
      expect(await status()).toBe('PENDING');
      expect(route53.exists()).toBe(false);
      while ((await status()) === 'PENDING') await new Promise((done) => setTimeout(done, 1));
      expect(await status()).toBe('INSYNC');
      expect(route53.exists()).toBe(true);
    },
  },
  {
    sentence: 'CREATE makes a record that was not there',
    page: CHANGING,
    holds: async () =>
      expect(await codeOf([line('192.0.2.1'), line('192.0.2.2')])).toBe('InvalidChangeBatch'),
  },
  {
    sentence: 'UPSERT makes a record, or updates the one that is there',
    page: CHANGING,
    async holds() {
      const route53 = kit();
      const upsert = (value: string) => line(value, { action: 'UPSERT' });
      expect((await route53.change([upsert('192.0.2.1'), upsert('192.0.2.2')])).status).toBe(200);
      expect(route53.draw()).toEqual({ '192.0.2.2': 256 });
    },
  },
  {
    sentence: 'DELETE names the record with the very values that it has',
    page: CHANGING,
    async holds() {
      const remove = (value: string) => line(value, { action: 'DELETE' });
      expect(await codeOf([line('192.0.2.1'), remove('192.0.2.2')])).toBe('InvalidChangeBatch');
      expect(await codeOf([line('192.0.2.1'), remove('192.0.2.1')])).toBe('');
    },
  },
  {
    sentence: 'the same caller reference with other settings is refused',
    page: 'API_CreateHealthCheck',
    async holds() {
      const route53 = kit();
      const first = await route53.call('POST', 'healthcheck', checkXml(ENDPOINT));
      expect(first.status).toBe(201);
      const other = checkXml(ENDPOINT.replace('80', '81'));
      expect(await route53.call('POST', 'healthcheck', other)).toMatchObject({
        status: 409,
        code: 'HealthCheckAlreadyExists',
      });
    },
  },
  {
    sentence: 'an account has at most 200 health checks',
    page: LIMITS,
    async holds() {
      const route53 = kit();
      for (let made = 0; made < 200; made += 1) await route53.check(`check ${made}`);
      const more = await route53.call('POST', 'healthcheck', checkXml(ENDPOINT));
      expect(more.code).toBe('TooManyHealthChecks');
    },
  },
  {
    sentence: 'an update of a version that is no longer there is refused',
    page: 'API_UpdateHealthCheck',
    async holds() {
      const route53 = kit();
      await route53.check('one');
      const update = (version: number) =>
        route53.call(
          'POST',
          'healthcheck/one',
          `<UpdateHealthCheckRequest><HealthCheckVersion>${version}</HealthCheckVersion><Disabled>true</Disabled></UpdateHealthCheckRequest>`,
        );
      expect((await update(1)).status).toBe(200);
      expect(await update(1)).toMatchObject({ status: 409, code: 'HealthCheckVersionMismatch' });
      expect((await update(2)).status).toBe(200);
    },
  },
  {
    sentence:
      'when the control plane is down, names go on being answered and health goes on turning them',
    page: 'route-53-concepts',
    async holds() {
      const route53 = kit();
      await route53.check('one');
      await route53.change([
        line('192.0.2.1', { weight: 1, check: 'one' }),
        line('192.0.2.2', { weight: 0 }),
      ]);
      route53.gate.setDown(true);
      expect((await route53.call('GET', 'healthcheck')).status).toBe(503);
      expect(route53.draw()).toEqual({ '192.0.2.1': 256 });
      route53.hear('one', false);
      expect(route53.draw()).toEqual({ '192.0.2.2': 256 });
    },
  },
];
