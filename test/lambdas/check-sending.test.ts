// Goal: an account that may not write to schools refuses its deployment with the reason; CloudFormation
// is always answered, and can always roll back. Method: its requests as it sends them; quotas read over
// the wire from an account on loopback.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  lookAtMail,
  lookAtSms,
  type SendingNeeds,
} from '../../adapters/aws/doctor/check-sending.ts';
import { type FindingCode, finding, FINDINGS } from '../../adapters/aws/doctor/finding.ts';
import { createHandler } from '../../lambdas/check-sending/handler.ts';
import { wordFault } from '../../lambdas/check-sending/word-fault.ts';
import {
  type AccountEndpoint,
  type AccountState,
  READY,
  startAccount,
} from '../contract/account-endpoint.ts';
import { contextOf, readLines, restoreLinesAfterEach } from './stage.ts';

restoreLinesAfterEach();
beforeEach(() => void readLines());

const NEEDS: SendingNeeds = {
  region: 'eu-west-3',
  service: 'end-user-messaging',
  mailsPerSecond: 10,
  budgetEuros: 200,
  sender: 'PREAU',
  mails: null,
  forecastEuros: null,
};
const common = {
  ResponseURL: 'https://cloudformation-custom-resource-response-euwest3.s3.amazonaws.com/a?b',
  StackId: 's',
  RequestId: 'r',
  LogicalResourceId: 'l',
};
const properties = (changes: Partial<SendingNeeds> = {}) => ({
  ServiceToken: 'arn',
  needs: JSON.stringify({ ...NEEDS, ...changes }),
});
const create = (changes: Partial<SendingNeeds> = {}) => ({
  RequestType: 'Create',
  ResourceProperties: properties(changes),
  ...common,
});

let endpoint: AccountEndpoint;
beforeAll(async () => {
  endpoint = await startAccount(READY);
});
beforeEach(() => {
  vi.stubEnv('AWS_ENDPOINT_URL', endpoint.url);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => endpoint.stop());

async function ask(event: object, state: Partial<AccountState> = {}) {
  endpoint.become({ ...READY, ...state });
  const answers: {
    readonly Status: string;
    readonly Reason?: string;
    PhysicalResourceId: string;
  }[] = [];
  const signal = AbortSignal.timeout(10_000);
  const handler = createHandler({
    look: async (needs) => [
      ...(await lookAtMail(needs, signal)),
      ...(await lookAtSms(needs, signal)),
    ],
    put: async (_url, body) => void answers.push(JSON.parse(body)),
  });
  await handler(event, contextOf());
  const [answer] = answers;
  if (answer === undefined || answers.length > 1) throw new Error(`${answers.length} answers`);
  return answer;
}

const { mail, sms } = READY;

test('an account that is ready is deployed into', async () => {
  expect(await ask(create())).toMatchObject({ Status: 'SUCCESS' });
});

test('where no SMS is sent, none is asked after', async () => {
  const none = { sms: { ...sms, tier: 'SANDBOX' } };
  expect(await ask(create({ sender: null }), none)).toMatchObject({ Status: 'SUCCESS' });
});

describe('refuses, loudly,', () => {
  test.each<[string, Partial<AccountState>, string]>([
    ['a sandbox of mail', { mail: { ...mail, production: false } }, 'production access'],
    ['a sandbox of SMS', { sms: { ...sms, tier: 'SANDBOX' } }, 'sandbox (SANDBOX)'],
    ['the dollar of a new account', { sms: { ...sms, limit: 1 } }, '1 dollars a month'],
    ['a limit below the budget', { sms: { ...sms, limit: 199 } }, '199 dollars a month'],
    ['a sender that nobody asked for', { sms: { ...sms, senders: [] } }, 'sender PREAU'],
    ['what may not be looked at', { denied: ['GetAccount'] }, 'Deploy again'],
  ])('%s', async (_, state, reason) => {
    const { Status, Reason } = await ask(create(), state);
    expect(Status).toBe('FAILED');
    expect(Reason).toContain(reason);
  });

  test('a sandbox of SNS too', async () => {
    const event = create({ service: 'sns' });
    const sandboxed = { sns: { sandbox: true, limit: 500 } };
    expect(await ask(event, sandboxed)).toMatchObject({ Status: 'FAILED' });
    expect(await ask(event, { sns: { sandbox: false, limit: 500 } })).toMatchObject({
      Status: 'SUCCESS',
    });
  });

  test('a request that it cannot read', async () => {
    const unread = { ...create(), ResourceProperties: { needs: '{' } };
    expect(await ask(unread)).toMatchObject({ Status: 'FAILED' });
  });
});

test('a rollback to what was accepted succeeds, whatever the account says by then', async () => {
  const first = await ask(create());
  const sandboxed = { mail: { ...mail, production: false } };
  const update = {
    RequestType: 'Update',
    PhysicalResourceId: first.PhysicalResourceId,
    OldResourceProperties: properties(),
    ...common,
  };
  const changed = { ...update, ResourceProperties: properties({ budgetEuros: 300 }) };
  expect(await ask(changed, sandboxed)).toMatchObject({ Status: 'FAILED' });
  const back = { ...update, ResourceProperties: properties() };
  expect(await ask(back, sandboxed)).toMatchObject({ Status: 'SUCCESS' });
});

test('leaving is always possible', async () => {
  const event = { RequestType: 'Delete', PhysicalResourceId: 'x', ...common };
  expect(await ask(event, { silent: ['GetAccount'] })).toMatchObject({ Status: 'SUCCESS' });
});

test('every fault of mail and SMS has words of its own', () => {
  const codes = (Object.keys(FINDINGS) as FindingCode[]).filter(
    (code) =>
      FINDINGS[code] === 'fail' && /^(?:mail|sms)-/.test(code) && !code.startsWith('mail-domain'),
  );
  expect(codes.length).toBeGreaterThan(5);
  for (const code of codes) expect(wordFault(finding('mail', code))).not.toContain('preau doctor');
});
