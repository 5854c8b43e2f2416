// Goal: a round says what each vantage saw in one instant, and a vantage that cannot see its
// controls has no vote (P7). Method: probes answered by the test, one character a vantage.
import { describe, expect, it } from 'vitest';
import type { Dns, ProbeRequest } from '../../../app/ports.ts';
import { wholeRound } from '../../fixtures/whole-round.ts';
import { PreauError } from '../../../core/errors.ts';
import type { AuthorityAnswer, Event } from '../../../core/incident/event.ts';
import type { Policy } from '../../../core/policy.ts';
import { durationMs, epochMs, platformId } from '../../../core/units.ts';
import type { Observation, ProbeFailure } from '../../../core/watch/observation.ts';
import { testPolicy } from '../../fixtures/policy.ts';

const policy = testPolicy(['nord', 'sud']);

describe('a round', () => {
  it('asks every origin from every vantage at once, and keeps what was seen', async () => {
    const stage = stageOf({});
    await wholeRound(stage.ports, policy, { probeBudgetMs: 900 });
    expect(stage.asked).toHaveLength(9);
    expect(stage.atOnce()).toBe(9);
    expect(stage.kept).toHaveLength(9);
    expect(stage.asked[0]).toMatchObject({
      target: 'origin',
      resolve: 'origin.nord.example',
      serverName: 'nord.example',
      budgetMs: 900,
    });
  });

  it('counts each vantage’s own word, with why', async () => {
    const [nord] = await rounds({ nord: 'x.x' });
    expect(nord?.votes.map(({ says }) => says)).toEqual(['down', 'up', 'down']);
    expect(nord?.votes[0]).toMatchObject({ failure: { kind: 'http-503' }, totalMs: 12 });
  });

  it('gives no vote to a vantage whose control failed in the same instant', async () => {
    const [nord, sud, control] = await rounds({ nord: 'xxx', sud: '...', temoin: 'x..' });
    expect(nord?.votes.map(({ says }) => says)).toEqual(['blind', 'down', 'down']);
    expect(sud?.votes.map(({ says }) => says)).toEqual(['blind', 'up', 'up']);
    expect(control?.votes.map(({ says }) => says)).toEqual(['blind', 'up', 'up']);
  });

  it('in which every control fails is a round of the blind', async () => {
    const [nord] = await rounds({ nord: 'xxx', temoin: 'xxx' });
    expect(nord?.votes.map(({ says }) => says)).toEqual(['blind', 'blind', 'blind']);
  });

  it('counts a page that came late for a platform that answers, and keeps the fault', async () => {
    const [nord] = await rounds({ nord: 'l..' });
    expect(nord?.votes[0]).toMatchObject({ says: 'up', failure: { kind: 'body-late' } });
  });

  it('of a doubt asks the platforms in doubt, and the controls that give vantages a vote', async () => {
    const stage = stageOf({ nord: 'xxx', temoin: 'x..' });
    const doubt = new Set([platformId('nord')]);
    const events = await wholeRound(stage.ports, policy, { probeBudgetMs: 900 }, doubt);
    expect(new Set(stage.asked.map(({ platform }) => platform))).toEqual(
      new Set(['nord', 'temoin']),
    );
    expect(events).toMatchObject([
      { platform: 'nord', votes: [{ says: 'blind' }, { says: 'down' }, { says: 'down' }] },
    ]);
  });

  it('believes a vantage as long as one of its controls answers', async () => {
    const two: Policy = {
      ...policy,
      vantages: policy.vantages.map((vantage) => ({
        ...vantage,
        controls: [platformId('temoin'), platformId('sud')],
      })),
    };
    const [nord] = await rounds({ nord: 'xxx', temoin: 'xxx', sud: 'xx.' }, two);
    expect(nord?.votes.map(({ says }) => says)).toEqual(['blind', 'blind', 'down']);
  });

  it('believes a vantage that has no control: there is nothing that it should have seen', async () => {
    const none: Policy = {
      ...policy,
      vantages: policy.vantages.map((vantage) => ({ ...vantage, controls: [] })),
    };
    const [nord] = await rounds({ nord: 'xxx', temoin: 'xxx' }, none);
    expect(nord?.votes.map(({ says }) => says)).toEqual(['down', 'down', 'down']);
  });

  it.each([
    [[0, 0], 'origin'],
    [[1, 1], 'mirror'],
    [[1, 0], 'mixed'],
    [[0.5], 'mixed'],
  ])('with name servers that answer %j says that visitors go to %s', async (shares, dnsSays) => {
    const [nord] = await rounds({}, policy, async () => shares.map(answer));
    expect(nord?.dnsSays).toBe(dnsSays);
  });

  it('does not know where visitors go when nobody answers, or with nothing', async () => {
    const silent = async (): Promise<never> => {
      throw new PreauError('dns-unreachable', 'rien', { retryable: true });
    };
    expect((await rounds({}, policy, silent))[0]?.dnsSays).toBe('unknown');
    const empty = async () => [{ ...answer(1), answers: [] }];
    expect((await rounds({}, policy, empty))[0]?.dnsSays).toBe('unknown');
    // One that answers of several may be the one that lags; one that is alone is all there is.
    const lone = (share: number) => async () => [
      { ...answer(0), answers: [] },
      { ...answer(share), server: 'ns2' },
      { ...answer(share), server: 'ns2', type: 'AAAA' as const },
    ];
    expect((await rounds({}, policy, lone(1)))[0]?.dnsSays).toBe('unknown');
    expect((await rounds({}, policy, lone(0)))[0]?.dnsSays).toBe('unknown');
    const two = async () => [...(await lone(1)()), { ...answer(1), server: 'ns3' }];
    expect((await rounds({}, policy, two))[0]?.dnsSays).toBe('mirror');
  });

  it('takes no word on health from a name server that turns nothing by it, and does not ask', async () => {
    const stage = stageOf({}, async () => [answer(1)]);
    const dns = { ...stage.ports.dns, turnsByHealth: false } as const;
    const events = await wholeRound({ ...stage.ports, dns }, policy, { probeBudgetMs: 900 });
    expect(events[0]).toMatchObject({ platform: 'nord', dnsSays: 'unknown' });
    expect(stage.askedDns).toEqual([]);
  });

  it('of a control without a mirror does not ask where its visitors go', async () => {
    const stage = stageOf({});
    const events = await wholeRound(stage.ports, policy, { probeBudgetMs: 900 });
    expect(events.at(-1)).toMatchObject({ platform: 'temoin', dnsSays: 'origin' });
    expect(stage.askedDns).toEqual(['nord', 'sud']);
  });
});

