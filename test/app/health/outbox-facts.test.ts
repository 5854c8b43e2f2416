import { describe, expect, it } from 'vitest';
import { outboxFacts, type OutboxNeeds } from '../../../app/health/outbox-facts.ts';
import type { OutboxItem } from '../../../app/ports.ts';
import type { Action } from '../../../core/incident/action.ts';
import type { Notice } from '../../../core/notice/notice.ts';
import type { EpochMs } from '../../../core/units.ts';
import { chained, startedAt, task, turnTo } from '../../fixtures/journal.ts';
import { ago, calm, NOW } from './a-home.ts';

// Goal: the age of the outbox is that of what stands still, and never that of what may rightly wait.
// Method: an outbox and a journal of plain objects.

const MINUTE = 60_000;
const send = { kind: 'send-notice', key: 'n/send', notice: 'n', content: {} } as unknown as Action;

interface World {
  readonly actions: readonly { readonly action: Action; readonly agoMs: number }[];
  readonly settled?: number;
  readonly nextAt?: EpochMs | null;
}

async function factsOf({ actions, settled = 0, nextAt = null }: World) {
  const journal = chained(actions.map(({ agoMs }) => startedAt(NOW - agoMs)));
  const items = actions.map(
    ({ action }, index): OutboxItem => ({ action, seq: index + 1, tries: 0 }),
  );
  const sent = actions.find(({ action }) => action === send);
  return outboxFacts({
    ports: {
      outbox: { due: async () => items, pending: async () => items.length },
      journal: {
        read: async function* (from: number) {
          yield* journal.filter(({ seq }) => seq >= from);
        },
      },
      deliveries: { nextAt: async () => nextAt },
    },
    state: {
      ...calm(),
      notices: sent ? { n: { sendAt: ago(sent.agoMs) } as Notice } : {},
    },
    now: NOW,
    settled: () => settled,
    messagesPerSec: 10,
  } satisfies OutboxNeeds);
}

describe('the outbox', () => {
  it('is empty when nothing waits, and when only tasks do', async () => {
    expect(await factsOf({ actions: [] })).toEqual({ open: 0, oldestMs: 0 });
    const actions = [{ action: task('un'), agoMs: 60 * MINUTE }];
    expect(await factsOf({ actions })).toEqual({ open: 0, oldestMs: 0 });
  });

  it('is as old as its oldest action', async () => {
    const actions = [
      { action: turnTo(1), agoMs: 7 * MINUTE },
      { action: turnTo(2), agoMs: MINUTE },
    ];
    expect(await factsOf({ actions })).toEqual({ open: 2, oldestMs: 7 * MINUTE });
  });
});

describe('a notice on its way', () => {
  const actions = [{ action: send, agoMs: 30 * MINUTE }];

  it('is not late while its messages leave at their rate', async () => {
    expect(await factsOf({ actions, settled: 30 * 60 * 10 })).toEqual({ open: 1, oldestMs: 0 });
  });

  it('is late by as much as it is behind its rate', async () => {
    expect(await factsOf({ actions, settled: 20 * 60 * 10 })).toEqual({
      open: 1,
      oldestMs: 10 * MINUTE,
    });
  });

  it('is not late while its next message may not leave yet', async () => {
    const nextAt = (NOW + MINUTE) as EpochMs;
    expect(await factsOf({ actions, nextAt })).toEqual({ open: 1, oldestMs: 0 });
  });
});
