import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createAcknowledgeLinks } from '../adapters/local/acknowledge-links.ts';
import { pacedClock } from '../adapters/local/clock.ts';
import { hashOf } from '../adapters/local/hash.ts';
import { openCalendar } from '../adapters/local/open-calendar.ts';
import { schoolTables } from '../adapters/local/school-tables.ts';
import { type SteadyClock, steadyClock } from '../adapters/local/steady-clock.ts';
import { readNoticeWordings } from '../adapters/local/notice-wordings.ts';
import { createOptOutLinks } from '../adapters/local/opt-out-links.ts';
import { collectFor } from '../app/cause/collect-for.ts';
import { type Engine, openEngine } from '../app/engine.ts';
import { planSettings, sendSettings } from '../app/notices/notice-settings.ts';
import { rateLimit } from '../app/notices/rate-limit.ts';
import type { Perform } from '../app/perform/carry-out.ts';
import { performActions } from '../app/perform/perform-actions.ts';
import type { PerformSendSettings } from '../app/perform/perform-send.ts';
import { workOutbox } from '../app/perform/work-outbox.ts';
import type { Clock, Metrics } from '../app/ports.ts';
import { noticeTexts } from '../app/views/notice-texts.ts';
import type { Words } from '../app/views/words.ts';
import { version } from '../config/version.ts';
import type { State } from '../core/incident/state.ts';
import type { JournalEntry } from '../core/journal/entry.ts';
import type { Channel } from '../core/notice/delivery.ts';
import type { Policy } from '../core/policy.ts';
import { durationMs } from '../core/units.ts';
import { readWords } from '../web/words.ts';
import { healthBook } from './health/health-book.ts';
import { keepHeartbeat } from './health/keep-heartbeat.ts';
import { watchHealth } from './health/watch-health.ts';
import type { HomeSpec } from './home-spec.ts';
import { liveRecord } from './live-record.ts';
import { loadPolicy } from './load-policy.ts';
import { missedRecipients } from './missed-recipients.ts';
import { openFaces } from './open-faces.ts';
import { type HomePorts, openPorts } from './open-ports.ts';
import { readOptOutSecret } from './opt-out-secret.ts';
import { pagesFolder } from './pages-folder.ts';
import { probeBudgetMs } from './probe-budget.ts';
import { hearReceipts } from './receipts/hear-receipts.ts';
import { runLoops } from './run-loops.ts';
import { tellFaults } from './tell-faults.ts';
import { tellOfClock } from './tell-of-clock.ts';
import { openSubscriptions } from './subscriptions/open-subscriptions.ts';

export interface RunningHome {
  readonly engine: Engine;
  readonly consolePort: number;
  onEntry(listener: (entry: JournalEntry, state: State) => void): void;
  stop(): Promise<void>;
}

/** Of a rehearsal, whose clock nobody can set, `steady` is null. */
function clockOf(rehearsal: HomeSpec['rehearsal']): {
  readonly clock: Clock;
  readonly steady: SteadyClock | null;
} {
  if (rehearsal !== null)
    return {
      clock: pacedClock(rehearsal.from, rehearsal.pace, rehearsal.realFromMs),
      steady: null,
    };
  const steady = steadyClock();
  return { clock: steady, steady };
}

/**
 * Start a one-machine home: open its folder, replay its journal, take up what was left undone, and
 * watch. The name server is a process of its own and lives already.
 *
 * @param metrics of platforms that run elsewhere. @default none
 * @throws PreauError when a store or a port cannot be opened
 */
