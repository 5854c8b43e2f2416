// Goal: no function is refused by the table of browsers what its code asks of it, and each is refused the rest.
// Method: use what each function uses over DynamoDB in process, note which operation it takes on which
// partition, and ask its role for that.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDynamoBrowsers } from '../../adapters/aws/dynamo-browsers.ts';
import { createDynamoPushKey } from '../../adapters/aws/dynamo-push-key.ts';
import { createDynamoPushLedger } from '../../adapters/aws/dynamo-push-ledger.ts';
import { BROWSERS_TABLE } from '../../config/aws-tables.ts';
import { epochMs, minutes } from '../../core/units.ts';
import { type DynamoEndpoint, startDynamoEndpoint } from '../contract/dynamo-endpoint.ts';
import { aBrowser, aNotice, PUSH_NOW as NOW } from '../contract/push-homes.ts';
import { aHome, flat, SYNTH_MS } from './a-home.ts';

type User = 'acknowledge' | 'publish-pages' | 'send-push';

/** `GetItem state`: by function. */
const asked: Readonly<Record<User, Set<string>>> = {
  acknowledge: new Set(),
  'publish-pages': new Set(),
  'send-push': new Set(),
};
let home: ReturnType<typeof aHome>;
let endpoint: DynamoEndpoint;

beforeAll(async () => {
  home = aHome();
  endpoint = await startDynamoEndpoint();
  await useAll(endpoint);
}, SYNTH_MS);
afterAll(() => endpoint.stop());

async function useAll(dynamo: DynamoEndpoint): Promise<void> {
  const { client } = dynamo;
  const options = { client, table: await dynamo.makeTable(BROWSERS_TABLE) };
  let user: User = 'acknowledge';
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const parts = /"(?:part|:part)":\{"S":"(\w+)"\}/g;
        for (const [, part] of JSON.stringify(args.input).matchAll(parts))
          asked[user].add(`${commandName.replace('Command', '')} ${part}`);
        return next(args);
      },
    { step: 'initialize', name: 'noteOperation' },
  );
  const browsers = createDynamoBrowsers({ ...options, places: { proven: 1, unproven: 2 } });
  const ledger = createDynamoPushLedger(options);
  const later = epochMs(NOW + minutes(1));
  const [one, two] = [aBrowser('a'), aBrowser('b')];
  const as = (who: User) => void (user = who);
  await browsers.join(one, NOW);
  await browsers.join(one, NOW);
  as('publish-pages');
  await createDynamoPushKey(options).told();
  await ledger.standing(0);
  await ledger.owe([aNotice('n', later)], 1);
  as('send-push');
  await createDynamoPushKey(options).tell('BAAA');
  await browsers.welcomes(NOW, 9);
  await browsers.welcomeLater({ to: one, tries: 0 }, NOW);
  await browsers.prove(one, NOW);
  await browsers.prove(two, NOW);
  await browsers.dismiss(two.endpoint);
  for (const push of await ledger.take(later, 9)) await ledger.putOff(push, later);
  await ledger.take(later, 9);
  await ledger.take(later, 9);
  await browsers.leave(one.endpoint);
  as('acknowledge');
  await browsers.join(two, NOW);
  await browsers.leave(two.endpoint);
  await browsers.prove(one, NOW);
  await browsers.leave(one.endpoint);
}

/** What its role may do with the table: each operation on each partition that it is held to. */
function isGranted(name: User): (operation: string) => boolean {
  const { PolicyDocument } = home.one(
    'AWS::IAM::Policy',
    `Functions${name.replaceAll('-', '')}Role`,
  ).properties as {
    readonly PolicyDocument: {
      readonly Statement: readonly {
        readonly Action: unknown;
        readonly Resource: unknown;
        readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
      }[];
    };
  };
  const own = PolicyDocument.Statement.filter(
    ({ Resource }) => flat(Resource) === '<TablesBrowsersTable.Arn>',
  );
  return (operation) => {
    const [action = '', part = ''] = operation.split(' ');
    return own.some(({ Action, Condition }) => {
      const keys = Condition?.['ForAllValues:StringEquals']?.['dynamodb:LeadingKeys'];
      return [Action].flat().includes(`dynamodb:${action}`) && (keys?.includes(part) ?? true);
    });
  };
}

test.each(['acknowledge', 'publish-pages', 'send-push'] as const)(
  '%s is refused nothing that it asks of the table',
  (name) => {
    expect(asked[name].size).toBeGreaterThan(2);
    const granted = isGranted(name);
    expect([...asked[name]].filter((operation) => !granted(operation))).toEqual([]);
  },
);

test('who reads the journal sees no browser, and who keeps browsers not what they are told', () => {
  expect(isGranted('publish-pages')('GetItem browser')).toBe(false);
  expect(isGranted('publish-pages')('UpdateItem unproven')).toBe(false);
  expect(isGranted('acknowledge')('GetItem owed')).toBe(false);
  expect(isGranted('acknowledge')('Query browser')).toBe(false);
  expect(asked['send-push']).toContain('Query browser');
});
