import type { RiskGroup, RiskKind } from './shared-risk.ts';
import type { Neighbour } from './signals-from-topology.ts';

/** Everything that two services may share. */
const KINDS: readonly RiskKind[] = ['hoster', 'cdn', 'dns', 'login', 'vendor'];

/** Whether a name stands for somebody: what is not on record is shared by nobody. */
export const isKnownRisk = (name: string | undefined): name is string =>
  name !== undefined && name !== 'unknown' && name !== '';

/** The group that a service belongs to by one of the things it leans on; null when that is not on record. */
export function riskIdOf(one: Neighbour, kind: RiskKind): string | null {
  const name = one[kind];
  return isKnownRisk(name) ? `${kind}:${name}` : null;
}

/** What these services share, as groups, and which of them each service belongs to. */
export function risksOf(services: readonly Neighbour[]): {
  readonly groups: readonly RiskGroup[];
  readonly leaningsOf: (one: Neighbour) => readonly string[];
} {
  const leaningsOf = (one: Neighbour) =>
    KINDS.map((kind) => riskIdOf(one, kind)).filter((id) => id !== null);
  const groups = new Map(
    services.flatMap((one) =>
      KINDS.flatMap((kind) => {
        const id = riskIdOf(one, kind);
        return id === null ? [] : [[id, { id, kind }] as const];
      }),
    ),
  );
  return { groups: [...groups.values()], leaningsOf };
}
