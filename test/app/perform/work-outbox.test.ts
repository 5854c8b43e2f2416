// Goal: every action is carried out in its turn, again while it may help, and never forgotten.
// Method: an outbox in memory, a clock moved by hand, and actions that end when the test says so.
import { afterEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../../app/engine.ts';
import type { Perform } from '../../../app/perform/carry-out.ts';
import { workOutbox } from '../../../app/perform/work-outbox.ts';
import type { Outbox } from '../../../app/ports.ts';
import { PreauError } from '../../../core/errors.ts';
import type { Action } from '../../../core/incident/action.ts';
import type { Event } from '../../../core/incident/event.ts';
import type { JournalEntry } from '../../../core/journal/entry.ts';
import { handClock } from '../../home/stage/stage-fixture.ts';
import { task, turnTo } from '../../fixtures/journal.ts';

const busy: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of busy.splice(0)) await end();
});

describe('actions in the outbox', () => {
  it('leave it once what came of them has been handed over, not before', async () => {
    const { box, performed } = work([task('a')]);
    await settled();
    expect([performed.started, box.isDone('nord/task/a')]).toEqual([['nord/task/a'], false]);
    performed.end('nord/task/a');
    await settled();
    expect(box.isDone('nord/task/a')).toBe(true);
  });

  it('run side by side: a long notice keeps no turn waiting', async () => {
    const { performed } = work([task('long'), turnTo(1), turnTo(1, 1, 'sud')]);
    await settled();
    expect(performed.started).toEqual(['nord/task/long', 'nord/turn/1', 'sud/turn/1']);
  });

  it('keep no turn waiting, be they ever so many', async () => {
    const many = Array.from({ length: 200 }, (_, index) => task(`long-${index}`));
    const { performed, clock } = work([...many, turnTo(1)]);
    for (let look = 0; look < 10; look += 1) {
      await settled();
      clock.move(6_000);
    }
    expect(performed.started).toContain('nord/turn/1');
  });

  it('that turn one platform go strictly one after the other, in order', async () => {
    const { performed } = work([turnTo(1), turnTo(2, 0.5), turnTo(3, 0)]);
    await settled();
    expect(performed.started).toEqual(['nord/turn/1']);
    performed.end('nord/turn/1');
    await settled();
    expect(performed.started).toEqual(['nord/turn/1', 'nord/turn/2']);
    performed.end('nord/turn/2');
    await settled();
    expect(performed.started.at(-1)).toBe('nord/turn/3');
  });

  it('written later are taken up at once, with no wait for the next look', async () => {
    const { box, performed, entry } = work([]);
    await settled();
    box.items.push({ action: task('late'), seq: 2, tries: 0 });
    entry();
    await settled();
    expect(performed.started).toEqual(['nord/task/late']);
  });
});

describe('an outbox that answers slowly', () => {
  it('hides nothing that is written while it answers', async () => {
    const { box, performed, entry } = work([task('first')], async () => undefined);
    box.beforeAnswer = async () => {
      box.beforeAnswer = async () => undefined;
      await settled();
      entry();
      box.items.push({ action: task('meanwhile'), seq: 2, tries: 0 });
    };
    entry();
    for (let turn = 0; turn < 5; turn += 1) await settled();
    expect(performed.started).toContain('nord/task/meanwhile');
  });
});

describe('an action that fails', () => {
  it('for now is tried again, later each time, ten seconds to five minutes', async () => {
    const { box, clock } = work([task('a')], async () => {
      throw new PreauError('dns-unreachable', 'pas de réponse', { retryable: true });
    });
    const waits: number[] = [];
    for (let look = 0; look < 8; look += 1) {
      await settled();
      const due = box.dueAt('nord/task/a');
      waits.push((due - clock.now()) / 1_000);
      clock.move(due - clock.now());
    }
    expect(waits).toEqual([10, 20, 40, 80, 160, 300, 300, 300]);
    expect(box.why('nord/task/a')).toBe('pas de réponse');
  });

  it('for now, thirty times, becomes a task of the operator and leaves the outbox', async () => {
    const { box, clock, events } = work([task('a')], async () => {
      throw new PreauError('dns-unreachable', 'pas de réponse', { retryable: true });
    });
    for (let look = 0; look < 40; look += 1) {
      await settled();
      clock.move(300_000);
    }
    expect(box.isDone('nord/task/a')).toBe(true);
    expect(events).toEqual([
      expect.objectContaining({
        kind: 'action-failed',
        action: 'nord/task/a',
        detail: 'pas de réponse',
        final: true,
      }),
    ]);
  });

  it('for good becomes a task at once', async () => {
    const { box, events } = work([task('a')], async () => {
      throw new PreauError('dns-change-refused', 'refusé');
    });
    await settled();
    expect(events).toMatchObject([{ kind: 'action-failed', detail: 'refusé', final: true }]);
    expect(box.isDone('nord/task/a')).toBe(true);
  });

  it('holds up none of the others', async () => {
    const { performed } = work([turnTo(1), task('b')], async ({ key }) => {
      if (key === 'nord/turn/1') throw new PreauError('dns-unreachable', '', { retryable: true });
    });
    await settled();
    expect(performed.started).toEqual(['nord/turn/1', 'nord/task/b']);
  });
});

