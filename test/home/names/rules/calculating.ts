import { expect } from 'vitest';
import { checkXml, kit, type Rule } from './kit.ts';

const HEALTH = 'dns-failover-determining-health-of-endpoints';
const VALUES = 'health-checks-creating-values';

/** A calculated check over three children, of which the first `up` are healthy. */
async function calculated(threshold: number, up: number, switches: object = {}) {
  const route53 = kit();
  const children = ['a', 'b', 'c'];
  for (const [index, id] of children.entries()) {
    await route53.check(id);
    route53.hear(id, index < up);
  }
  await route53.check('all', { kind: 'calculated', threshold, children }, switches);
  return { route53, healthy: () => route53.healthy('all') };
}

/** Checks before they have data, inverted, disabled, and those that count others. */
export const CALCULATING: readonly Rule[] = [
  {
    sentence: 'a new check is healthy until there is data',
    page: HEALTH,
    async holds() {
      const route53 = kit();
      await route53.check('one');
      expect(route53.healthy('one')).toBe(true);
    },
  },
  {
    sentence: 'a new check that is inverted is unhealthy until there is data',
    page: HEALTH,
    async holds() {
      const route53 = kit();
      await route53.check('one', {}, { inverted: true });
      expect(route53.healthy('one')).toBe(false);
    },
  },
  {
    sentence: 'an inverted check is unhealthy when it would be healthy, and the other way round',
    page: 'health-checks-invert',
    async holds() {
      const route53 = kit();
      await route53.check('one', {}, { inverted: true });
      route53.hear('one', true);
      const passing = route53.healthy('one');
      route53.hear('one', false);
      expect([passing, route53.healthy('one')]).toEqual([false, true]);
    },
  },
  {
    sentence: 'a disabled check is always healthy',
    page: 'API_UpdateHealthCheck',
    async holds() {
      const route53 = kit();
      await route53.check('one');
      route53.hear('one', false);
      await route53.model.switchCheck('one', { disabled: true });
      expect(route53.healthy('one')).toBe(true);
      route53.hear('one', false);
      expect(route53.healthy('one')).toBe(true);
    },
  },
  {
    sentence: 'a disabled check that is inverted is unhealthy',
    page: 'API_UpdateHealthCheck',
    async holds() {
      const route53 = kit();
      await route53.check('one', {}, { inverted: true, disabled: true });
      expect(route53.healthy('one')).toBe(false);
    },
  },
  {
    sentence: 'a disabled check counts as healthy for those that watch it',
    page: 'API_UpdateHealthCheck',
    async holds() {
      const { route53, healthy } = await calculated(1, 0);
      expect(healthy()).toBe(false);
      await route53.model.switchCheck('a', { disabled: true });
      expect(healthy()).toBe(true);
    },
  },
  {
    sentence: 'an inverted child counts by what it says inverted',
    page: VALUES,
    async holds() {
      const { route53, healthy } = await calculated(1, 0);
      await route53.model.switchCheck('a', { inverted: true });
      expect(healthy()).toBe(true);
    },
  },
  {
    sentence: 'a calculated check is healthy when at least as many children are as it says',
    page: VALUES,
    async holds() {
      const said = [1, 2, 3].map(async (up) => (await calculated(2, up)).healthy());
      expect(await Promise.all(said)).toEqual([false, true, true]);
    },
  },
  {
    sentence: 'of a threshold of 0 it is always healthy',
    page: VALUES,
    holds: async () => expect((await calculated(0, 0)).healthy()).toBe(true),
  },
  {
    sentence: 'of a threshold above the number of its children it is always unhealthy',
    page: VALUES,
    holds: async () => expect((await calculated(4, 3)).healthy()).toBe(false),
  },
  {
    sentence: 'a calculated check can be inverted',
    page: VALUES,
    holds: async () => expect((await calculated(0, 0, { inverted: true })).healthy()).toBe(false),
  },
  {
    sentence: 'a calculated check cannot watch calculated checks',
    page: VALUES,
    async holds() {
      const { route53 } = await calculated(1, 1);
      const child =
        '<ChildHealthChecks><ChildHealthCheck>all</ChildHealthCheck></ChildHealthChecks>';
      const body = checkXml(`<Type>CALCULATED</Type><HealthThreshold>1</HealthThreshold>${child}`);
      expect((await route53.call('POST', 'healthcheck', body)).code).toBe('InvalidInput');
      await route53.check('above', { kind: 'calculated', threshold: 1, children: ['all'] });
      expect(route53.healthy('above')).toBe(false);
    },
  },
  {
    sentence: 'a calculated check watches at most 255 others',
    page: 'DNSLimitations',
    async holds() {
      const watching = (count: number) => {
        const child = '<ChildHealthCheck>a</ChildHealthCheck>'.repeat(count);
        const inside = `<Type>CALCULATED</Type><HealthThreshold>1</HealthThreshold><ChildHealthChecks>${child}</ChildHealthChecks>`;
        return calculated(1, 1).then(({ route53 }) =>
          route53.call('POST', 'healthcheck', checkXml(inside)),
        );
      };
      expect((await watching(255)).status).toBe(201);
      expect((await watching(256)).code).toBe('InvalidInput');
    },
  },
  {
    sentence: 'the status of a calculated check is not told by GetHealthCheckStatus',
    page: 'API_GetHealthCheckStatus',
    async holds() {
      const { route53 } = await calculated(1, 1);
      expect((await route53.call('GET', 'healthcheck/all/status')).code).toBe('InvalidInput');
      expect((await route53.call('GET', 'healthcheck/a/status')).status).toBe(200);
    },
  },
];
