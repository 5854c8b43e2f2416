import { expect } from 'vitest';
import { kit, line, type Rule } from './kit.ts';

const CHOOSES = 'health-checks-how-route-53-chooses-records';
const VALUES = 'resource-record-sets-values-weighted';
const [A, B, C] = ['192.0.2.1', '192.0.2.2', '192.0.2.3'] as const;

/** A group of three records of these weights; each has a check of its own value's name. */
async function three(weights: readonly [number, number, number], down: readonly string[] = []) {
  const route53 = kit();
  for (const id of [A, B, C]) await route53.check(id);
  for (const id of [A, B, C]) route53.hear(id, !down.includes(id));
  const { status } = await route53.change(
    [A, B, C].map((value, index) => line(value, { weight: weights[index] ?? 0, check: value })),
  );
  expect(status).toBe(200);
  return route53;
}

/** Which record answers: weighted routing, with and without health. */
export const CHOOSING: readonly Rule[] = [
  {
    sentence: 'a record gets the part of the answers that its weight is of the sum of all weights',
    page: 'routing-policy-weighted',
    async holds() {
      const route53 = kit();
      await route53.change([line(A, { weight: 1 }), line(B, { weight: 255 })]);
      expect(route53.draw()).toEqual({ [A]: 1, [B]: 255 });
    },
  },
  {
    sentence: 'a weight of 0 stops traffic to a record',
    page: 'routing-policy-weighted',
    async holds() {
      const route53 = kit();
      await route53.change([line(A, { weight: 1 }), line(B, { weight: 0 })]);
      expect(route53.draw()).toEqual({ [A]: 256 });
    },
  },
  {
    sentence: 'when all weights are 0, all records answer alike often',
    page: VALUES,
    async holds() {
      const route53 = kit();
      await route53.change([line(A, { weight: 0 }), line(B, { weight: 0 })]);
      expect(route53.draw()).toEqual({ [A]: 128, [B]: 128 });
    },
  },
  {
    sentence: 'a weight is a whole number from 0 to 255',
    page: VALUES,
    async holds() {
      const route53 = kit();
      expect((await route53.change([line(A, { weight: 256 })])).code).toBe('InvalidChangeBatch');
      expect((await route53.change([line(A, { weight: 255 })])).status).toBe(200);
    },
  },
  {
    sentence: 'no simple record can be of the name and type of weighted ones',
    page: VALUES,
    async holds() {
      const route53 = kit();
      await route53.change([line(A, { weight: 1 })]);
      await settled(route53);
      expect((await route53.change([line(B)])).code).toBe('InvalidChangeBatch');
    },
  },
  {
    sentence: 'a set identifier is that of one record of the group',
    page: VALUES,
    async holds() {
      const both = [line(A, { weight: 1, id: 'same' }), line(B, { weight: 1, id: 'same' })];
      expect((await kit().change(both)).code).toBe('InvalidChangeBatch');
    },
  },
  {
    sentence: 'records of a group that are given other TTLs all take the last one',
    page: VALUES,
    async holds() {
      const route53 = kit();
      await route53.change([line(A, { weight: 1, ttl: 60 }), line(B, { weight: 1, ttl: 20 })]);
      const ttls = [0, 0.9].map((chance) => {
        const [first] = route53.reply('www.example.com', 'A', chance).answers ?? [];
        return first && 'ttl' in first ? first.ttl : null;
      });
      expect(ttls).toEqual([20, 20]);
    },
  },
  {
    sentence: 'a name and type has at most 100 weighted records',
    page: 'DNSLimitations',
    async holds() {
      const group = (count: number) =>
        Array.from({ length: count }, (_, index) => line(A, { weight: 1, id: `set ${index}` }));
      expect((await kit().change(group(101))).code).toBe('InvalidChangeBatch');
      expect((await kit().change(group(100))).status).toBe(200);
    },
  },
  {
    sentence: 'an unhealthy record of a group is not answered, and the others are',
    page: CHOOSES,
    holds: async () => expect((await three([1, 1, 2], [C])).draw()).toEqual({ [A]: 128, [B]: 128 }),
  },
  {
    sentence: 'a record without a health check is always taken for healthy',
    page: CHOOSES,
    async holds() {
      const route53 = kit();
      await route53.check(A);
      route53.hear(A, false);
      await route53.change([line(A, { weight: 9, check: A }), line(B, { weight: 1 })]);
      expect(route53.draw()).toEqual({ [B]: 256 });
    },
  },
  {
    sentence: 'when no record is healthy, all are taken for healthy and weights choose',
    page: CHOOSES,
    holds: async () =>
      expect((await three([64, 192, 0], [A, B, C])).draw()).toEqual({ [A]: 64, [B]: 192 }),
  },
  {
    sentence: 'at first only records of a weight above 0 are considered',
    page: CHOOSES,
    holds: async () => expect((await three([1, 0, 0], [])).draw()).toEqual({ [A]: 256 }),
  },
  {
    sentence: 'while one record of a weight above 0 is healthy, those of weight 0 do not answer',
    page: CHOOSES,
    holds: async () => expect((await three([1, 1, 0], [A])).draw()).toEqual({ [B]: 256 }),
  },
  {
    sentence:
      'when all records of a weight above 0 are unhealthy, those of weight 0 are considered',
    page: CHOOSES,
    holds: async () => expect((await three([1, 1, 0], [A, B])).draw()).toEqual({ [C]: 256 }),
  },
  {
    sentence:
      'an unhealthy record of weight 0 does not answer while another of weight 0 is healthy',
    page: CHOOSES,
    holds: async () => expect((await three([1, 0, 0], [A, B])).draw()).toEqual({ [C]: 256 }),
  },
  {
    sentence: 'a query is answered by the status that a check has; no check is made for it',
    page: CHOOSES,
    async holds() {
      const route53 = await three([1, 1, 0]);
      route53.hear(A, false);
      expect(route53.draw()).toEqual({ [B]: 256 });
      expect(route53.model.board.reports().every(({ checkers }) => checkers.length === 1)).toBe(
        true,
      );
    },
  },
  {
    sentence: 'in the last resort there is an answer, and not none',
    page: 'dns-failover-problems',
    async holds() {
      const route53 = await three([0, 0, 0], [A, B, C]);
      expect(route53.exists()).toBe(true);
      expect(Object.values(route53.draw('www.example.com', 300))).toEqual([100, 100, 100]);
    },
  },
  {
    sentence: 'when the remaining endpoints fail too, answers go to all of them again',
    page: 'dns-failover-problems',
    async holds() {
      const route53 = await three([1, 1, 1], [A]);
      expect(Object.keys(route53.draw())).toEqual([B, C]);
      route53.hear(B, false);
      route53.hear(C, false);
      expect(Object.keys(route53.draw())).toEqual([A, B, C]);
    },
  },
];

const settled = (route53: ReturnType<typeof kit>) =>
  new Promise<void>((done) => {
    const look = () => {
      const isPending = route53.model.changes.isPending(route53.zoneId());
      if (isPending) setImmediate(look);
      else done();
    };
    look();
  });
