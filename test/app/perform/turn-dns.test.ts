// Goal: a turn can only ever err towards the mirror, and is called verified when servers were seen
// to answer so. Method: a name server of plain objects that writes down what it is asked.
import { describe, expect, it } from 'vitest';
import { turnDns } from '../../../app/perform/turn-dns.ts';
import type { Clock, Dns } from '../../../app/ports.ts';
import { PreauError } from '../../../core/errors.ts';
import type { AuthorityAnswer } from '../../../core/incident/event.ts';
import { type EpochMs, epochMs } from '../../../core/units.ts';
import { turnTo } from '../../fixtures/journal.ts';
import { turnJournal } from './turn-journal.ts';

describe('a turn to the mirror', () => {
  it('sets the hold first, then the weights, then looks', async () => {
    const dns = fakeDns();
    const event = await carryOut(dns.ports, turnTo(1));
    expect(dns.asked).toEqual(['hold on', 'share 1', 'look 4']);
    expect(event).toMatchObject({ kind: 'dns-turned', turn: 1, verified: true });
  });

  it('holds though the weights cannot be set, and says so', async () => {
    const dns = fakeDns({ setShare: unreachable });
    const event = await carryOut(dns.ports, turnTo(1));
    expect(event).toMatchObject({
      verified: true,
      detail: { kind: 'hold-alone', said: expect.stringContaining('injoignable') },
    });
  });

  it('shelters by the weights while the hold cannot be set, and is tried again', async () => {
    const dns = fakeDns({ setHold: unreachable });
    await expect(carryOut(dns.ports, turnTo(1))).rejects.toMatchObject({ retryable: true });
    expect(dns.asked).toEqual(['share 1']);
  });

  it('says why the hold failed when the weights cannot be set either', async () => {
    const dns = fakeDns({ setHold: unreachable, setShare: otherwiseUnreachable });
    await expect(carryOut(dns.ports, turnTo(1))).rejects.toThrow('injoignable');
  });

  it('waits until every server answers so, for as long as five minutes', async () => {
    const late = fakeDns({ shares: [[0], [0, 1], [1, 1]] });
    expect(await carryOut(late.ports, turnTo(1))).toMatchObject({ verified: true });
    expect(late.now()).toBe(10_000);

    const never = fakeDns({ shares: [[1, 0]] });
    const event = await carryOut(never.ports, turnTo(1));
    expect(event).toMatchObject({
      verified: false,
      answers: [
        { server: 'ns1', type: 'A', mirrorShare: 1 },
        { server: 'ns2', type: 'A', mirrorShare: 0 },
      ],
      detail: { kind: 'hold-and-weights' },
    });
    expect(never.now()).toBe(300_000);
  });

  it('is not verified by a server that publishes nothing', async () => {
    const dns = fakeDns({ look: async () => [{ ...answer(0, 1), answers: [] }] });
    expect(await carryOut(dns.ports, turnTo(1))).toMatchObject({ verified: false });
  });

  it('asked for twice does no harm', async () => {
    const dns = fakeDns();
    await carryOut(dns.ports, turnTo(1));
    await carryOut(dns.ports, turnTo(1));
    expect(dns.asked).toEqual(['hold on', 'share 1', 'look 4', 'hold on', 'share 1', 'look 4']);
  });
});

describe('an order to stay at the origin', () => {
  it('comes before all else, and what cannot be ordered is tried again', async () => {
    const dns = fakeDns();
    await carryOut(dns.ports, { ...turnTo(1, 0), hold: false, stay: true });
    expect(dns.asked.at(0)).toBe('stay on');
    const down = fakeDns({ setStay: unreachable });
    await expect(
      carryOut(down.ports, { ...turnTo(1, 0), hold: false, stay: true }),
    ).rejects.toMatchObject({ retryable: true });
    expect(down.asked).toEqual(['stay on']);
  });

  it('ends after the hold is set, which needs no control plane', async () => {
    const dns = fakeDns();
    await carryOut(dns.ports, { ...turnTo(1), stay: false });
    expect(dns.asked).toEqual(['hold on', 'share 1', 'stay off', 'look 4']);
  });

  it('that cannot be ended leaves the turn to be seen, and asked for again', async () => {
    const dns = fakeDns({ setStay: unreachable, shares: [[0]] });
    const event = await carryOut(dns.ports, { ...turnTo(1), stay: false });
    expect(event).toMatchObject({
      verified: false,
      detail: { kind: 'stay-owed', said: expect.stringContaining('injoignable') },
    });
  });

  it('that cannot be ended is owed, though the weights send everybody to the mirror', async () => {
    const dns = fakeDns({ setStay: unreachable });
    const event = await carryOut(dns.ports, { ...turnTo(1), stay: false });
    expect(dns.asked).toEqual(['hold on', 'share 1', 'stay off', 'look 4']);
    expect(event).toMatchObject({ verified: true, detail: { kind: 'stay-owed' } });
  });

  it('is ended though the weights cannot be set', async () => {
    const dns = fakeDns({ setShare: unreachable });
    const event = await carryOut(dns.ports, { ...turnTo(1), stay: false });
    expect(dns.asked).toEqual(['hold on', 'stay off', 'look 4']);
    expect(event).toMatchObject({ verified: true, detail: { kind: 'hold-alone' } });
  });
});