export async function startHome(spec: HomeSpec, metrics?: Metrics): Promise<RunningHome> {
  const { clock, steady } = clockOf(spec.rehearsal);
  const book = healthBook(clock);
  const ports = book.over(openPorts(spec, clock, metrics));
  const policy = loadPolicy(spec.config);
  const live = liveRecord();
  const onError = tellFaults();
  const { language, words, render } = speech(spec);
  const told = await openSubscriptions({ spec, ports, policy, words, render, onError });
  const engine = await openEngine(ports.journal, policy, hashOf, (entry, state) => {
    live.take(entry, state);
    told.take(entry, state);
  });
  // Whatever the machine's clock has become, what is written down has been.
  steady?.notBefore(engine.state().at);
  await ports.deliveries.recover();
  const links = openLinks(spec);
  const ending = new AbortController();
  const needs = { spec, ports, engine, onError, counted: live.sent };
  const { missed, receipts } = await openReceipts(needs, words);
  const webhooks = told.waiting && { webhooks: told.waiting };
  const watched = { policy, live, book, clockAheadMs: steady?.aheadMs, ...webhooks };
  const health = watchHealth({ ...needs, ...watched });
  const faces = await openFaces({
    ...needs,
    policy,
    render,
    live,
    missed,
    receipts: receipts.gateways,
    confirmed: receipts.confirmed,
    push: told.push,
    optOutLinks: links.optOut,
    acknowledgeLinks: links.acknowledge,
    words,
    token: randomBytes(24).toString('base64url'),
    statusFolder: pagesFolder(spec),
    observedAt: book.roundEndedAt,
    health,
    pageWritten: book.pageWritten,
    signal: ending.signal,
  });
  await engine.handle({ kind: 'home-started', at: clock.now(), version });
  const settings = performSettings(spec, clock, policy, links, live.sent);
  const perform = performer(needs, policy, words, settings);
  const loops = { language, onRound: book.roundEnded, onError, ...rounds(needs, policy) };
  const work = Promise.all([
    workOutbox(ports, engine, perform, ending.signal, onError),
    runLoops(ports, engine, policy, loops, ending.signal),
    receipts.listen(ending.signal),
    told.run(engine, ending.signal),
    steady && tellOfClock({ clock: steady, engine, onError }, ending.signal),
    keepHeartbeat({ ...needs, clock, health }, ending.signal),
  ]);
  return {
    engine,
    consolePort: faces.port,
    onEntry: (listener) => void engine.onEntry(listener),
    stop: () => stopHome(ending, faces, work, ports),
  };
}

/** The home's own language, and how its notices are worded there. */
function speech({ config }: HomeSpec) {
  const { language, timeZone } = config.organisation;
  const words = readWords(language);
  const render = noticeTexts(readNoticeWordings()[language], timeZone, words);
  return { language, words, render };
}

async function stopHome(
  ending: AbortController,
  faces: { stop(): Promise<void> },
  work: Promise<unknown>,
  ports: { close(): Promise<void> },
): Promise<void> {
  ending.abort();
  await faces.stop();
  await work;
  await ports.close();
}

/** Carries actions out, and gathers the signals of an incident for them. */
function performer(
  needs: Pick<Parameters<typeof hearReceipts>[0], 'spec' | 'engine' | 'onError'> & {
    readonly ports: HomePorts;
  },
  policy: Policy,
  words: Words,
  settings: ReturnType<typeof performSettings>,
): Perform {
  const { spec, ports, engine, onError } = needs;
  const { config, rehearsal } = spec;
  const { language, timeZone } = config.organisation;
  const collect = collectFor(ports, engine, policy, {
    calendar: config.cause.calendar,
    school: schoolTables(config),
    speech: { words, language, timeZone },
    ...(rehearsal && { calmLeadMs: durationMs(rehearsal.calmLeadMs) }),
  });
  return performActions(ports, engine, { ...settings, collect, onSendFailed: onError });
}

/** Who was missed, and what is heard of it afterwards. */
async function openReceipts(
  needs: Omit<Parameters<typeof hearReceipts>[0], 'missed'>,
  words: Words,
) {
  const { engine, ports, onError } = needs;
  const missed = await missedRecipients(engine, ports.deliveries, words, onError);
  return { missed, receipts: hearReceipts({ ...needs, missed: missed.readAgain }) };
}

/** The links that messages carry, all of one secret. */
function openLinks({ dataFolder, config }: HomeSpec) {
  const secret = readOptOutSecret(join(dataFolder, 'opt-out-secret'));
  return {
    optOut: createOptOutLinks(secret, config.pages.url),
    acknowledge: createAcknowledgeLinks(secret, config.pages.url),
  };
}

/** What planning and sending take from the configuration. */
function performSettings(
  { config }: HomeSpec,
  clock: Clock,
  policy: Policy,
  links: ReturnType<typeof openLinks>,
  onProgress: NonNullable<PerformSendSettings['onProgress']>,
) {
  const wordings = readNoticeWordings();
  const turnstile = (_: Channel, perSec: number) => rateLimit(clock, perSec);
  const calendar = openCalendar(config);
  return {
    plan: planSettings(config, policy, wordings, hashOf, calendar),
    send: {
      ...sendSettings(config, wordings, {
        calendar,
        hash: hashOf,
        random: Math.random,
        unsubscribeUrl: links.optOut.urlFor,
        acknowledgeUrl: links.acknowledge.urlFor,
        turnstile,
      }),
      onProgress,
    },
  };
}

/** How long a round's probes may take, and when each platform was last seen. */
const rounds = (
  { spec, ports }: { readonly spec: HomeSpec; readonly ports: ReturnType<typeof openPorts> },
  policy: Policy,
) => ({
  probeBudgetMs: probeBudgetMs(spec.rehearsal !== null),
  lastSeenAt: ports.observations.latest(policy.platforms.map(({ id }) => id)),
});
