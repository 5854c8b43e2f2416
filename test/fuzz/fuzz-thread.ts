import { parentPort, workerData } from 'node:worker_threads';
import { readCorpus } from './corpus.ts';
import { type Finding, fuzzTarget } from './fuzz-target.ts';
import { judgeInput } from './judge-input.ts';
import { minimise } from './minimise.ts';
import type { FuzzTarget } from './target.ts';
import { allTargets } from './targets.ts';
import { targets as planted } from './targets/planted.ts';
import type { SharedTask, ThreadWord } from './thread-task.ts';

// Targets in a thread of their own: whoever started it can end it when an input hangs, and reads the
// input that it hung at from the memory that both share.

const { names, seed, inputs, ms, shared } = workerData as SharedTask;
const [state, held] = [new Int32Array(shared, 0, 2), new Uint8Array(shared, 8)];
const say = (word: ThreadWord): void => parentPort?.postMessage(word);

const before = (input: Uint8Array): void => {
  held.set(input.subarray(0, held.length));
  Atomics.store(state, 0, Math.min(input.length, held.length));
  Atomics.add(state, 1, 1);
};

const targets = [...(await allTargets()), ...planted];
for (const name of names) {
  const target = targets.find((one) => one.name === name);
  if (target === undefined) throw new Error(`no fuzz target is called ${name}`);
  Atomics.store(state, 1, 0);
  say({ kind: 'began', name });
  const seeds = readCorpus(target).map(({ bytes }) => bytes);
  const until = performance.now() + ms;
  const isOver = (): boolean => performance.now() >= until;
  const result = await fuzzTarget({ target, seeds, seed, inputs, isOver, before });
  const findings: Finding[] = [];
  for (const finding of result.findings) findings.push(await shortened(target, finding));
  say({ kind: 'ended', ...result, findings });
}

/** A slow one takes a second a try: fewer. */
async function shortened(of: FuzzTarget, { why, input }: Finding): Promise<Finding> {
  const same = async (shorter: Uint8Array): Promise<boolean> => {
    before(shorter);
    const judged = await judgeInput(of, shorter);
    return judged.kind === 'finding' && judged.why === why;
  };
  return { why, input: await minimise(input, same, why === 'hangs' ? 12 : undefined) };
}
