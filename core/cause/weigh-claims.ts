import type { Cause } from './cause.ts';
import { compare, type Evidence } from './evidence.ts';
import { namesNobody } from './gates/g6-names-nobody.ts';
import type { LikelihoodTable } from './likelihood-table.ts';
import type { Claim } from './signal.ts';

/** At most this much of a person's words is shown; chosen. */
const STATEMENT_MAX_CHARS = 200;

/**
 * What the standing claims weigh: at most one per role and cause, the latest. Kept apart from
 * measurements: they move probabilities a little; which gates they open is for the gates to say.
 */
export function weighClaims(claims: readonly Claim[], table: LikelihoodTable): readonly Evidence[] {
  return standingClaims(claims).flatMap((claim) => {
    const ratio = ratioOf(claim, table);
    return ratio === 1 || claim.asserts === 'other' ? [] : [evidence(claim, ratio, table)];
  });
}

/**
 * The claims that hold: for each role and cause the latest one. Where a role asserted and denied
 * one cause at the same instant, neither holds.
 */
export function standingClaims(claims: readonly Claim[]): readonly Claim[] {
  const groups = Map.groupBy(claims, ({ role, asserts }) => `${role}|${asserts}`);
  return [...groups.entries()]
    .toSorted(([a], [b]) => compare(a, b))
    .flatMap(([, group]) => {
      const last = Math.max(...group.map(({ at }) => at));
      const latest = group
        .filter(({ at }) => at === last)
        .toSorted((a, b) => compare(a.statement, b.statement) || compare(a.source, b.source));
      const [first] = latest;
      const agree = latest.every(({ denies }) => denies === first?.denies);
      return first !== undefined && agree ? [first] : [];
    });
}

function ratioOf({ role, asserts, denies }: Claim, { claims }: LikelihoodTable): number {
  const weight = claims[role];
  if (weight === undefined) return 1;
  if (denies) return 1 / weight.default;
  return asserts === 'attack' ? (weight.attack ?? weight.default) : weight.default;
}

function evidence(claim: Claim, ratio: number, table: LikelihoodTable): Evidence {
  const why = table.claims[claim.role]?.why ?? '';
  return {
    cause: claim.asserts,
    feature: `claim-${claim.role}`,
    family: 'claims',
    ratio,
    weight: ratio ** table.shrink,
    provenance: 'claimed',
    statement: namesNobody(claim.statement) ? oneLine(claim.statement) : why,
    why,
  };
}

const oneLine = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, STATEMENT_MAX_CHARS);

/** The word of the operator who closed the question, as one line of evidence. */
export function confirmation(cause: Cause, table: LikelihoodTable): Evidence {
  const { default: ratio, why = '' } = table.claims['operator'] ?? { default: 1000 };
  return {
    cause,
    feature: 'operator-confirmation',
    family: 'operator',
    ratio,
    weight: ratio,
    provenance: 'claimed',
    statement: why,
    why,
  };
}
