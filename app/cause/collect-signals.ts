import { probeLines } from '../../core/cause/probe-lines.ts';
import type { Signal } from '../../core/cause/signal.ts';
import { signalsFromCalendar } from '../../core/cause/signals-from-calendar.ts';
import { signalsFromFeed } from '../../core/cause/signals-from-feed.ts';
import { signalsFromMetrics } from '../../core/cause/signals-from-metrics.ts';
import { answersBadly, signalsFromPlainPage } from '../../core/cause/signals-from-plain-page.ts';
import { signalsFromProbes } from '../../core/cause/signals-from-probes.ts';
import { signalsFromTopology } from '../../core/cause/signals-from-topology.ts';
import { signalsFromTraffic } from '../../core/cause/signals-from-traffic.ts';
import { makeSignal } from '../../core/cause/make-signal.ts';
import { sayTime } from '../../core/cause/speech.ts';
import { PreauError } from '../../core/errors.ts';
import { type EpochMs, epochMs, hours, minutes } from '../../core/units.ts';
import type { Fall } from './fall.ts';
import { rawJson } from './raw-json.ts';
import type { Collected, Sources } from './sources.ts';

/** The calm that a morning is compared with; chosen, the same hour of other days being better. */
const CALM_MS = hours(1);
/**
 * Traffic is read from shortly before the fall for as long as the cause shows. Once visitors are
 * sheltered the log falls silent and thins the rise: at 15 minutes an overload by eight looked like
 * one by two (rehearsed); chosen.
 */
const TRAFFIC_BEFORE_MS = minutes(2);
const TRAFFIC_AFTER_MS = minutes(5);
/** What probes see after this tells of the repair and not of the cause; chosen. */
const PROBES_AFTER_MS = hours(2);
/** What "now" is of a platform that is asked every few seconds; chosen. */
const LATEST_MS = minutes(3);
/** Metrics of a fall are looked at for so long at most; chosen. */
const METRICS_AFTER_MS = hours(1);
/** Falls this near make one morning: the calm ends before the first of them; chosen. */
const MORNING_MS = hours(2);

/** A fall with the end of the calm before it. */
interface Dated extends Fall {
  readonly stampedAt: EpochMs;
  readonly calmUntil: EpochMs;
}

/**
 * Gather what is known of one fall, each signal with the hash of what it was read from, which is kept by
 * then. A source that fails gives no signal: silence about a source is never evidence. Sources are
 * read side by side, each within its own time.
 *
 * @throws PreauError of the store that raw forms are kept in
 */
export async function collectSignals(fall: Fall, sources: Sources): Promise<readonly Signal[]> {
  const stampedAt = epochMs(Math.max(fall.at, fall.stampedAt ?? fall.at));
  if (fall.at < fall.fellAt) return clockBehind({ ...fall, stampedAt }, sources);
  const dated = { ...fall, stampedAt, calmUntil: endOfCalm(fall, sources) };
  // Once all is over, what was measured is measured: a later look would see the repair.
  const measured = fall.until === undefined ? MEASURED : [];
  const collected = await Promise.all([
    ...measured.map((from) => from(dated, sources)),
    ...sources.companies.map((company) => fromFeed(dated, company, sources)),
  ]);
  const signals: Signal[] = [];
  // One after the other: what may be kept is counted before each.
  for (const { signals: found, raw } of collected) {
    const hash = raw === undefined ? null : await sources.keep(raw);
    const dating = hash === null ? { at: stampedAt } : { at: stampedAt, raw: hash };
    signals.push(...found.map((signal) => ({ ...signal, ...dating })));
  }
  return signals;
}

/** What is looked at while a fall goes on, beside what companies publish. */
const MEASURED = [fromProbes, fromPlainPage, fromTopology, fromTraffic, fromMetrics, fromCalendar];

/** The clock shows an hour before the fall: nothing that is read by it would be of the fall. */
function clockBehind(
  { at, fellAt, stampedAt }: Omit<Dated, 'calmUntil'>,
  { speech }: Sources,
): readonly Signal[] {
  const values = { now: sayTime(speech, at), fell: sayTime(speech, fellAt) };
  return [makeSignal({ at: stampedAt, source: 'clock', speech }, 'clock-behind', { values })];
}

