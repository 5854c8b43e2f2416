import type { Bench, BenchResult, Machine } from './bench.ts';
import type { Figure } from './figure.ts';

/** docs/benchmarks.md: one table per bench, its method, and what was tried where a target is missed. */
export function benchmarksPage(
  results: readonly BenchResult[],
  benches: readonly Bench[],
  at: Date,
): string {
  const [first] = results;
  const missed = results.flatMap(({ figures }) => figures.filter(({ met }) => met === false));
  const targets = results.flatMap(({ figures }) => figures.filter(({ met }) => met !== null));
  return [
    '# Benchmarks',
    '',
    'Written by `npm run bench`; do not edit. `npm run --silent bench -- NAME --json` prints one bench as JSON.',
    'A peer was measured in the same run unless the line says where its figure comes from. The ratio is',
    'the value divided by the peer’s. A line without a target is there to be watched.',
    '',
    `- Date: ${at.toISOString().slice(0, 10)}`,
    ...(first === undefined ? [] : machineLines(first.machine)),
    `- Targets met: ${targets.length - missed.length} of ${targets.length}`,
    '',
    ...benches.flatMap((bench) =>
      section(
        bench,
        results.find(({ name }) => name === bench.name),
      ),
    ),
  ].join('\n');
}

const machineLines = ({ cpu, cores, memoryMB, node, os }: Machine): readonly string[] => [
  `- Machine: ${cpu}, ${cores} cores, ${memoryMB} MB of memory`,
  `- System: ${os}, Node ${node}`,
];

function section(
  { name, method, tried }: Bench,
  result: BenchResult | undefined,
): readonly string[] {
  const head = [`## ${name}`, '', method, ''];
  if (result === undefined) return [...head, '**Failed on this machine: nothing measured.**', ''];
  const missed = result.figures.filter(({ met }) => met === false);
  return [
    ...head,
    '| figure | value | peer or limit | ratio | target | met |',
    '|---|---:|---|---:|---:|---|',
    ...result.figures.map(row),
    '',
    ...missed.flatMap((figure) => [
      `**Missed: ${figure.name}.** ${tried?.[figure.name] ?? 'Not yet looked into.'}`,
      '',
    ]),
  ];
}

const row = ({ name, value, unit, peer, ratio, target, met }: Figure): string =>
  `| ${[
    name,
    `${number(value)} ${unit}`,
    peer,
    ratio === null ? '–' : number(ratio),
    target === null ? '–' : `${number(target)} ${unit}`,
    met === null ? '–' : met ? 'yes' : '**no**',
  ].join(' | ')} |`;

const number = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 3 });
