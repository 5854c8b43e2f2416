import { randomBytes } from 'node:crypto';
import { PreauError } from '../../../core/errors.ts';
import type { PairSide } from '../../../core/shelter/weighted-pair.ts';
import type { PlatformId } from '../../../core/units.ts';

/** Where a change left a platform's name. */
export interface NameChange {
  readonly platform: PlatformId;
  readonly side: PairSide;
}

/** The changes of this process that are still to be looked up: the last one of each platform. */
export interface ChangeLog {
  /** @returns its id, `<platform>/<process>/<number>`: no other ever has it, since the journal keeps it */
  add(change: NameChange): string;
  /**
   * @returns null for a change that a later one of its platform has overtaken
   * @throws PreauError `not-found` for an id of another process, or none
   */
  find(id: string): NameChange | null;
}

/** 32 bits, which tell the processes of one home apart: chosen. */
const CHANCE_BYTES = 4;

export function createChangeLog(): ChangeLog {
  const run = randomBytes(CHANCE_BYTES).toString('hex');
  const last = new Map<string, { readonly number: number; readonly change: NameChange }>();
  return {
    add: (change) => {
      const number = (last.get(change.platform)?.number ?? 0) + 1;
      last.set(change.platform, { number, change });
      return `${change.platform}/${run}/${number}`;
    },
    find: (id) => {
      const [platform = '', of = '', text = ''] = id.split('/');
      const kept = last.get(platform);
      const number = /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0;
      if (kept === undefined || of !== run || number === 0 || number > kept.number)
        throw new PreauError('not-found', `Expected a change of this process, got ${id}.`);
      return number === kept.number ? kept.change : null;
    },
  };
}
