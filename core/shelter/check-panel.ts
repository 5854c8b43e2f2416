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
 * @returns the same panel where nothing is new
 */
export function hearChecker(
  panel: CheckPanel,
  checker: number,
  passed: boolean,
  threshold: number,
): CheckPanel {
  const streak = panel[checker];
  if (streak === undefined) return panel;
  const heard = hearResult(streak, passed, threshold);
  return heard === streak ? panel : panel.with(checker, heard);
}

/** How many checkers say healthy. One without data does, as a new check of Route 53 is healthy. */
export function countHealthy(panel: CheckPanel): number {
  let count = 0;
  for (const { healthy } of panel) if (healthy !== false) count += 1;
  return count;
}

/** What the panel says as a whole. @returns null while no checker has data */
export function panelVerdict(panel: CheckPanel): boolean | null {
  if (panel.every(hasNoData)) return null;
  return countHealthy(panel) / panel.length > HEALTHY_ABOVE;
}

const hasNoData = ({ healthy }: CheckStreak): boolean => healthy === null;

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
