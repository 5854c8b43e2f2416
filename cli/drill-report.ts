import { drillReport, type DrillReport } from '../app/views/drill-report.ts';
import { PreauError } from '../core/errors.ts';
import { clockOf } from './clock-of.ts';
import { drillReportLines } from './drill-report-lines.ts';
import { drillWords } from './drill-words.ts';
import { EXIT } from './errors-exit-codes.ts';
import type { CliIo } from './frame-io.ts';
import { incidentCalled } from './operate-known.ts';
import type { OperatedHome } from './operated-home.ts';
import { createOutput } from './output.ts';
import { seenMs, type TurnPlace } from './turn-place.ts';

/** A drill as the journal tells it. */
export interface ToldDrill {
  readonly report: DrillReport;
  readonly place: TurnPlace;
  readonly timeZone: string;
}

/**
 * `preau drill report`: what a drill turned, when, seen where, whom it told, and what else
 * moved; from the journal alone.
 *
 * @param called a platform, whose latest drill it is, or a drill's id or reference
 * @throws PreauError `not-found` for a drill that the journal does not know
 */
export async function reportDrill(
  home: OperatedHome,
  called: string,
  json: boolean,
  io: CliIo,
): Promise<number> {
  const told = await drillOf(home, called);
  if (json) createOutput(io).json(drillJson(told));
  else tellDrill(told, io);
  return EXIT.ok;
}

/** @throws PreauError as {@link reportDrill} */
export async function drillOf(home: OperatedHome, called: string): Promise<ToldDrill> {
  const { state, policy } = await home.replay();
  const { id, platform } = incidentCalled(state, called, 'drill');
  const record = await home.record();
  try {
    const report = drillReport(record.journal, record.rules, id);
    if (report === null)
      throw new PreauError(
        'not-found',
        `expected drill ${id} in the journal, got none; "preau journal verify" says whether it is whole`,
        { said: { key: 'proof.noDrill', values: { id } } },
      );
    const place = await home.place(platform);
    return { report, place, timeZone: policy.timeZone };
  } finally {
    record.close();
  }
}

/** Print a drill's report, for people. */
export function tellDrill({ timeZone, ...told }: ToldDrill, io: CliIo): void {
  const output = createOutput(io);
  const [title = '', ...lines] = drillReportLines({
    ...told,
    words: drillWords(io.language),
    clock: clockOf(timeZone, io.language),
    io,
    columns: io.stdout.columns ?? 80,
  });
  output.line(output.paint.bold(title));
  for (const line of lines) output.line(line);
}

/** The report as data; instants in milliseconds since 1970, as the journal has them. */
export const drillJson = ({ report, place }: ToldDrill) => ({
  ...report,
  turns: report.turns.map((turn) => ({ ...turn, budgetMs: seenMs(place, turn.hold) })),
});
