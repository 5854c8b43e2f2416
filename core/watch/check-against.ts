import type { VantageId } from '../units.ts';
import type { Vote } from './observation.ts';

/**
 * The health check that says `down`, by which the data plane answers with the mirror. One that could
 * not be asked, or whose panel is divided, says nothing against the origin.
 *
 * @returns null where none does
 */
export const checkAgainst = (votes: readonly Vote[]): VantageId | null =>
  votes.find(({ by, says }) => by === 'health-check' && says === 'down')?.vantage ?? null;