/** A platform that falls half an hour after its neighbours was under the same morning's crowd. */
function endOfCalm({ fellAt }: Fall, { neighbours, calmLeadMs }: Sources): EpochMs {
  const falls = neighbours
    .map((one) => one.fellAt)
    .filter((at) => at !== null && at >= fellAt - MORNING_MS);
  return epochMs(Math.min(fellAt, ...falls.map(Number)) - (calmLeadMs ?? minutes(10)));
}

async function fromProbes(
  { platform, fellAt, at, calmUntil }: Dated,
  { observationsOf, speech }: Sources,
): Promise<Collected> {
  const to = epochMs(Math.min(at, fellAt + PROBES_AFTER_MS));
  const observations = await observationsOf(platform, epochMs(calmUntil - CALM_MS), to);
  const signals = signalsFromProbes({ at: to, fellAt, calmUntil, observations, speech });
  if (signals.length === 0) return { signals };
  return { signals, raw: rawJson('probes', at, probeLines(observations)) };
}

/** Asked once the platform answers, and answers badly: a page that opens no more has no other page. */
async function fromPlainPage(
  { platform, at }: Dated,
  { observationsOf, askPlainPage, speech }: Sources,
): Promise<Collected> {
  const latest = await observationsOf(platform, epochMs(at - LATEST_MS), at);
  if (!answersBadly(latest)) return { signals: [] };
  const plain = await askPlainPage();
  const signals = signalsFromPlainPage({ at, latest, plain, speech });
  if (signals.length === 0) return { signals };
  return { signals, raw: rawJson('plain-page', at, probeLines([...latest, ...plain])) };
}

async function fromTopology(
  { platform, fellAt, at }: Dated,
  { neighbours, speech }: Sources,
): Promise<Collected> {
  const signals = signalsFromTopology({ platform, fellAt, at, neighbours, speech });
  return signals.length === 0 ? { signals } : { signals, raw: rawJson('topology', at, neighbours) };
}

async function fromTraffic(
  { platform, fellAt, at, calmUntil }: Dated,
  { traffic, speech }: Sources,
): Promise<Collected> {
  const window = {
    from: epochMs(fellAt - TRAFFIC_BEFORE_MS),
    to: epochMs(Math.min(at, fellAt + TRAFFIC_AFTER_MS)),
  };
  const baseline = { from: epochMs(calmUntil - CALM_MS), to: calmUntil };
  const comparison = await orNull(traffic.summarise(platform, window, baseline));
  if (comparison === null) return { signals: [] };
  return {
    signals: signalsFromTraffic({ at, traffic: comparison, speech }),
    raw: rawJson('access-log', at, { window, baseline, comparison }),
  };
}

async function fromMetrics(
  { platform, fellAt, at, calmUntil }: Dated,
  { metrics, speech }: Sources,
): Promise<Collected> {
  const to = epochMs(Math.min(at, fellAt + METRICS_AFTER_MS));
  const { reading, raw } = await metrics.read(platform, { from: epochMs(calmUntil - CALM_MS), to });
  const signals = signalsFromMetrics({ at, fellAt, calmUntil, reading, speech });
  return { signals, ...(raw && { raw }) };
}

async function fromCalendar(
  { fellAt, at }: Dated,
  { calendar: entries, zones = [], classStarts = [], speech }: Sources,
): Promise<Collected> {
  const signals = signalsFromCalendar({ at, fellAt, entries, zones, classStarts, speech });
  return { signals, raw: rawJson('calendar', at, { entries, zones, classStarts }) };
}

async function fromFeed(
  { fellAt, at, heard = [], until }: Dated,
  { role, id }: Sources['companies'][number],
  { feeds, speech }: Sources,
): Promise<Collected> {
  const snapshot = await orNull(feeds.read(id));
  if (snapshot === null) return { signals: [] };
  const { reading, raw } = snapshot;
  const isOver = until !== undefined;
  const signals = signalsFromFeed({ at, fellAt, feed: reading, role, heard, isOver, speech });
  return { signals, ...(raw && { raw }) };
}

async function orNull<Value>(reading: Promise<Value>): Promise<Value | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof PreauError) return null;
    throw error;
  }
}
