// Goal: an SMS that waited names what else fell for its reader, of what is still so, and nobody is told
// of what another school lost. Method: states of a few notices, a real ledger of whom each reached.
import { describe, expect, test } from 'vitest';
import { type DeliveryLedger, openDeliveries } from '../../../adapters/local/deliveries.ts';
import { alsoFallen } from '../../../app/notices/also-fallen.ts';
import type { State } from '../../../core/incident/state.ts';
import type { Channel } from '../../../core/notice/delivery.ts';
import type { Notice, Phase } from '../../../core/notice/notice.ts';
import { type EpochMs, epochMs, minutes } from '../../../core/units.ts';
import { longest } from '../../core/notice/contents.ts';

const AT = epochMs(Date.UTC(2021, 3, 6, 8, 0));
const MOBILE = '+33639980001';
const UAI = '0690001A';

interface Fall {
  readonly name: string;
  readonly phase?: Phase;
  readonly minute?: number;
  readonly backAt?: EpochMs;
  /** To whom it went, by mail or SMS. */
  readonly to?: readonly (readonly [Channel, string])[];
  readonly bundled?: number;
  readonly drill?: boolean;
}

type Readers = Pick<DeliveryLedger, 'readers'>;

const held = (...falls: readonly Fall[]) => heldIn((ledger) => ledger, ...falls);

/** @returns what is named, by a second asking where the first fails */
async function heldIn(around: (ledger: Readers) => Readers, ...falls: readonly Fall[]) {
  const ledger = openDeliveries(':memory:');
  const notices: Record<string, Notice> = {};
  const incidents: Record<string, object> = {};
  for (const [place, fall] of falls.entries()) {
    const { name, phase = 'outage', minute = place, bundled = place === 0 ? 0 : 1 } = fall;
    const incident = `${name}-1` as Notice['content']['incident'];
    const id = `${incident}/${phase}/1`;
    const { backAt = null, drill = false, to = [['mail', UAI]] } = fall;
    notices[id] = {
      id,
      stage: 'sent',
      plannedAt: AT,
      sendAt: AT,
      content: {
        ...longest,
        phase,
        incident,
        smsName: name,
        fellAt: epochMs(AT + minutes(minute)),
        drill,
      },
      plan: {
        recipients: 1,
        mails: 1,
        sms: 0,
        smsSegments: 0,
        costEuros: 0,
        durationSec: 1,
        unreachable: 0,
        ...(bundled > 0 && { leftOut: { bundled } }),
      },
    };
    incidents[incident] = { backAt, closedAt: null, notices: [id], verdict: null, drill };
    await ledger.plan(
      to.map(([channel, recipient]) => ({
        key: `${id}/${channel}/${recipient}`,
        notice: id,
        channel,
        address: channel === 'sms' ? MOBILE : `${recipient}@x.example`,
        recipients: [recipient],
        language: 'fr',
        priority: 1,
      })),
    );
  }
  const [first] = Object.keys(notices);
  const state = { notices, incidents, platforms: {} } as unknown as State;
  const others = alsoFallen(around(ledger));
  const one = (): Promise<readonly string[]> =>
    others(state, {
      key: `${first}/sms/x`,
      notice: first ?? '',
      channel: 'sms',
      address: MOBILE,
      recipients: [UAI],
      language: 'fr',
      priority: 1,
    });
  return one().catch(one);
}

describe('an SMS that waited', () => {
  test('names what fell meanwhile for its school, the first fallen first', async () => {
    expect(
      await held({ name: 'ENT A' }, { name: 'ENT C', minute: 9 }, { name: 'ENT B', minute: 2 }),
    ).toEqual(['ENT B', 'ENT C']);
  });

  test('names nothing that is over, another school’s, or told by an SMS of its own', async () => {
    expect(await held({ name: 'ENT A' }, { name: 'ENT B', backAt: AT })).toEqual([]);
    expect(await held({ name: 'ENT A' }, { name: 'ENT B', to: [['mail', '0690009Z']] })).toEqual(
      [],
    );
    const both = [
      ['mail', UAI],
      ['sms', UAI],
    ] as const;
    expect(await held({ name: 'ENT A' }, { name: 'ENT B', to: both })).toEqual([]);
    expect(await held({ name: 'ENT A' }, { name: 'ENT B', bundled: 0 })).toEqual([]);
  });

  test('of a return, or of a drill, names nothing; nor does any name a drill', async () => {
    expect(await held({ name: 'ENT A', phase: 'recovery' }, { name: 'ENT B' })).toEqual([]);
    expect(await held({ name: 'ENT A', drill: true }, { name: 'ENT B' })).toEqual([]);
    expect(await held({ name: 'ENT A' }, { name: 'ENT B', drill: true })).toEqual([]);
  });

  test('names them again once a ledger that failed answers', async () => {
    let fails = true;
    const failing = (ledger: Readers): Readers => ({
      readers: async (notice) => {
        if (!fails) return ledger.readers(notice);
        fails = false;
        throw new Error('busy');
      },
    });
    expect(await heldIn(failing, { name: 'ENT A' }, { name: 'ENT B' })).toEqual(['ENT B']);
  });
});