describe('a turn back', () => {
  it('sets the weights, waits until they are served, and only then lifts the hold', async () => {
    const dns = fakeDns({ shares: [[0.5]], pendingFor: 2 });
    const event = await carryOut(dns.ports, turnTo(2, 0.5));
    expect(dns.asked).toEqual([
      'share 0.5',
      'change pending',
      'change pending',
      'change insync',
      'hold off',
      'look 60',
    ]);
    expect(event).toMatchObject({ verified: true });
  });

  it('leaves the hold where it is when the weights cannot be set', async () => {
    const dns = fakeDns({ setShare: unreachable });
    await expect(carryOut(dns.ports, turnTo(2, 0.5))).rejects.toMatchObject({ retryable: true });
    expect(dns.asked).toEqual([]);
  });

  it('leaves the hold where it is while the weights are not served, and is tried again', async () => {
    const dns = fakeDns({ pendingFor: Number.POSITIVE_INFINITY });
    await expect(carryOut(dns.ports, turnTo(2, 0.5))).rejects.toMatchObject({
      code: 'dns-unreachable',
      retryable: true,
    });
    expect(dns.asked).not.toContain('hold off');
  });

  it('that another one has overtaken does not lift the hold', async () => {
    const dns = fakeDns({ pendingFor: 1 });
    const event = await carryOut(dns.ports, turnTo(2, 0.5), () => dns.now() < 5_000);
    expect(event).toBeNull();
    expect(dns.asked).toEqual(['share 0.5', 'change pending']);
  });

  it('overtaken while it looks is waited for no longer', async () => {
    const dns = fakeDns({ shares: [[1]] });
    const event = await carryOut(dns.ports, turnTo(2, 0), () => dns.now() < 10_000);
    expect(event).toBeNull();
    expect(dns.now()).toBe(10_000);
  });
});

describe('a part of the answers', () => {
  // Four standard deviations of 60 draws at a half are 0.258.
  it.each([
    [0.5, 0.5, true],
    [0.5, 0.25, true],
    [0.5, 0.75, true],
    [0.5, 0.2, false],
    [0.5, 0.8, false],
    [0.9, 0.97, true],
    [0.9, 0.7, false],
    [0.9, 1, false],
    [0.1, 0, false],
    [0, 0.01, false],
    [1, 0.99, false],
  ])('%d asked for and %d seen: verified %s', async (asked, seen, verified) => {
    const dns = fakeDns({ shares: [[seen]] });
    expect(await carryOut(dns.ports, turnTo(3, asked))).toMatchObject({ verified });
  });
});

const carryOut = (
  ports: Parameters<typeof turnDns>[0],
  action: Parameters<typeof turnDns>[1],
  stillWanted?: () => boolean,
) => turnDns(ports, action, turnJournal(stillWanted));

const unreachable = async (): Promise<never> => {
  throw new PreauError('dns-unreachable', 'injoignable', { retryable: true });
};

const otherwiseUnreachable = async (): Promise<never> => {
  throw new PreauError('dns-unreachable', 'Route 53 se tait', { retryable: true });
};

const answer = (index: number, mirrorShare: number): AuthorityAnswer => ({
  server: `ns${index + 1}`,
  name: 'nord.example',
  type: 'A',
  answers: ['127.0.0.1'],
  ttlSec: 60,
  mirrorShare,
});

interface Wanted {
  readonly setHold?: Dns['setHold'];
  readonly setShare?: Dns['setShare'];
  readonly setStay?: () => Promise<never>;
  readonly look?: Dns['askAuthorities'];
  /** What each look sees, one number per server; the last one for ever. */
  readonly shares?: readonly (readonly number[])[];
  /** How often a change is told to be pending. */
  readonly pendingFor?: number;
}

/** Time passes only by sleeping. */
function fakeDns(wanted: Wanted = {}) {
  const asked: string[] = [];
  const shares = [...(wanted.shares ?? [[1, 1]])];
  let pending = wanted.pendingFor ?? 0;
  let now = 0;
  const clock: Clock = {
    now: (): EpochMs => epochMs(now),
    real: (by) => by,
    sleep: async (by) => {
      now += by;
    },
  };
  const dns: Dns = {
    setHold:
      wanted.setHold ??
      (async (_, on) => {
        asked.push(`hold ${on ? 'on' : 'off'}`);
      }),
    setStay: async (_platform, on) => {
      asked.push(`stay ${on ? 'on' : 'off'}`);
      await wanted.setStay?.();
    },
    setShare:
      wanted.setShare ??
      (async (_, share) => {
        asked.push(`share ${share}`);
        return 'change-1';
      }),
    changeState: async () => {
      const state = pending > 0 ? 'pending' : 'insync';
      pending -= 1;
      if (wanted.pendingFor !== undefined) asked.push(`change ${state}`);
      return state;
    },
    askAuthorities:
      wanted.look ??
      (async (_, times) => {
        asked.push(`look ${times}`);
        const seen = shares.length > 1 ? shares.shift() : shares[0];
        return (seen ?? []).map((share, index) => answer(index, share));
      }),
  };
  return { asked, ports: { dns, clock }, now: () => now };
}
