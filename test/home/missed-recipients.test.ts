// Goal: the console of the one-machine home names whom a notice did not reach (P3), from its start
// on. Method: a real engine and a real ledger in memory; a provider's refusal written down.
import { expect, test } from 'vitest';
import { openDeliveries } from '../../adapters/local/deliveries.ts';
import { hashOf } from '../../adapters/local/hash.ts';
import { openJournal } from '../../adapters/local/journal.ts';
import { openEngine } from '../../app/engine.ts';
import { epochMs } from '../../core/units.ts';
import { missedRecipients } from '../../home/missed-recipients.ts';
import { readWords } from '../../web/words.ts';
import { testPolicy } from '../fixtures/policy.ts';
import { BELL, fitMirror, roundOf } from '../fixtures/timeline.ts';

const words = readWords('fr');
const at = (sec: number) => epochMs(BELL + sec * 1_000);
const never = (error: unknown) => {
  throw error;
};

async function fallen() {
  const journal = openJournal(':memory:');
  const engine = await openEngine(journal, testPolicy(), hashOf);
  await engine.handle(fitMirror('nord', at(0)));
  for (const sec of [10, 20, 30]) await engine.handle(roundOf('nord', at(sec), 'xxx'));
  const [notice = ''] = Object.keys(engine.state().notices);
  const ledger = openDeliveries(':memory:');
  return { engine, ledger, notice };
}
const unreachable = (notice: string) => ({
  key: `${notice}/none/0311131L`,
  notice,
  recipient: '0311131L',
  name: 'Collège Zay',
  why: 'no-contact' as const,
});
const plan = {
  recipients: 1,
  mails: 0,
  sms: 0,
  smsSegments: 0,
  costEuros: 0,
  durationSec: 0,
  unreachable: 1,
};

test('names at the start whom earlier notices missed', async () => {
  const { engine, ledger, notice } = await fallen();
  await ledger.noteUnreachable([unreachable(notice)]);
  const missed = await missedRecipients(engine, ledger, words, never);
  expect(missed(notice).map(({ recipients }) => recipients)).toEqual([['0311131L']]);
  expect(missed('another')).toEqual([]);
});

test('names whom a notice misses once it is planned', async () => {
  const { engine, ledger, notice } = await fallen();
  const missed = await missedRecipients(engine, ledger, words, never);
  expect(missed(notice)).toEqual([]);
  await ledger.noteUnreachable([unreachable(notice)]);
  await engine.handle({ kind: 'notice-planned', at: at(31), notice, plan });
  await expect.poll(() => missed(notice).length).toBe(1);
  expect(missed(notice)[0]?.title).toMatch(/^Collège Zay\s: aucun contact$/);
});

test('tells of a ledger that does not answer, and goes on', async () => {
  const { engine, ledger, notice } = await fallen();
  const errors: unknown[] = [];
  const missed = await missedRecipients(engine, ledger, words, (error) => void errors.push(error));
  ledger.close();
  await engine.handle({ kind: 'notice-planned', at: at(31), notice, plan });
  await expect.poll(() => errors.length).toBe(1);
  expect(missed(notice)).toEqual([]);
});

test('takes an answer to a later notice for one to an earlier, whose schools are to be telephoned', async () => {
  const { engine, ledger, notice } = await fallen();
  const incident = Object.values(engine.state().incidents)[0];
  const later = `${incident?.id}/cause/1`;
  const state = engine.state();
  const [first] = Object.values(state.notices);
  if (incident === undefined || first === undefined) throw new Error('no fall');
  const told = {
    ...state,
    incidents: { [incident.id]: { ...incident, notices: [notice, later] } },
    notices: {
      [notice]: { ...first, escalations: [{ level: 'telephone', at: at(0) } as const] },
      [later]: { ...first, id: later },
    },
  };
  const key = `${later}/mail/a`;
  await ledger.noteToTelephone([
    {
      key: `${notice}/telephone/0311131L`,
      notice,
      uai: '0311131L',
      name: 'Collège Zay',
      commune: 'Orléans',
      priority: 1,
    },
  ]);
  await ledger.plan([
    {
      key,
      notice: later,
      channel: 'mail',
      address: 'a@x.example',
      recipients: ['0311131L'],
      language: 'fr',
      priority: 1,
    },
  ]);
  const missed = await missedRecipients({ ...engine, state: () => told }, ledger, words, never);
  expect(missed(notice)).toHaveLength(1);
  await ledger.acknowledge(key, at(1));
  await missed.readAgain(later);
  expect(missed(notice)).toEqual([]);
  expect(missed.answered(later)).toBe(1);
});
