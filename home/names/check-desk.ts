import { checkIds } from '../../core/shelter/weighted-pair.ts';
import type { PlatformId } from '../../core/units.ts';
import type { CreatedCheck } from './created-check.ts';
import type { LayeredBoard } from './layered-board.ts';
import type { NamesSpec } from './names-spec.ts';
import type { TurnCause } from './turn-log.ts';

/** What can be switched about a check. */
interface CheckSwitch {
  readonly disabled?: boolean;
  readonly inverted?: boolean;
}

/** Takes in what checks find, and what is asked of them. Answers follow at once. */
export interface CheckDesk {
  /** @param checker whose result it is, from 0 */
  hearCheck(id: string, passed: boolean, reason: string, checker: number): void;
  hearHold(platform: PlatformId, present: boolean): void;
  /**
   * Disable a check, which is then healthy, or enable it; invert it or not.
   *
   * @returns once it is durable; false for an unknown check
   */
  switchCheck(id: string, wanted: CheckSwitch): Promise<boolean>;
  /** Take in a check, or take it out. @returns once it is durable */
  addCheck(check: CreatedCheck, switches: Required<CheckSwitch>): Promise<void>;
  removeCheck(id: string): Promise<void>;
  /** Calls `listener` whenever checks were added or taken out. */
  onChecks(listener: () => void): void;
}

interface Followers {
  readonly save: () => Promise<void>;
  /** What was heard need not be durable before anybody acts on it: it is heard again. */
  readonly saveSoon: () => void;
  /** A check's verdict is another one than before. */
  readonly onTurned: (id: string, cause: TurnCause) => void;
}

const HELD = 'hold object present';
const NOT_HELD = 'hold object absent';

export function checkDesk(
  spec: NamesSpec,
  board: LayeredBoard,
  { save, saveSoon, onTurned }: Followers,
): CheckDesk {
  const listeners: (() => void)[] = [];
  const tell = (id: string, reason: string, kind: 'health' | 'hold' = 'health') =>
    onTurned(id, { kind, detail: `${id}: ${reason}` });
  async function changeChecks(act: () => void): Promise<void> {
    act();
    for (const listener of listeners) listener();
    await save();
  }
  return {
    hearCheck(id, passed, reason, checker) {
      const threshold = thresholdOf(id, spec, board);
      if (!board.hear(id, passed, threshold, reason, Date.now(), checker)) return;
      tell(id, reason);
      saveSoon();
    },
    hearHold(platform, present) {
      const { hold } = checkIds(platform);
      const reason = present ? HELD : NOT_HELD;
      if (!board.hear(hold, !present, 1, reason, Date.now())) return;
      tell(hold, reason, 'hold');
      saveSoon();
    },
    async switchCheck(id, { disabled, inverted }) {
      if (!board.check(id)) return false;
      if (disabled !== undefined && board.setDisabled(id, disabled))
        tell(id, disabled ? 'disabled' : 'enabled');
      if (inverted !== undefined && board.setInverted(id, inverted))
        tell(id, inverted ? 'inverted' : 'no longer inverted');
      board.countUpdate(id);
      await save();
      return true;
    },
    addCheck: (check, { disabled, inverted }) =>
      changeChecks(() => {
        board.add(check);
        board.setDisabled(check.id, disabled);
        board.setInverted(check.id, inverted);
      }),
    removeCheck: (id) => changeChecks(() => board.remove(id)),
    onChecks: (listener) => void listeners.push(listener),
  };
}

/** A check of the API has its own. */
function thresholdOf(id: string, spec: NamesSpec, board: LayeredBoard): number {
  const config = board.created(id)?.config;
  return config && config.kind !== 'calculated' ? config.failureThreshold : spec.failureThreshold;
}
