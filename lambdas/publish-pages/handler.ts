import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { PageSets } from '../../adapters/aws/s3-page-sets.ts';
import type { Engine } from '../../app/engine.ts';
import type { Clock, Pages } from '../../app/ports.ts';
import type { StatusExtras } from '../../app/views/status-view.ts';
import type { Rounds } from '../../app/watch/rounds.ts';
import type { State } from '../../core/incident/state.ts';
import type { DeliverySummary } from '../../core/notice/notice.ts';
import { type EpochMs, minutes, seconds } from '../../core/units.ts';
import { platformSet } from '../../web/status/etab/platform-set.ts';
import { type SiteLanguage, statusSite } from '../../web/status/status-site.ts';
import type { Ready } from '../deployment.ts';
import { readEntryMessage } from '../messages.ts';
import { isFirstReceive } from '../middleware/first-receive.ts';
import { logFailure, standard } from '../middleware/standard.ts';

export interface PublishNeeds {
  readonly engine: () => Promise<Engine>;
  readonly rounds: Pick<Rounds, 'lastEnd'>;
  /** What became of notices so far, by their ids. */
  readonly counts: (state: State) => Promise<ReadonlyMap<string, DeliverySummary>>;
  /** When this home first saw anything. */
  readonly watchedSince: () => Promise<EpochMs | null>;
  readonly clock: Pick<Clock, 'now'>;
  readonly deployment: Ready;
  /** The organisation's first. Read once. */
  readonly languages: readonly SiteLanguage[];
  /** The platforms of schools that have pages of their own; none where no school has. */
  readonly sets: () => Promise<PageSets>;
  readonly pages: Pages;
  /** What the page offers browsers that may be told; null while that is not known. @default nothing */
  readonly pushOffer?: () => Promise<StatusExtras['push'] | null>;
  /** Tells webhooks and browsers what they are owed, until the signal aborts. @default there are none */
  readonly tell?: (signal: AbortSignal) => Promise<void>;
}

/** The reader's browser looks again after this; the journal's news and each minute make a page. */
const REFRESH_SEC = 60;

/**
 * Writes the status page from the journal's state: one page for a whole batch, since only the latest
 * matters. What is malformed is reported by itself, once, and the page is written all the same.
 */
export function createHandler(given: PublishNeeds) {
  const { sets, pushOffer = async () => null } = given;
  const needs = { ...given, sets: latestOf(sets, []), pushOffer: latestOf(pushOffer, null) };
  return middy<SQSEvent, SQSBatchResponse>()
    .use(standard('publish-pages'))
    .handler(async (event, context) => {
      const malformed = event.Records.filter((record) => !isReadable(record));
      const isAsked = malformed.length < event.Records.length;
      const isDone = !isAsked || (await isPublished(needs));
      // Whoever is not told in time is told with the next page, within the minute.
      const leftMs = context.getRemainingTimeInMillis() - TELLING_ENDS_BEFORE;
      if (isAsked && leftMs > 0) await needs.tell?.(AbortSignal.timeout(leftMs));
      if (!isDone) return { batchItemFailures: event.Records.map(failureOf) };
      return { batchItemFailures: malformed.map(failureOf) };
    });
}

/** No call begins later than this before the function's end: the last one takes 8 s at most. */
const TELLING_ENDS_BEFORE = seconds(10);

/** What was read before stands in for what cannot be read: the page of all waits for no detail of it. */
function latestOf<T>(read: () => Promise<T>, before: T): () => Promise<T> {
  let latest = before;
  return async () => {
    try {
      latest = await read();
    } catch (error) {
      logFailure(error);
    }
    return latest;
  };
}

const failureOf = ({ messageId: itemIdentifier }: SQSEvent['Records'][number]) => ({
  itemIdentifier,
});

function isReadable(record: SQSRecord): boolean {
  try {
    return readEntryMessage(record.body).seq > 0;
  } catch (error) {
    if (isFirstReceive(record)) logFailure(error);
    return false;
  }
}

type PublishWhole = PublishNeeds & Required<Pick<PublishNeeds, 'pushOffer'>>;

async function isPublished(needs: PublishWhole): Promise<boolean> {
  try {
    await publish(needs);
    return true;
  } catch (error) {
    logFailure(error);
    return false;
  }
}

/** The page does not wait longer for its counts, a detail of it. Chosen. */
const COUNTS_WITHIN = seconds(3);

type Counts = ReadonlyMap<string, DeliverySummary>;

async function inTime(counting: Promise<Counts>): Promise<Counts> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Counts>((resolve) => {
    timer = setTimeout(() => resolve(new Map()), COUNTS_WITHIN);
  });
  try {
    return await Promise.race([counting, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function publish(needs: PublishWhole): Promise<void> {
  const { clock, rounds, languages, pages } = needs;
  const { config, policy } = needs.deployment;
  const [engine, observedAt, since, sets, push] = await Promise.all([
    needs.engine(),
    rounds.lastEnd(),
    needs.watchedSince(),
    needs.sets(),
    needs.pushOffer(),
  ]);
  const counts = await inTime(needs.counts(engine.state()));
  const extras = {
    now: clock.now(),
    ...(observedAt === null ? {} : { observedAt }),
    watchedSince: since,
    rehearsal: false,
    deliveries: (notice: string) => counts.get(notice) ?? null,
    contact: config.organisation.contact,
    refreshSec: REFRESH_SEC,
    staleAfterMs: minutes(5),
    ...(push && { push }),
  };
  await pages.publish(statusSite(engine.state(), policy, extras, languages, sets.map(platformSet)));
}
