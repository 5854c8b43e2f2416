import type {
  LogPlace,
  LogsSummary,
  PhaseSummary,
  SummarisedFile,
} from '../adapters/local/access-log/logs-summary.ts';
import { SKIP_REASONS } from '../adapters/local/access-log/line-sink.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { reasonOf } from './logs-reason.ts';
import { type LogsWords, logsWords } from './logs-words.ts';
import { createOutput } from './output.ts';
import { printable } from './printable.ts';
import { wrapText } from './wrap-text.ts';

const WIDTH = 80;
const INDENT = '  ';

/** A summary for people: what was read, the baseline, then each phase with its reading and why. */
export function logsLines(summary: LogsSummary, io: CliIo): readonly string[] {
  const words = logsWords(io.language);
  const say = sayings(io, summary.zoneMin);
  const { baseline } = summary;
  const calm =
    baseline === null
      ? words.noBaseline
      : fillTemplate(words.baselineLine, {
          source: words.sources[baseline.source],
          from: say.day(baseline.from),
          to: say.time(baseline.to),
          rate: say.number(baseline.requestsPerMin),
          networks: say.number(baseline.networks),
        });
  return [
    ...readLines(summary, words, say),
    '',
    ...wrapText(calm, WIDTH),
    ...summary.phases.flatMap((phase) => ['', ...phaseLines(phase, words, say, io)]),
  ];
}

type Sayings = ReturnType<typeof sayings>;

function sayings({ language }: CliIo, zoneMin: number) {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const fine = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  const local = (iso: string) => new Date(Date.parse(iso) + zoneMin * 60_000).toISOString();
  const sign = zoneMin < 0 ? '-' : '+';
  const size = Math.abs(zoneMin);
  const zone = `${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return {
    number: (value: number) => number.format(value),
    fine: (value: number) => fine.format(value),
    percent: (value: number) => percent.format(value),
    /** In the log's own zone. */
    time: (iso: string) => local(iso).slice(11, 19),
    day: (iso: string) => `${local(iso).slice(0, 10)} ${local(iso).slice(11, 19)} (UTC${zone})`,
    place: ({ file, line, byte }: LogPlace) => printable(`${file}:${line ?? `+${byte}`}`),
    bytes: (value: number) => bytesText(fine, value, language === 'fr' ? 'o' : 'B'),
  };
}

const two = (value: number): string => String(value).padStart(2, '0');

function bytesText(number: Intl.NumberFormat, value: number, unit: string): string {
  const steps = ['', 'k', 'M', 'G', 'T'];
  const step = Math.min(steps.length - 1, Math.floor(Math.log10(Math.max(1, value)) / 3));
  return `${number.format(value / 1_000 ** step)} ${steps[step] ?? ''}${unit}`;
}

function readLines(summary: LogsSummary, words: LogsWords, say: Sayings): readonly string[] {
  const { files, skipped, clockBack, outside } = summary;
  const met = (template: string, why: string, one: { count: number; first: LogPlace }) =>
    fillTemplate(template, { count: say.number(one.count), why, place: say.place(one.first) });
  return [
    fillTemplate(words.head, {
      lines: say.number(summary.lines),
      requests: say.number(summary.requests),
    }),
    ...files.map((file) => fileLine(file, words, say)),
    ...SKIP_REASONS.flatMap((reason) => {
      const one = skipped[reason];
      return one === undefined ? [] : [met(words.skippedLine, words.skipped[reason], one)];
    }),
    ...(clockBack === null ? [] : [met(words.clockBack, '', clockBack)]),
    ...(outside === 0 ? [] : [fillTemplate(words.outside, { count: say.number(outside) })]),
  ];
}

const fileLine = (file: SummarisedFile, words: LogsWords, say: Sayings): string =>
  fillTemplate(words.fileLine, {
    path: printable(file.path),
    format: `${file.format ?? words.unknownFormat}${file.compression === 'none' ? '' : `, ${file.compression}`}`,
    lines: say.number(file.lines),
    bytes: say.bytes(file.bytes),
    fault: file.fault === null ? '' : words.faults[file.fault],
  });

function phaseLines(
  phase: PhaseSummary,
  words: LogsWords,
  say: Sayings,
  io: CliIo,
): readonly string[] {
  const { paint } = createOutput(io);
  const { comparison, reading } = phase;
  const name = reading === null ? words.unread : words.readings[reading];
  const title = fillTemplate(words.phase, {
    from: say.time(phase.from),
    to: say.time(phase.to),
    reading: name,
    requests: say.number(phase.requests),
    rate: say.number(phase.requestsPerMin),
  });
  const heading = phase.name === null ? title : `${title} (${printable(phase.name)})`;
  const painted = reading === 'calm' || reading === null ? heading : paint.bold(heading);
  if (comparison === null) return [painted];
  const indented = (text: string) =>
    wrapText(text, WIDTH - INDENT.length).map((line) => `${INDENT}${line}`);
  const why = indented(reasonOf(phase.because, comparison, io.language));
  if (reading === 'calm' || reading === 'silence') return [painted, ...why];
  const values = detailValues(phase, comparison, words, say);
  return [painted, ...why, ...words.details.flatMap((one) => indented(fillTemplate(one, values)))];
}

function detailValues(
  phase: PhaseSummary,
  comparison: NonNullable<PhaseSummary['comparison']>,
  words: LogsWords,
  say: Sayings,
) {
  const growth = comparison.composition?.growthPerAddress;
  const share = (count: number) => say.percent(count / Math.max(1, phase.requests));
  return {
    factor: say.fine(comparison.amplification),
    peak: say.number(phase.ramp.peakPerMin),
    toPeak:
      phase.ramp.secondsToPeak === 0
        ? words.peakAtOnce
        : fillTemplate(words.peakAfter, { seconds: say.number(phase.ramp.secondsToPeak) }),
    known: say.percent(comparison.knownNetworkShare),
    addresses: say.number(phase.addresses),
    p50: say.number(phase.requestsPerAddress.p50),
    p99: say.number(phase.requestsPerAddress.p99),
    growth50: growth == null ? '?' : say.fine(growth.p50),
    growth99: growth == null ? '?' : say.fine(growth.p99),
    topPath: printable(comparison.topPath).slice(0, 60),
    path: say.percent(comparison.topPathShare),
    calmPath: say.percent(comparison.baselineTopPathShare),
    bits: say.fine(comparison.pathDivergenceBits),
    unique: say.percent(comparison.uniqueQueryShare),
    referers: say.percent(comparison.refererShare),
    agents: say.number(phase.agents.distinct),
    topAgent: say.percent(phase.agents.topShare),
    robots: say.percent(phase.agents.automatedShare),
    statuses: Object.entries(phase.statuses)
      .map(([status, count]) => `${status} ${share(count)}`)
      .join(', '),
    bytes: say.bytes(phase.bytes),
  };
}
