import { parseArgs } from 'node:util';
import type { Bench } from './bench.ts';
import { LOSS_MAX, NOISE } from './compare-results.ts';

/** What a command line of `npm run bench` asks for. */
export type Asked =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly why: string }
  | {
      readonly kind: 'run';
      readonly chosen: readonly Bench[];
      /** One bench by its name, and not all. */
      readonly one: boolean;
      readonly json: boolean;
      readonly check: boolean;
    };

/** @param args what stands after `npm run bench --` */
export function readArguments(args: readonly string[], benches: readonly Bench[]): Asked {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        json: { type: 'boolean', default: false },
        check: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
      allowPositionals: true,
    });
    if (values.help) return { kind: 'help' };
    const { json, check } = values;
    const [name, ...rest] = positionals;
    if (json && check) return wrong('expected --json or --check, got both');
    if (rest.length > 0) return wrong(`expected one name at most, got ${positionals.join(' ')}`);
    const chosen = benches.filter((bench) =>
      name === undefined ? bench.isLong !== true : bench.name === name,
    );
    if (chosen.length === 0) return wrong(`expected the name of a bench, got "${name}"`);
    return { kind: 'run', chosen, one: name !== undefined, json, check };
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
}

const wrong = (why: string): Asked => ({ kind: 'wrong', why });

/** One line, for whoever mistyped. */
export const usage = (benches: readonly Bench[]): string =>
  `usage: npm run bench -- [NAME] [--json | --check]; benches: ${benches.map(({ name }) => name).join(', ')}`;

/** What `--help` prints. */
export const help = (benches: readonly Bench[]): string => `${usage(benches)}
Only by their names, since they take the better part of an hour: ${longOnes(benches)}

  (nothing)  measures, keeps the results in docs/benchmarks/ and writes docs/benchmarks.md
  --json     prints the results, and nothing else, on standard output; keeps nothing
  --check    compares a fresh run with the results that were last committed; keeps nothing.
             A figure is lost when it is more than ${LOSS_MAX * 100} % worse, in its own direction, and by more
             than what runs of the same code differ by: ${noises()}.
             Where a peer was measured in both runs, the ratios to it are compared; on another
             kind of machine, times and rates without such a peer are not compared at all.

Exit status: 0 all measured (--check: and nothing lost), 1 a bench failed or something was
lost, 2 wrong usage.`;

const longOnes = (benches: readonly Bench[]): string =>
  benches
    .filter(({ isLong }) => isLong)
    .map(({ name }) => name)
    .join(', ') || 'none';

const noises = (): string =>
  Object.entries(NOISE)
    .map(([unit, most]) => `${most} ${unit}`)
    .join(', ');