const answer = (mirrorShare: number): AuthorityAnswer => ({
  server: 'ns1',
  name: 'nord.example',
  type: 'A',
  answers: ['127.0.0.1'],
  ttlSec: 60,
  mirrorShare,
});

type Round = Extract<Event, { kind: 'round-observed' }>;

async function rounds(
  seen: Readonly<Record<string, string>>,
  by = policy,
  dns?: Dns['askAuthorities'],
): Promise<readonly Round[]> {
  const events = await wholeRound(stageOf(seen, dns).ports, by, { probeBudgetMs: 900 });
  return events.filter((event) => event.kind === 'round-observed');
}

const FAILURES: Readonly<Record<string, ProbeFailure>> = {
  x: { stage: 'http', kind: 'http-503', detail: '503' },
  l: { stage: 'body', kind: 'body-late', detail: '3 s' },
};

function stageOf(
  seen: Readonly<Record<string, string>>,
  askAuthorities: Dns['askAuthorities'] = async () => [answer(0)],
) {
  const asked: ProbeRequest[] = [];
  const askedDns: string[] = [];
  const kept: Observation[] = [];
  let [running, most] = [0, 0];
  const probe = async (request: ProbeRequest): Promise<Observation> => {
    asked.push(request);
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    const vantage = policy.vantages.findIndex(({ id }) => id === request.vantage);
    const heard = (seen[request.platform] ?? '...')[vantage] ?? '.';
    return {
      platform: request.platform,
      vantage: request.vantage,
      target: request.target,
      at: epochMs(5),
      failure: FAILURES[heard] ?? null,
      timesMs: {},
      totalMs: 12,
    };
  };
  const dns: Dns = {
    setHold: async () => undefined,
    setStay: async () => undefined,
    setShare: async () => '',
    changeState: async () => 'insync',
    askAuthorities: async (platform, times) => {
      askedDns.push(platform);
      return askAuthorities(platform, times);
    },
  };
  const ports = {
    clock: { now: () => epochMs(5), sleep: async () => undefined, real: () => durationMs(0) },
    prober: { probe },
    dns,
    observations: {
      add: async (observations: readonly Observation[]) => void kept.push(...observations),
      between: async () => [],
    },
  };
  return { asked, askedDns, kept, ports, atOnce: () => most };
}
