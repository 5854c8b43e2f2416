import { join } from 'node:path';
import { createBrowsers } from '../../adapters/local/subscriptions/browsers.ts';
import { createCallLedger } from '../../adapters/local/subscriptions/call-ledger.ts';
import { createPushLedger } from '../../adapters/local/subscriptions/push-ledger.ts';
import { openSqlite } from '../../adapters/local/sqlite.ts';
import type { Engine } from '../../app/engine.ts';
import { type WaitingCalls, waitingCalls } from '../../app/health/waiting-calls.ts';
import type { Ports } from '../../app/ports.ts';
import { type ChangeReader, changeReader } from '../../app/subscriptions/change-reader.ts';
import type { RenderNotice } from '../../app/views/rendered-notice.ts';
import type { Words } from '../../app/views/words.ts';
import type { Policy } from '../../core/policy.ts';
import { wordChange } from '../../web/status/feeds/word-change.ts';
import type { HomeSpec } from '../home-spec.ts';
import { siteLanguages } from '../site-languages.ts';
import { openPushDesk, type PushDesk } from './push-desk.ts';
import { webhookLoops } from './tend-webhooks.ts';

export interface SubscriptionNeeds {
  readonly spec: HomeSpec;
  readonly ports: Pick<Ports, 'clock' | 'random' | 'journal'>;
  readonly policy: Policy;
  readonly words: Words;
  readonly render: RenderNotice;
  readonly onError: (error: unknown) => void;
}

/** Those who are told of public changes beside schools. */
export interface Subscriptions {
  /** For the engine: told of every entry from the journal's first on, also of replayed ones. */
  readonly take: ChangeReader['take'];
  /** What webhooks have not taken; null where the ledger does not tell. Absent where there is no webhook. */
  readonly waiting?: () => Promise<readonly WaitingCalls[] | null>;
  /** How browsers subscribe; null where they do not. */
  readonly push: Pick<PushDesk, 'offer' | 'door'> | null;
  /** Tell them until `signal` aborts; resolves once nothing is under way, and its store is closed. */
  run(engine: Engine, signal: AbortSignal): Promise<void>;
}

const NOBODY: Subscriptions = { take: () => undefined, push: null, run: async () => undefined };

/**
 * Open what is owed to those who subscribed, before the journal is read: what it told after the latest
 * line that is written down for them is found in it again. In a rehearsal no browser is told: push
 * services are off this machine.
 *
 * @throws PreauError `store-unavailable`; `file-unreadable`, `credentials-missing` or `config-invalid`
 *   for a secret that is none
 */
export async function openSubscriptions(needs: SubscriptionNeeds): Promise<Subscriptions> {
  const { spec, ports, policy } = needs;
  const { webhooks, push } = spec.config.pages;
  const pushes = spec.rehearsal === null ? push : undefined;
  if (webhooks.length === 0 && pushes === undefined) return NOBODY;
  const database = openSqlite(join(spec.dataFolder, 'subscriptions.sqlite'));
  const [calls, ledger] = [createCallLedger(database), createPushLedger(database)];
  const head = (await ports.journal.head())?.seq ?? 0;
  const seqs = await Promise.all([
    ...webhooks.map(async ({ name }) => (await calls.standing(name, head)).seq),
    ...(pushes === undefined ? [] : [ledger.standing(head)]),
  ]);
  const reader = changeReader(policy, Math.min(...seqs));
  const { language, contact } = spec.config.organisation;
  const { words, render } = needs;
  const rehearsal = spec.rehearsal !== null;
  const word = wordChange(policy, { language, words, render, contact, rehearsal });
  const loops = webhookLoops({ ...needs, ledger: calls, reader, word });
  const languages = siteLanguages(needs);
  const browsers = createBrowsers(database);
  const desk = pushes && openPushDesk({ ...needs, ledger, browsers, reader, languages }, pushes);
  return {
    take: (entry, state) => {
      reader.take(entry, state);
      reader.forget(Math.min(loops.written(), desk?.written() ?? Infinity));
    },
    ...(webhooks.length > 0 && {
      waiting: () =>
        waitingCalls(
          calls,
          webhooks.map(({ name }) => name),
        ),
    }),
    push: desk ?? null,
    run: async (engine, signal) => {
      await Promise.all([loops.run(engine, signal), desk?.run(signal)]);
      database.close();
    },
  };
}
