import type { HealthBoard } from './health-board.ts';

/** A board some of whose checks are disabled. */
export interface DisablingBoard extends HealthBoard {
  /** Disable a check, or enable it again. @returns whether the check's verdict changed */
  setDisabled(id: string, on: boolean): boolean;
  /** Ids of disabled checks, in the order in which they were. */
  disabled(): readonly string[];
}

/**
 * The board with Route 53's switch: a disabled check is taken for healthy, whatever it hears. It goes
 * on hearing, so that it knows at once where things stand when it is enabled again.
 *
 * @param before ids that were disabled before a restart
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_UpdateHealthCheck.html
 */
export function disablingBoard(board: HealthBoard, before: readonly string[]): DisablingBoard {
  const off = new Set(before);
  const healthy = (id: string) => off.has(id) || board.healthy(id);
  return {
    ...board,
    healthy,
    hear(...result) {
      const [id] = result;
      return board.hear(...result) && !off.has(id);
    },
    reports: () =>
      board
        .reports()
        .map((report) =>
          off.has(report.id) ? { ...report, healthy: true, reason: 'disabled' } : report,
        ),
    setDisabled(id, on) {
      const was = healthy(id);
      if (on) off.add(id);
      else off.delete(id);
      return healthy(id) !== was;
    },
    disabled: () => [...off],
  };
}
