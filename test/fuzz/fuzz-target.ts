import { setImmediate as turnOfLoop } from 'node:timers/promises';
import { pick, seededRandom } from '../../home/stage/seeded-random.ts';
import { type Judged, judgeInput } from './judge-input.ts';
import { mutate } from './mutate.ts';
import type { FuzzTarget } from './target.ts';

export interface FuzzPlan {
  readonly target: FuzzTarget;
  readonly seeds: readonly Uint8Array[];
  readonly seed: number;
  /** Ends after so many inputs, or when `isOver` says so. */
  readonly inputs: number;
  readonly isOver: () => boolean;
  /** Told of each input before it is read, so that whoever ends this by force knows which it was. */
  readonly before?: (input: Uint8Array) => void;
}

export interface Finding {
  readonly why: string;
  readonly input: Uint8Array;
}

export interface FuzzResult {
  readonly inputs: number;
  /** How many different things came of them. */
  readonly outcomes: number;
  /** The first of each kind. */
  readonly findings: readonly Finding[];
}

/** Inputs that led somewhere new are seeds too. Chosen. */
const KEPT_MOST = 400;
const FINDINGS_MOST = 20;
/** Chosen: most readers take as many in some milliseconds. */
const TURN_EVERY = 256;

/** Give a target input after input, each made of what is known so far; the same seed makes the same ones. */
export async function fuzzTarget(plan: FuzzPlan): Promise<FuzzResult> {
  const { target, isOver, before } = plan;
  const random = seededRandom(plan.seed, target.name);
  const known = [...plan.seeds];
  const outcomes = new Set<string>();
  const findings = new Map<string, Uint8Array>();
  let inputs = 0;
  const take = async (input: Uint8Array): Promise<void> => {
    before?.(input);
    const judged: Judged = await judgeInput(target, input);
    inputs += 1;
    if (judged.kind === 'finding') {
      if (findings.size < FINDINGS_MOST && !findings.has(judged.why))
        findings.set(judged.why, input);
    } else if (!outcomes.has(judged.signature)) {
      outcomes.add(judged.signature);
      if (known.length < KEPT_MOST) known.push(input);
    }
  };
  for (const seed of plan.seeds) await take(seed);
  while (inputs < plan.inputs && !isOver()) {
    const [seed, other] = [pick(random, known), pick(random, known)];
    await take(mutate(seed ?? Buffer.alloc(0), other ?? Buffer.alloc(0), target, random));
    // Or no timer that a reader leaves would ever end, and half a million of them are its memory's end.
    if (inputs % TURN_EVERY === 0) await turnOfLoop();
  }
  return {
    inputs,
    outcomes: outcomes.size,
    findings: [...findings].map(([why, input]) => ({ why, input })),
  };
}
