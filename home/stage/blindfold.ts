import type { Scenario } from '../../config/scenario.ts';
import type { Vantage } from '../../core/platform.ts';
import type { EpochMs, VantageId } from '../../core/units.ts';

/** Takes the network away from vantages, as the scenario says or by hand. */
export interface Blindfold {
  apply(now: EpochMs): void;
  byHand(vantage: VantageId, on: boolean): void;
}

/**
 * @param cut cuts a source address off every origin, or no more; idempotent
 */
export function createBlindfold(
  { blindVantages }: Pick<Scenario, 'blindVantages'>,
  vantages: readonly Vantage[],
  cut: (sourceAddress: string, on: boolean) => void,
): Blindfold {
  const cutByHand = new Set<VantageId>();
  return {
    apply: (now) => {
      for (const { id, sourceAddress } of vantages) {
        const due = blindVantages.some(
          ({ vantage, from, to }) => vantage === id && from <= now && now < to,
        );
        if (sourceAddress !== undefined) cut(sourceAddress, due || cutByHand.has(id));
      }
    },
    byHand: (vantage, on) => {
      if (on) cutByHand.add(vantage);
      else cutByHand.delete(vantage);
    },
  };
}
