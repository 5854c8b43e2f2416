import { explain } from '../app/views/explain.ts';
import type { Explained, Explanation } from '../app/views/explanation.ts';
import { wordFindings } from '../app/views/word-promise.ts';
import { PreauError } from '../core/errors.ts';
import type { State } from '../core/incident/state.ts';
import type { JournalEntry } from '../core/journal/entry.ts';
import type { PromiseCheck } from '../core/promises/promise.ts';
import { platformId } from '../core/units.ts';
import type { JournalReport } from '../home/deploy/verify-journal.ts';
import { clockOf } from './clock-of.ts';
import { EXIT } from './errors-exit-codes.ts';
import { type ExplainLine, explainLines } from './explain-lines.ts';
import { explainWords } from './explain-words.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { incidentCalled } from './operate-known.ts';
import type { OperatedHome } from './operated-home.ts';
import { createOutput } from './output.ts';
import { promiseWhy } from './promise-why.ts';
import { wrapBound } from './wrap-bound.ts';

/**
 * `preau explain INCIDENT|REFERENCE|PLATFORM`: why each thing was done or was not, from the journal
 * alone, running home or none, and whether that journal verifies.
 *
 * @returns 0, or 1 where the chain does not verify or an action is not explained
 * @throws PreauError `not-found` for what the journal does not know, and as the home's `record`
 */
export async function explainCalled(
  home: OperatedHome,
  called: string,
  json: boolean,
  io: CliIo,
): Promise<number> {
  const { state, policy } = await home.replay();
  const { platform, incident } = meant(state, called);
  const record = await home.record();
  const explanation = explain(record.journal, record.rules, platform, incident);
  record.close();
  if (explanation === null) throw empty();
  const report = await home.verify();
  const fault = report.promises.find(({ id, held }) => id === 'P8' && !held) ?? null;
  const why = fault && wordFindings(fault.said, io.words);
  if (json)
    createOutput(io).json({ ...asJson(explanation), chain: { ...chainOf(report), fault: why } });
  else tell(explanation, report, fault, policy.timeZone, io);
  return fault === null ? EXIT.ok : EXIT.refused;
}

/** A platform's id is its whole history; anything else is one incident. */
function meant(state: State, called: string): Pick<Explanation, 'platform' | 'incident'> {
  if (Object.hasOwn(state.platforms, called))
    return { platform: platformId(called), incident: null };
  const incident = incidentCalled(state, called);
  return { platform: incident.platform, incident };
}

function tell(
  explanation: Explanation,
  report: JournalReport,
  fault: PromiseCheck | null,
  timeZone: string,
  io: CliIo,
): void {
  const output = createOutput(io);
  const { paint } = output;
  const words = explainWords(io.language);
  const clock = clockOf(timeZone, io.language);
  const columns = Math.max(60, io.stdout.columns ?? 80);
  const painted: Readonly<Record<ExplainLine['tone'], (text: string) => string>> = {
    title: paint.bold,
    done: paint.cyan,
    undone: paint.yellow,
    plain: (text) => text,
  };
  for (const { tone, text } of explainLines({ explanation, words, clock, io, columns }))
    output.line(painted[tone](text));
  output.line();
  output.line(
    report.head === null ? words.empty : fillTemplate(words.chain, { lines: report.lines }),
  );
  if (report.head !== null) output.line(`  ${report.head}`);
  const [shown, verdict] =
    fault === null
      ? [paint.green, `✔ ${words.whole}`]
      : [paint.red, `✖ ${fillTemplate(words.broken, { why: promiseWhy(fault, io.words) })}`];
  for (const text of wrapBound(verdict, columns - 2)) output.line(`  ${shown(text)}`);
}

const chainOf = ({ lines, head }: JournalReport) => ({ lines, head });

const asJson = ({ platform, incident, items }: Explanation) => ({
  platform,
  incident: incident && {
    id: incident.id,
    reference: incident.reference,
    drill: incident.drill,
    fellAt: new Date(incident.fellAt).toISOString(),
    closedAt: incident.closedAt === null ? null : new Date(incident.closedAt).toISOString(),
  },
  items: items.map(itemJson),
});

const itemJson = ({ kind, entry, what, facts, because, outcomes }: Explained) => ({
  kind,
  what,
  line: lineJson(entry),
  facts,
  because: because.map(lineJson),
  outcomes: outcomes.map(lineJson),
});

const lineJson = ({ seq, hash, event }: JournalEntry) => ({
  seq,
  hash,
  at: new Date(event.at).toISOString(),
  event,
});

const empty = (): PreauError =>
  new PreauError(
    'not-found',
    'expected a journal with lines, got an empty one; start the home: preau start',
  );
