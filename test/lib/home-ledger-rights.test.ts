import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDynamoDeliveries } from '../../adapters/aws/dynamo-deliveries.ts';
import type { Deliveries } from '../../app/ports.ts';
import { DELIVERIES_TABLE } from '../../config/aws-tables.ts';
import type { Delivery } from '../../core/notice/delivery.ts';
import { epochMs, minutes } from '../../core/units.ts';
import { type DynamoEndpoint, startDynamoEndpoint } from '../contract/dynamo-endpoint.ts';
import { aHome, flat, SYNTH_MS } from './a-home.ts';
import { closureOf, readSource } from './closure-of.ts';

// Goal: no function is refused by the ledger of deliveries what its code asks of it; a right that is
// missing shows in an account only, on the worst morning.
// Method: use every method of the port over DynamoDB in process and note which operations each takes
// on which index; find the methods that a function's code names; ask its role for those operations.

type Method = keyof Deliveries;

/** `Query stages`, `PutItem table`: by method. */
const needs = new Map<Method, Set<string>>();
let home: ReturnType<typeof aHome>;
let endpoint: DynamoEndpoint;

beforeAll(async () => {
  home = aHome();
  endpoint = await startDynamoEndpoint();
  await useEveryMethod(endpoint);
}, SYNTH_MS);
afterAll(() => endpoint.stop());

const NOTICE = 'p-1/outage/1';
const one = (name: string, channel: 'mail' | 'sms' = 'mail'): Delivery => ({
  key: `${NOTICE}/${channel}/${name}`,
  notice: NOTICE,
  channel,
  address: `${name}@x.example`,
  recipients: ['0311131L'],
  language: 'fr',
  priority: 10,
});

async function useEveryMethod(dynamo: DynamoEndpoint): Promise<void> {
  let now = epochMs(0);
  let current: Method = 'plan';
  const { client } = dynamo;
  const table = await dynamo.makeTable(DELIVERIES_TABLE);
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const input: object = args.input;
        const index = 'IndexName' in input ? String(input.IndexName) : 'table';
        const found = needs.get(current) ?? new Set();
        needs.set(current, found.add(`${commandName.replace('Command', '')} ${index}`));
        return next(args);
      },
    { step: 'initialize', name: 'noteOperation' },
  );
  const ledger = createDynamoDeliveries({ client, table, clock: { now: () => now } });
  const use = async <M extends Method>(method: M, ...args: Parameters<Deliveries[M]>) => {
    current = method;
    const call = ledger[method] as (...all: Parameters<Deliveries[M]>) => Promise<unknown>;
    return call(...args);
  };
  const all = ['a', 'b', 'c', 'd'].map((name) => one(name));
  await use('plan', [...all, one('e', 'sms')]);
  await use('noteUnreachable', [
    { key: `${NOTICE}/none/x`, notice: NOTICE, recipient: 'x', name: 'X', why: 'no-contact' },
  ]);
  await use('take', NOTICE, 10, now);
  await use('settle', one('a').key, 'accepted', 'id', now);
  await use('settle', one('b').key, 'failed-permanent', 'no', now);
  await use('settleMany', [{ key: one('d').key, state: 'accepted', detail: 'id', at: now }]);
  await use('putBack', one('c').key, now, 'later');
  await use('nextAt', NOTICE);
  now = epochMs(minutes(60));
  await use('recover');
  const at = now;
  await use('note', { key: one('a').key, kind: 'complained', detail: 'spam', at });
  await use('counts', NOTICE);
  await use('receipts', NOTICE);
  await use('unreached', NOTICE, 10);
  await use('unreachable', NOTICE, 10);
  await use('readers', NOTICE);
  await use('firstAcceptedAt', NOTICE);
  await use('optOut', one('d').key, now);
  await use('optedOut');
  await use('askedByMail', NOTICE);
}

/** The methods that a function's own code and its use cases name; the adapter itself apart. */
function usedBy(name: string): readonly Method[] {
  const files = [...closureOf(`lambdas/${name}/index.ts`)].filter(
    (path) => !path.startsWith('adapters/'),
  );
  const text = files.map(readSource).join('\n');
  const called = [...text.matchAll(/\bdeliveries\s*\.\s*(\w+)\(/g)].map(([, method]) => method);
  return [...needs.keys()].filter((method) => called.includes(method));
}

/** What its role may do with the table and its indexes. */
function grantedTo(name: string): ReadonlySet<string> {
  const start = `Functions${name.replaceAll('-', '')}Role`;
  const { PolicyDocument } = home.one('AWS::IAM::Policy', start).properties as {
    readonly PolicyDocument: {
      readonly Statement: readonly { readonly Action: unknown; readonly Resource: unknown }[];
    };
  };
  return new Set(
    PolicyDocument.Statement.flatMap(({ Action, Resource }) =>
      [Resource].flat().flatMap((resource) => {
        const [, index = 'table'] =
          /^<TablesDeliveriesTable\.Arn>(?:\/index\/(\w+))?$/.exec(flat(resource)) ?? [];
        const isLedger = flat(resource).startsWith('<TablesDeliveriesTable.Arn>');
        return isLedger
          ? [Action].flat().map((action) => `${String(action).replace('dynamodb:', '')} ${index}`)
          : [];
      }),
    ),
  );
}

test('every method of the ledger was used, and its operations seen', () => {
  expect([...needs.keys()].toSorted()).toEqual(
    [
      'plan',
      'noteUnreachable',
      'take',
      'nextAt',
      'settle',
      'settleMany',
      'putBack',
      'recover',
      'counts',
      'note',
      'receipts',
      'unreached',
      'unreachable',
      'readers',
      'optOut',
      'optedOut',
      'firstAcceptedAt',
      'askedByMail',
    ].toSorted(),
  );
  expect(needs.get('take')).toEqual(new Set(['Query stages', 'UpdateItem table', 'Query table']));
  expect(needs.get('recover')).toEqual(new Set(['Query leases', 'GetItem table', 'PutItem table']));
});

test.each([
  ['plan-notice', ['plan', 'noteUnreachable', 'readers', 'unreached', 'optedOut', 'askedByMail']],
  ['send-mail', ['take', 'nextAt', 'settle', 'putBack', 'counts', 'firstAcceptedAt']],
  ['send-sms', ['take', 'nextAt', 'settle', 'putBack', 'counts', 'firstAcceptedAt']],
  ['receipts', ['note']],
  ['acknowledge', ['optOut']],
  ['publish-pages', ['counts']],
  ['console', ['counts', 'unreached', 'unreachable']],
  ['watchdog', ['recover', 'counts', 'nextAt']],
  ['tell-health', ['counts', 'nextAt']],
] as const)('%s is refused nothing that it asks of the ledger', (name, atLeast) => {
  const used = usedBy(name);
  expect(used).toEqual(expect.arrayContaining([...atLeast]));
  const granted = grantedTo(name);
  const refused = used.flatMap((method) =>
    [...(needs.get(method) ?? [])]
      .filter((operation) => !granted.has(operation))
      .map((operation) => `${method}: ${operation}`),
  );
  expect(refused).toEqual([]);
});
