import type { VantageId } from '../../core/units.ts';
import type { Observation } from '../../core/watch/observation.ts';
import type { DossierFileDraft } from './dossier-file-draft.ts';

/**
 * Raw measurements, one file for each vantage: `observations/<vantage>.jsonl`, by platform and then
 * in order of time, each line a probe with what it saw of DNS, TCP, TLS and HTTP.
 */
export function observationFiles(
  seen: readonly Observation[],
  version: string,
): readonly DossierFileDraft[] {
  const byVantage = Map.groupBy(seen, ({ vantage }) => vantage);
  return [...byVantage].map(([vantage, own]) => fileOf(vantage, own, version));
}

function fileOf(
  vantage: VantageId,
  own: readonly Observation[],
  version: string,
): DossierFileDraft {
  const times = own.map(({ at }) => at).toSorted((one, other) => one - other);
  const [first] = own;
  const from = times[0] ?? first?.at;
  const to = times.at(-1) ?? from;
  if (from === undefined || to === undefined) throw new Error('a vantage without a measurement');
  const isChecks = own.every(({ by }) => by === 'health-check');
  return {
    name: `observations/${vantage}.jsonl`,
    content: own.map((one) => `${JSON.stringify(one)}\n`).join(''),
    collected: { from, to },
    collector: isChecks ? 'health-check' : `preau probe ${version}`,
    vantage,
  };
}
