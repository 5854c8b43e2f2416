import { type CheckStreak, hearResult, SILENT } from './check-streak.ts';

/**
 * The checkers that look at one check, each with a count of its own: Route 53's model of health.
 * Never empty.
 */
export type CheckPanel = readonly CheckStreak[];

/**
 * "If more than 18% of health checkers report that an endpoint is healthy, Route 53 considers it
 * healthy." Of five checkers one is 20 %: all five must say down.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
 */
export const HEALTHY_ABOVE = 0.18;

/** @param healthy what every checker says at first; `null` = no data yet */
export const newPanel = (checkers: number, healthy: boolean | null): CheckPanel =>
  Array.from({ length: checkers }, () => ({ ...SILENT, healthy }));

/**
 * Take one checker's result into account.
 *
 * @param checker its place in the panel; another one changes nothing
 */
export const hearChecker = (
  panel: CheckPanel,
  checker: number,
  passed: boolean,
  threshold: number,
): CheckPanel =>
  panel.map((streak, place) =>
    place === checker ? hearResult(streak, passed, threshold) : streak,
  );

/** How many checkers say healthy. One without data does, as a new check of Route 53 is healthy. */
export const countHealthy = (panel: CheckPanel): number =>
  panel.filter(({ healthy }) => healthy !== false).length;

/** What the panel says as a whole. @returns null while no checker has data */
export function panelVerdict(panel: CheckPanel): boolean | null {
  if (panel.every(({ healthy }) => healthy === null)) return null;
  return countHealthy(panel) / panel.length > HEALTHY_ABOVE;
}

/**
 * Whose turn a periodic check is: each in its turn, but while the panel says down, the one that is
 * nearest to saying otherwise. So a recovery takes the threshold at the ordinary interval, and not
 * that many rounds of everybody's.
 *
 * @param round counts periodic checks from 0
 */
export function whoseTurn(panel: CheckPanel, round: number): number {
  const inTurn = round % panel.length;
  if (panelVerdict(panel) !== false) return inTurn;
  const most = Math.max(...panel.map(({ against }) => against));
  return most === 0 ? inTurn : panel.findIndex(({ against }) => against === most);
}
