import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openDeliveries } from '../../../adapters/local/deliveries.ts';
import type { Delivery } from '../../../core/notice/delivery.ts';
import { seededRandom } from '../../../home/stage/seeded-random.ts';
import { atMost, measured } from '../../figure.ts';
import { countArrived } from '../count-arrived.ts';
import { NOTICE, type PhaseRun, planInto, startHelper } from '../stage.ts';

/** Of the instants at which the sender is killed: a run is repeated with it. Chosen. */
const SEED = 20_210_406;
/** A sender lives at most so long after its first word, in milliseconds. Chosen. */
const LIFE_MS = 500;
/** Schools for each kill, so that the last one still finds something to break. Chosen. */
const SCHOOLS_PER_KILL = 300;

interface Door {
  readonly smtp: { readonly port: number };
  readonly sms: { readonly urlTemplate: string };
}

const PHONES_PER_KILL = 30;

/** SMS as a plan would owe them on a school day, of numbers that ARCEP keeps for fiction. */
const phones = (count: number): readonly Delivery[] =>
  Array.from({ length: count }, (_, index) => ({
    key: `${NOTICE}/sms/${index}`,
    notice: NOTICE,
    channel: 'sms',
    address: `+3363998${String(index).padStart(4, '0')}`,
    recipients: [`head ${index}`],
    language: 'fr',
    priority: index,
  }));

/**
 * One notice by mail and SMS, whose sender is killed at a random instant again and again and at last
 * left in peace. What came of it is counted at the sink, which knows nothing of the ledger.
 *
 * - Missing: an address that is owed a message, that the sink never saw, and that the ledger does
 *   not give an operator by name.
 * - Doubled: a mailbox that would show two messages (two Message-IDs), a phone that got two.
 * - Again: a mail that came twice with one Message-ID, which a mailbox shows once. A killed sender
 *   cannot know whether the last ones left; by mail it sends them again, by SMS it never does, and
 *   says of each that its fate is unknown.
 */
export const crashPhase: PhaseRun = async ({ plan, folder, say }) => {
  const sinkFolder = join(folder, 'crash-sink');
  const file = join(folder, 'crash.sqlite');
  const sink = await startHelper<Door>('sink-process.ts', [sinkFolder]);
  const random = seededRandom(SEED, 'kills');
  const args = [file, String(sink.said.smtp.port), sink.said.sms.urlTemplate];
  let killed = 0;
  let holding = 0;
  const ledger = openDeliveries(file);
  try {
    await planInto(ledger, plan.kills * SCHOOLS_PER_KILL);
    await ledger.plan(phones(plan.kills * PHONES_PER_KILL));
    for (let kill = 1; kill <= plan.kills; kill += 1) {
      if (kill % 20 === 0) say(`crash: kill ${kill} of ${plan.kills}`);
      const sender = await startHelper<string>('crash-process.ts', args);
      await delay(random.next() * LIFE_MS);
      if (sender.child.exitCode === null) killed += 1;
      sender.child.kill('SIGKILL');
      await sender.stop();
      if ((await ledger.counts(NOTICE)).claimed > 0) holding += 1;
    }
    say('crash: the last sender is left in peace');
    const last = await startHelper<string>('crash-process.ts', args);
    const code = await new Promise((resolve) => last.child.once('exit', resolve));
    if (code !== 0) throw new Error(`the last sender ended with ${String(code)}`);
    const unknown = await ledger.unreached(NOTICE, Number.MAX_SAFE_INTEGER);
    const owed = await ledger.readers(NOTICE);
    const came = countArrived(join(sinkFolder, 'sinks.sqlite'));
    const named = new Set(unknown.map(({ address }) => address));
    const missing = [...new Set([...owed, ...unknown].map(({ address }) => address))].filter(
      (address) => !came.has(address) && !named.has(address),
    );
    const sum = (of: (one: { readonly shown: number; readonly again: number }) => number) =>
      [...came.values()].reduce((total, one) => total + of(one), 0);
    return [
      measured('senders killed at a random instant', killed, ''),
      measured('of them with messages in hand', holding, ''),
      measured('messages owed', owed.length, ''),
      atMost('missing', missing.length, 'messages', 0),
      atMost(
        'doubled',
        sum(({ shown }) => shown - 1),
        'messages',
        0,
      ),
      measured(
        'mails sent again under their one Message-ID',
        sum(({ again }) => again),
        'mails',
      ),
      measured('SMS of unknown fate, each a named task', named.size, 'SMS'),
    ];
  } finally {
    ledger.close();
    await sink.stop();
  }
};
