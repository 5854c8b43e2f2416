import { CAUSES, type Cause, type Rung, type SpokenCause } from '../../core/cause/cause.ts';
import type { EvidenceLine, Verdict } from '../../core/cause/verdict.ts';
import type { EpochMs } from '../../core/units.ts';
import type { Words } from './words.ts';

/** A verdict as people read it: what is likely, what speaks for and against, what is missing. */
export interface VerdictPanel {
  readonly at: EpochMs;
  readonly cause: SpokenCause;
  readonly causeWord: string;
  readonly rung: Rung;
  readonly rungWord: string;
  /** Every cause, likeliest first; they sum to 1 within rounding. */
  readonly bars: readonly CauseBar[];
  readonly for: readonly EvidenceMark[];
  readonly against: readonly EvidenceMark[];
  /** A second cause beside the spoken one, with evidence of its own. */
  readonly second: string | null;
  readonly refuted: readonly string[];
  readonly open: readonly string[];
  /** Why the words are no stronger, one sentence per gate. */
  readonly gates: readonly string[];
  /** What would change our mind. */
  readonly missing: readonly string[];
  readonly tableVersion: string;
}

export interface CauseBar {
  readonly cause: Cause;
  readonly word: string;
  readonly probability: number;
  /** `spoken` for what the verdict says or leaves open, `refuted` for what it rules out. */
  readonly role: 'spoken' | 'refuted' | 'other';
}

export interface EvidenceMark {
  readonly statement: string;
  readonly causeWord: string;
  readonly strength: EvidenceLine['strength'];
  readonly strengthWord: string;
  readonly provenanceWord: string;
  readonly why: string;
}

/**
 * Word one verdict, for the console and the command line alike: both show these lists, in this order.
 * Probabilities are shown as computed; words are never stronger than its
 * gates.
 *
 * @param words those of `cause`
 */
export function verdictPanel(verdict: Verdict, words: Words): VerdictPanel {
  const causeWord = (cause: SpokenCause | Cause) => words(`cause.name.${cause}`);
  return {
    at: verdict.at,
    cause: verdict.cause,
    causeWord: causeWord(verdict.cause),
    rung: verdict.rung,
    rungWord: words(`cause.rung.${verdict.rung}`),
    bars: CAUSES.map((cause) => ({
      cause,
      word: causeWord(cause),
      probability: verdict.probabilities[cause],
      role: roleOf(cause, verdict),
    })).toSorted((one, other) => other.probability - one.probability),
    for: verdict.for.map((line) => evidenceMark(line, words)),
    against: verdict.against.map((line) => evidenceMark(line, words)),
    second: verdict.coCause === undefined ? null : causeWord(verdict.coCause),
    refuted: verdict.refuted.map(causeWord),
    open: verdict.open.map(causeWord),
    gates: verdict.gates.map((gate) => gateSentence(gate, words)),
    missing: verdict.missing,
    tableVersion: verdict.tableVersion,
  };
}

function roleOf(cause: Cause, verdict: Verdict): CauseBar['role'] {
  if (cause === verdict.cause || cause === verdict.coCause || verdict.open.includes(cause))
    return 'spoken';
  return verdict.refuted.includes(cause) ? 'refuted' : 'other';
}

const GATES: readonly string[] = ['G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'G7', 'G8'];

/** A gate that has no words yet is shown by its id: better than a page that fails. */
function gateSentence(gate: string, words: Words): string {
  return GATES.includes(gate) ? words(`cause.gate.${gate}`) : gate;
}

function evidenceMark(line: EvidenceLine, words: Words): EvidenceMark {
  return {
    statement: line.statement,
    causeWord: words(`cause.name.${line.cause}`),
    strength: line.strength,
    strengthWord: words(`cause.strength.${line.strength}`),
    provenanceWord: words(`cause.provenance.${line.provenance}`),
    why: line.why,
  };
}
