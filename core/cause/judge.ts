import type { EpochMs } from '../units.ts';
import type { Cause, SpokenCause } from './cause.ts';
import { chooseWords, type Words } from './choose-words.ts';
import { type Evidence, linesAbout } from './evidence.ts';
import { g7Cap } from './gates/g7-cap.ts';
import type { LikelihoodTable } from './likelihood-table.ts';
import { missingEvidence } from './missing-evidence.ts';
import { openCauses, refutedCauses } from './open-causes.ts';
import { posterior, type Ranked, ranked } from './posterior.ts';
import { readingsOf } from './readings.ts';
import { secondCause } from './second-cause.ts';
import type { Claim, Signal } from './signal.ts';
import type { Verdict } from './verdict.ts';
import { confirmation, standingClaims, weighClaims } from './weigh-claims.ts';
import { provenBy, weighSignals } from './weigh-signals.ts';

export interface Case {
  readonly at: EpochMs;
  readonly signals: readonly Signal[];
  readonly claims: readonly Claim[];
  /** The operator's own word, which closes the question; null while there is none. */
  readonly confirmedCause: SpokenCause | null;
  readonly table: LikelihoodTable;
  /** Whether enough vantages saw the fall (G1). @default true, as an incident is opened by quorum */
  readonly vantagesAgree?: boolean;
}

/**
 * The probable cause of one incident, as far as its evidence carries.
 *
 * Pure: the same case gives the same verdict, whatever the order of its signals, and a signal told
 * twice counts once. The method, its gates and the source of each number: docs/cause.md.
 */
export function judge(the: Case): Verdict {
  const { table } = the;
  const readings = readingsOf(the.signals, table);
  const claims = standingClaims(the.claims);
  const confirmed = confirmedIn(the.confirmedCause);
  const evidence: readonly Evidence[] = [
    ...weighSignals(readings, table.shrink),
    ...weighClaims(claims, table),
    ...(confirmed === null ? [] : [confirmation(confirmed, table)]),
  ];
  const raw = posterior(table.priors, evidence);
  const ranking = ranked(raw);
  const likeliest = ranking[0]?.cause;
  const proven = confirmed !== null || readings.some(({ row }) => provenBy(row) === likeliest);
  const probabilities = g7Cap(raw, proven);
  const words =
    the.confirmedCause === null
      ? chooseWords({
          ranking: ranked(probabilities),
          evidence,
          readings,
          claims,
          proven,
          vantagesAgree: the.vantagesAgree ?? true,
        })
      : confirmedWords(the.confirmedCause);
  const twins = words.gates.includes('G3');
  const refuted = refutedCauses(ranking, evidence).filter(
    (cause) => cause !== words.cause && !(twins && (cause === 'overload' || cause === 'attack')),
  );
  const open =
    words.cause === 'undetermined' ? openCauses(ranking, evidence, claims, refuted, twins) : [];
  const second = isOneOfThem(words.cause)
    ? secondCause(words.cause, { ranking, evidence, readings, claims, refuted })
    : null;
  const about = aboutCauses(words.cause, second, open, ranking);
  return {
    at: the.at,
    ...words,
    gates: probabilities === raw ? words.gates : [...words.gates, 'G7'],
    probabilities,
    for: linesAbout(evidence, about, 'for'),
    against: linesAbout(evidence, about, 'against'),
    refuted,
    ...(second === null ? {} : { coCause: second }),
    open,
    missing: missingEvidence(table, pairOf(about, ranking), readings),
    tableVersion: table.version,
  };
}

const confirmedIn = (cause: SpokenCause | null): Cause | null =>
  cause !== null && isOneOfThem(cause) ? cause : null;

const isOneOfThem = (cause: SpokenCause): cause is Exclude<Cause, 'other'> =>
  cause !== 'suspended' && cause !== 'undetermined';

const confirmedWords = (cause: SpokenCause): Words => ({
  cause,
  rung: cause === 'undetermined' ? 'inconnue' : 'confirmée',
  gates: [],
});

/** The causes whose evidence is shown: the spoken one and a second beside it, else the two that are most in play. */
function aboutCauses(
  spoken: SpokenCause,
  second: Cause | null,
  open: readonly Cause[],
  ranking: readonly Ranked[],
): readonly Cause[] {
  if (isOneOfThem(spoken)) return second === null ? [spoken] : [spoken, second];
  const others = ranking.map(({ cause }) => cause).filter((cause) => cause !== 'other');
  return [...new Set([...open, ...others])].slice(0, 2);
}

/** The two causes that one would want to tell apart. */
function pairOf(about: readonly Cause[], ranking: readonly Ranked[]): readonly Cause[] {
  const rest = ranking.map(({ cause }) => cause).filter((cause) => cause !== 'other');
  return [...new Set([...about, ...rest])].slice(0, 2);
}