describe('a store that fails, as on a full disk', () => {
  const full = new PreauError('store-unavailable', 'disk full', { retryable: true });

  it('ends nothing: what could not be settled is done again, ten seconds later and not at once', async () => {
    const { box, clock, performed, told } = work([task('a')], async () => undefined);
    const settle = box.done.bind(box);
    box.done = () => Promise.reject(full);
    for (let turn = 0; turn < 20; turn += 1) await settled();
    expect([performed.started.length, told]).toEqual([1, [full]]);
    box.done = settle;
    clock.move(10_000);
    await settled();
    await settled();
    expect([performed.started.length, box.isDone('nord/task/a')]).toEqual([2, true]);
  });

  it('that cannot put off what failed either holds up no other action', async () => {
    const { box, performed, told } = work([turnTo(1), task('b')], async ({ key }) => {
      if (key === 'nord/turn/1') throw full;
    });
    box.retryAt = () => Promise.reject(full);
    for (let turn = 0; turn < 20; turn += 1) await settled();
    expect([performed.started, box.isDone('nord/task/b')]).toEqual([
      ['nord/turn/1', 'nord/task/b'],
      true,
    ]);
    expect(told).toEqual([full]);
  });

  it('is asked again when it cannot say what is due', async () => {
    const { box, clock, performed, entry, told } = work([]);
    await settled();
    const answer = box.due.bind(box);
    box.due = () => Promise.reject(full);
    box.items.push({ action: task('late'), seq: 2, tries: 0 });
    entry();
    await settled();
    expect([performed.started, told]).toEqual([[], [full]]);
    box.due = answer;
    clock.move(6_000);
    await settled();
    expect(performed.started).toEqual(['nord/task/late']);
  });
});

describe('an end that is asked for', () => {
  it('waits for what is under way, and leaves it in the outbox to be done again', async () => {
    const { box, performed, stop } = work([task('a')]);
    await settled();
    let stopped = false;
    const stopping = stop().then(() => {
      stopped = true;
    });
    await settled();
    expect([stopped, performed.aborted('nord/task/a')]).toEqual([false, true]);
    performed.end('nord/task/a');
    await stopping;
    expect(box.isDone('nord/task/a')).toBe(false);
  });

  it('makes no failure of what is broken off', async () => {
    const { box, events, performed, stop } = work([task('a')]);
    await settled();
    const stopping = stop();
    performed.fail('nord/task/a', new Error('broken off'));
    await stopping;
    expect(events).toEqual([]);
    expect([box.isDone('nord/task/a'), box.dueAt('nord/task/a')]).toEqual([false, 0]);
  });

  it('starts nothing new', async () => {
    const { box, performed, stop, entry } = work([]);
    await settled();
    const stopping = stop();
    box.items.push({ action: task('late'), seq: 2, tries: 0 });
    entry();
    await stopping;
    expect(performed.started).toEqual([]);
  });
});

/** Promises that are due have run. */
const settled = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));

function work(actions: readonly Action[], perform?: Perform) {
  const box = memoryOutbox(actions);
  const clock = handClock();
  const events: Event[] = [];
  const listeners = new Set<() => void>();
  const engine: Pick<Engine, 'handle' | 'onEntry' | 'head'> = {
    // It has heard of everything that is ever asked for here.
    head: () => ({ seq: Number.MAX_SAFE_INTEGER }) as JournalEntry,
    handle: async (event) => {
      events.push(event);
      return null;
    },
    onEntry: (listener) => {
      const hear = () => listener(undefined as never, undefined as never);
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
  };
  const performed = stagedPerform(perform);
  const ending = new AbortController();
  const ports = { outbox: box, clock };
  const told: unknown[] = [];
  const tell = (error: unknown) => void told.push(error);
  const ended = workOutbox(ports, engine as Engine, performed.perform, ending.signal, tell);
  const stop = () => {
    ending.abort();
    return ended;
  };
  busy.push(async () => {
    ending.abort();
    performed.endAll();
    await ended;
  });
  return {
    box,
    clock,
    events,
    performed,
    told,
    stop,
    entry: () => listeners.forEach((one) => one()),
  };
}

/** Carries out what it is asked when the test says so, and writes down what it was asked. */
function stagedPerform(instead?: Perform) {
  const started: string[] = [];
  const running = new Map<
    string,
    { resolve: () => void; reject: (error: Error) => void; signal: AbortSignal }
  >();
  const perform: Perform = (action, signal) => {
    started.push(action.key);
    if (instead) return instead(action, signal);
    return new Promise((resolve, reject) => running.set(action.key, { resolve, reject, signal }));
  };
  return {
    perform,
    started,
    end: (key: string) => running.get(key)?.resolve(),
    fail: (key: string, error: Error) => running.get(key)?.reject(error),
    aborted: (key: string) => running.get(key)?.signal.aborted,
    endAll: () => {
      for (const { resolve } of running.values()) resolve();
    },
  };
}

interface Kept {
  action: Action;
  seq: number;
  tries: number;
  dueAt?: number;
  why?: string;
  done?: boolean;
}

function memoryOutbox(actions: readonly Action[]) {
  const items: Kept[] = actions.map((action, index) => ({ action, seq: index + 1, tries: 0 }));
  const find = (key: string) => items.find(({ action }) => action.key === key);
  const outbox: Outbox = {
    due: async (now, limit) => {
      const found = items
        .filter(({ done, dueAt }) => done !== true && (dueAt ?? 0) <= now)
        .slice(0, limit)
        .map(({ action, seq, tries }) => ({ action, seq, tries }));
      await box.beforeAnswer();
      return found;
    },
    done: async (key) => void Object.assign(find(key) ?? {}, { done: true }),
    retryAt: async (key, at, why) => {
      const item = find(key);
      Object.assign(item ?? {}, { dueAt: at, why, tries: (item?.tries ?? 0) + 1 });
    },
    pending: async () => items.filter(({ done }) => done !== true).length,
  };
  const box = {
    ...outbox,
    items,
    /** What happens between the reading and the answer. */
    beforeAnswer: async (): Promise<void> => undefined,
    isDone: (key: string) => find(key)?.done === true,
    dueAt: (key: string) => find(key)?.dueAt ?? 0,
    why: (key: string) => find(key)?.why,
  };
  return box;
}
