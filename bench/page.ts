import type { Bench, BenchPart, BenchResult, Machine, Table } from './bench.ts';
import type { Figure } from './figure.ts';

/** docs/benchmarks.md: one section per bench: its method, its figures, and what was tried where a target is missed. */
export function benchmarksPage(results: readonly BenchResult[], benches: readonly Bench[]): string {
  const all = results.flatMap(({ figures, parts = [] }) => [
    ...figures,
    ...parts.flatMap((part) => part.figures),
  ]);
  const missed = all.filter(({ met }) => met === false);
  const targets = all.filter(({ met }) => met !== null);
  return [
    '# Benchmarks',
    '',
    'Written by `npm run bench`; do not edit. `npm run bench -- NAME` measures one bench and writes its',
    'section anew; `npm run --silent bench -- NAME --json` prints it as JSON and writes nothing. The results',
    'themselves are in `docs/benchmarks/`. `npm run bench -- [NAME] --check` keeps nothing: it compares a fresh run',
    'with the committed results and ends with 1 where a figure lost more than 20 % ([how](../CONTRIBUTING.md#to-add)).',
    '',
    'A peer was measured in the same run unless the line says where its figure comes from. The ratio is',
    'the value divided by the peer’s. A line without a target is there to be watched.',
    '',
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

/** @returns what a terminal shows of one bench */
export function sectionText(bench: Bench, result: BenchResult): string {
  return section(bench, result).join('\n');
}

function section(
  { name, method, tried }: Bench,
  result: BenchResult | undefined,
): readonly string[] {
  const head = [`## ${name}`, '', method, ''];
  if (result === undefined) return [...head, '**Nothing measured yet on any machine.**', ''];
  if (result.parts === undefined) return [...head, ...measuredLines(result, tried)];
  return [
    ...head,
    ...result.parts.flatMap((part) => [`### ${part.name}`, '', ...measuredLines(part, tried)]),
  ];
}

function measuredLines(
  { figures, tables, ...when }: BenchPart,
  tried: Bench['tried'],
): readonly string[] {
  const missed = figures.filter(({ met }) => met === false);
  return [
    measuredOn(when),
    '',
    ...tableLines(
      ['figure', 'value', 'peer or limit', 'ratio', 'target', 'met'],
      '|---|---:|---|---:|---:|---|',
      figures.map(cells),
    ),
    '',
    ...missed.flatMap((figure) => [
      `**Missed: ${figure.name}.** ${tried?.[figure.name] ?? 'Not yet looked into.'}`,
      '',
    ]),
    ...tables.flatMap(freeTable),
  ];
}

const measuredOn = ({
  day,
  machine,
  commit,
  versions = {},
}: Pick<BenchPart, 'day' | 'machine' | 'commit' | 'versions'>): string =>
  [
    `Measured on ${day}${commit === undefined ? '' : ` at commit ${commit}`}: ${onMachine(machine)}.`,
    ...(Object.keys(versions).length === 0
      ? []
      : [
          `Peers: ${Object.entries(versions)
            .map(([name, version]) => `${name} ${version}`)
            .join(', ')}.`,
        ]),
  ].join(' ');

const onMachine = ({ cpu, cores, memoryMB, node, os }: Machine): string =>
  `${cpu}, ${cores} cores, ${memoryMB} MB of memory; ${os}, Node ${node}`;

const freeTable = ({ title, headings, rows }: Table): readonly string[] => [
  `**${title}**`,
  '',
  ...tableLines(headings, `|${'---|'.repeat(headings.length)}`, rows),
  '',
];

const tableLines = (
  headings: readonly string[],
  rule: string,
  rows: readonly (readonly string[])[],
): readonly string[] => [line(headings), rule, ...rows.map(line)];

/** A bar inside a cell would end it. */
const line = (texts: readonly string[]): string =>
  `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;

const cells = ({ name, value, unit, peer, ratio, target, met }: Figure): readonly string[] => [
  name,
  `${number(value)} ${unit}`,
  peer,
  ratio === null ? '–' : number(ratio),
  target === null ? '–' : `${number(target)} ${unit}`,
  met === null ? '–' : met ? 'yes' : '**no**',
];

const number = (value: number): string =>
  Number.isFinite(value) ? value.toLocaleString('en', { maximumFractionDigits: 3 }) : 'never';
