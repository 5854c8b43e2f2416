/** What several services may share, so that one fault fells them together. */
export type RiskKind = 'hoster' | 'cdn' | 'dns' | 'login' | 'vendor';

/** One service in one quarter of an hour. */
export interface RiskMember {
  readonly down: boolean;
  /** What it leans on, each group at most once. `trust` is how sure the map is of it, in (0, 1]. */
  readonly leansOn: readonly { readonly group: string; readonly trust: number }[];
}

/** A group of services with one thing in common. */
export interface RiskGroup {
  readonly id: string;
  readonly kind: RiskKind;
}

/** How likely each root cause is, given who fell and who stood. Several may hold at once. */
export interface SharedRisk {
  /** A crowd, or anything else that comes to everybody at once. */
  readonly demand: number;
  /** By group id. A group with nobody down is 0. */
  readonly groups: ReadonlyMap<string, number>;
}

/** A service falls by itself in a given quarter of an hour: facts, "leak .003". */
const LEAK = 0.003;
/** A fault of what is shared fells a service that leans on it: .95 hoster, .9 CDN and DNS; the others chosen. */
const FELLS: { readonly [kind in RiskKind]: number } = {
  hoster: 0.95,
  cdn: 0.9,
  dns: 0.9,
  login: 0.9,
  vendor: 0.5,
};
const DEMAND_FELLS = 0.5;
/** A fault of one group in a given quarter of an hour. */
const GROUP_PRIOR = 0.001;
/** More groups than this are not looked at: those with the most services down come first. Chosen. */
const GROUPS_MAX = 64;

/** A root cause as the reckoning sees it: how likely beforehand, and how surely it fells each member. */
interface Root {
  readonly id: string | null;
  readonly prior: number;
  readonly fells: readonly number[];
}

/**
 * The root causes of one moment: noisy-OR over what the services share.
 *
 * A service is down with probability 1 - (1 - leak) · Π (1 - q) over the causes that hold. Sets of
 * at most two causes are weighed (the smallest that explain what is seen), so one service that
 * stands where a shared fault should have felled it counts against that fault, and so does one
 * that fell elsewhere.
 *
 * @param demandPrior of a crowd in this quarter of an hour, in (0, 1)
 * @see SCORE (Kompella et al., NSDI 2005), Shrink (Kandula et al., MineNets 2005)
 */
export function sharedRisk(
  members: readonly RiskMember[],
  groups: readonly RiskGroup[],
  demandPrior: number,
): SharedRisk {
  const roots = rootsOf(members, groups, demandPrior);
  const posterior = new Map<string | null, number>();
  const sets = atMostTwo(roots).map((set) => ({ set, log: logWeight(set, roots, members) }));
  const highest = Math.max(...sets.map(({ log }) => log));
  let whole = 0;
  for (const { set, log } of sets) {
    const weight = Math.exp(log - highest);
    whole += weight;
    for (const { id } of set) posterior.set(id, (posterior.get(id) ?? 0) + weight);
  }
  const share = (id: string | null): number => (posterior.get(id) ?? 0) / whole;
  return { demand: share(null), groups: new Map(groups.map(({ id }) => [id, share(id)])) };
}

function rootsOf(
  members: readonly RiskMember[],
  groups: readonly RiskGroup[],
  demandPrior: number,
): readonly Root[] {
  const fellsOf = ({ id, kind }: RiskGroup) =>
    members.map(({ leansOn }) => {
      const trust = leansOn.find(({ group }) => group === id)?.trust ?? 0;
      return trust * FELLS[kind];
    });
  const shaken = groups
    .map((group) => ({ id: group.id, prior: GROUP_PRIOR, fells: fellsOf(group) }))
    .map((root) => ({ root, down: root.fells.filter((q, at) => q > 0 && members[at]?.down) }))
    .filter(({ down }) => down.length > 0)
    .toSorted((a, b) => b.down.length - a.down.length || (a.root.id < b.root.id ? -1 : 1))
    .slice(0, GROUPS_MAX)
    .map(({ root }) => root);
  return [{ id: null, prior: demandPrior, fells: members.map(() => DEMAND_FELLS) }, ...shaken];
}

/** No cause, each cause, each pair. */
const atMostTwo = (roots: readonly Root[]): readonly (readonly Root[])[] => [
  [],
  ...roots.map((root) => [root]),
  ...roots.flatMap((one, index) => roots.slice(index + 1).map((other) => [one, other])),
];

/** The logarithm of: these causes hold and no other, and what is seen follows. */
function logWeight(
  set: readonly Root[],
  roots: readonly Root[],
  members: readonly RiskMember[],
): number {
  const prior = roots.reduce(
    (sum, root) => sum + Math.log(set.includes(root) ? root.prior : 1 - root.prior),
    0,
  );
  return members.reduce((sum, { down }, at) => {
    const stands = set.reduce((part, { fells }) => part * (1 - (fells[at] ?? 0)), 1 - LEAK);
    return sum + Math.log(down ? 1 - stands : stands);
  }, prior);
}
