import type { BenchPart, BenchResult, Machine } from './bench.ts';
import type { Figure } from './figure.ts';

/** What became of one figure since the committed run. */
export interface Compared {
  readonly figure: string;
  readonly outcome:
    | 'held'
    | 'lost'
    /** It was measured, and is not any more: what it would say is unknown, so it counts as lost. */
    | 'gone'
    | 'new'
    /** Better in no direction: a count that is there to be read. */
    | 'told'
    /** A time or rate without a peer, measured on another kind of machine. */
    | 'elsewhere';
  /** How much worse it is, as a share of what was expected: 0.2 is 20 %; below 0 it is better. Null where nothing is compared. */
  readonly loss: number | null;
  readonly from: string;
  readonly to: string;
}

/** As the project's issue on benches asks: a loss over 20 % is told. */
export const LOSS_MAX = 0.2;

/**
 * What two runs of the same code differ by on a shared machine, in each unit: a difference that is
 * not larger is noise, whatever its share. Chosen.
 */
export const NOISE = { s: 0.05, ms: 2, MB: 5, MiB: 5, kB: 1, bytes: 100, '%': 0.5 } as const;

/** More of these is worse, where no target says what is better. */
const LESS_IS_BETTER: ReadonlySet<string> = new Set([...Object.keys(NOISE), 'round trips', '€']);
/** They depend on the machine, not on the code alone. */
const MACHINES_OWN = /^(?:s|ms|%|.*\/s)$/;

/**
 * Compare a fresh run with a committed one, figure by figure.
 *
 * Where both have a ratio to a peer of the same name, the ratios are compared: the peer ran on the
 * same machine at the same time, so that a slow hour moves both. Elsewhere the values are, and on
 * another kind of machine times and rates are not compared at all.
 *
 * @param fresh the parts that ran; what is committed of other parts is left alone
 */
export function compareResults(fresh: BenchResult, committed: BenchResult): readonly Compared[] {
  const before = new Map(partsOf(committed).map((part) => [part.name, part]));
  return partsOf(fresh).flatMap((part) => {
    const former = before.get(part.name);
    if (former === undefined) return part.figures.map(isNew);
    const known = new Map(former.figures.map((figure) => [figure.name, figure]));
    const names = new Set(part.figures.map(({ name }) => name));
    const sameMachine = isSameKind(part.machine, former.machine);
    return [
      ...part.figures.map((figure) => {
        const old = known.get(figure.name);
        return old === undefined ? isNew(figure) : compareFigure(figure, old, sameMachine);
      }),
      ...former.figures.filter(({ name }) => !names.has(name)).map(isGone),
    ];
  });
}

/** Whether somebody should look: something lost more than {@link LOSS_MAX}, or is not measured any more. */
export const isLoss = ({ outcome }: Compared): boolean => outcome === 'lost' || outcome === 'gone';

/** A bench without parts is one part of its own name. */
const partsOf = (result: BenchResult): readonly BenchPart[] => [
  ...(result.figures.length > 0 ? [result] : []),
  ...(result.parts ?? []),
];

function compareFigure(fresh: Figure, old: Figure, sameMachine: boolean): Compared {
  const both = { figure: fresh.name, from: shown(old), to: shown(fresh) };
  const better = fresh.better ?? betterByUnit(fresh.unit);
  if (better === null) return { ...both, outcome: 'told', loss: null };
  const byPeer = hasSamePeer(fresh, old);
  if (!byPeer && !sameMachine && MACHINES_OWN.test(fresh.unit))
    return { ...both, outcome: 'elsewhere', loss: null };
  const expected = byPeer ? (fresh.value * (old.ratio ?? 1)) / (fresh.ratio ?? 1) : old.value;
  const worse = better === 'less' ? fresh.value - expected : expected - fresh.value;
  const loss = lossOf(worse, expected);
  const isLost = loss > LOSS_MAX && worse > noiseOf(fresh.unit);
  return { ...both, outcome: isLost ? 'lost' : 'held', loss };
}

/** Of nothing, anything more is all of a loss; what never came, and does not now, lost nothing. */
function lossOf(worse: number, expected: number): number {
  if (worse === 0 || Number.isNaN(worse)) return 0;
  return expected === 0 ? Math.sign(worse) * Number.POSITIVE_INFINITY : worse / Math.abs(expected);
}

/**
 * A peer that was measured: its value is not the same twice. A limit is the same in both runs, and the
 * ratio to it says no more than the value.
 */
const hasSamePeer = (fresh: Figure, old: Figure): boolean =>
  !!fresh.ratio &&
  !!old.ratio &&
  Number.isFinite(fresh.value) &&
  fresh.peer !== old.peer &&
  nameOf(fresh.peer) === nameOf(old.peer);

/** As `figure.ts` writes a peer: its name, a colon, its value. */
const nameOf = (peer: string): string => peer.slice(0, peer.lastIndexOf(':'));

function betterByUnit(unit: string): 'less' | 'more' | null {
  if (unit.endsWith('/s')) return 'more';
  return LESS_IS_BETTER.has(unit) ? 'less' : null;
}

const noiseOf = (unit: string): number =>
  Object.entries(NOISE).find(([name]) => name === unit)?.[1] ?? 0;

/** The system's own name may gain a patch level without being another machine. */
const isSameKind = (one: Machine, other: Machine): boolean =>
  one.cpu === other.cpu && one.cores === other.cores;

const isNew = (figure: Figure): Compared => ({
  figure: figure.name,
  outcome: 'new',
  loss: null,
  from: '–',
  to: shown(figure),
});

const isGone = (figure: Figure): Compared => ({
  figure: figure.name,
  outcome: 'gone',
  loss: null,
  from: shown(figure),
  to: '–',
});

const shown = ({ value, unit, ratio }: Figure): string =>
  `${Number.isFinite(value) ? value.toLocaleString('en', { maximumFractionDigits: 3 }) : 'never'} ${unit}${ratio === null ? '' : ` (${ratio})`}`.trim();
