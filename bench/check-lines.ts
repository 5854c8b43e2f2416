import type { BenchResult } from './bench.ts';
import { type Compared, compareResults, isLoss, LOSS_MAX } from './compare-results.ts';

/** What `--check` says of one bench. */
export interface Checked {
  readonly lines: readonly string[];
  readonly hasLost: boolean;
}

const SIGNS: Readonly<Record<Compared['outcome'], string>> = {
  held: '  ',
  lost: '✖ ',
  gone: '✖ ',
  new: '+ ',
  told: '  ',
  elsewhere: '  ',
};

/**
 * A fresh result beside the committed one, a line a figure.
 *
 * @param committed null: nothing to compare with, which is said and is no loss
 */
export function checkLines(fresh: BenchResult, committed: BenchResult | null): Checked {
  if (committed === null)
    return { lines: [`${fresh.name}: nothing committed to compare with`], hasLost: false };
  const compared = compareResults(fresh, committed);
  const lost = compared.filter(isLoss);
  const since = committed.parts?.[0]?.commit ?? committed.commit;
  return {
    lines: [
      `${fresh.name}: beside ${committed.day}${since === undefined ? '' : `, ${since}`}: ${lost.length} of ${compared.length} figures lost more than ${LOSS_MAX * 100} % or are gone`,
      ...compared.map(
        (one) => `${SIGNS[one.outcome]}${one.figure}: ${one.from} → ${one.to}${remark(one)}`,
      ),
    ],
    hasLost: lost.length > 0,
  };
}

function remark({ outcome, loss }: Compared): string {
  if (outcome === 'gone') return ', not measured any more';
  if (outcome === 'elsewhere') return ', not compared: another kind of machine';
  if (loss === null || loss === 0) return '';
  if (!Number.isFinite(loss)) return loss > 0 ? ', was nothing' : ', better';
  const share = `${Math.abs(loss * 100).toFixed(0)} %`;
  return loss > 0 ? `, ${share} worse` : `, ${share} better`;
}
