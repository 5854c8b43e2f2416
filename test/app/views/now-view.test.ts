import { describe, expect, test } from 'vitest';
import { nowView } from '../../../app/views/now-view.ts';
import { CAUSES } from '../../../core/cause/cause.ts';
import { initialState } from '../../../core/incident/initial-state.ts';
import { step } from '../../../core/incident/step.ts';
import { epochMs, minutes } from '../../../core/units.ts';
import { healthCheckVantage } from '../../../core/watch/health-check-vantage.ts';
import { checkedRound } from '../../fixtures/check-vote.ts';
import { roundOf } from '../../fixtures/timeline.ts';
import { readWords } from '../../../web/words.ts';
import { morning } from '../../web/fixtures/morning.ts';
import { morningPolicy } from '../../web/fixtures/morning-policy.ts';
import { morningView, nowExtras } from '../../web/fixtures/faces.ts';

// Goal: the console shows what the state holds, in words, and no more than that.
// Method: one morning with one of everything, seen through the view.

const view = morningView();

describe('the console view', () => {
  test('puts the worst platform first and sums all up in one sentence', () => {
    expect(view.platforms.map(({ look }) => look)).toEqual([
      'down',
      'suspect',
      'sheltered',
      'returning',
      'suspended',
      'up',
      'up',
      'up',
    ]);
    expect(view.summary).toContain('1 en panne');
    expect(view.summary).toContain("1 à l'abri");
  });

  test('words each vote by its failure, and names the blind vantages', () => {
    const cned = view.platforms.find(({ id }) => id === 'cned');
    expect(cned?.votes.map(({ vantage, word }) => `${vantage} ${word}`)).toEqual([
      'Paris mauvaise passerelle (502)',
      'Lyon mauvaise passerelle (502)',
      'Toulouse aveugle',
    ]);
    expect(view.blind).toEqual(['Toulouse']);
  });

  test('names nobody blind where Route 53 could not be asked or is divided, and shows its word', () => {
    const vantages = [...morningPolicy.vantages.slice(0, 2), healthCheckVantage];
    const policy = { ...morningPolicy, vantages };
    const id = policy.platforms[0]?.id ?? '';
    for (const [mark, kind] of [
      ['s', 'vantage-silent'],
      ['5', 'check-split'],
    ] as const) {
      const round = checkedRound(id, epochMs(1), 'x.', mark);
      const seen = morningView('fr', step(initialState(policy), round, policy).state, policy);
      expect(seen.blind).toEqual([]);
      const vote = seen.platforms.find((line) => line.id === id)?.votes.at(-1);
      const word = readWords('fr')(`console.failure.${kind}`);
      expect(vote).toMatchObject({ vantage: 'Route 53', says: 'blind', word });
    }
  });

  test('tells an incident in order of time, and nothing that has not happened', () => {
    const told = view.incidents.find(({ platform }) => platform === 'ent-hdf')?.steps ?? [];
    expect(told.map(({ kind }) => kind)).toEqual([
      'fell',
      'confirmed',
      'sheltered',
      'notice',
      'cause',
      'notice',
      'recovered',
      'share',
    ]);
    expect(told.map(({ at }) => at)).toEqual(
      told.map(({ at }) => at).toSorted((one, other) => one - other),
    );
  });

  test('takes the turns of the way back from the journal when it is given them', () => {
    const turns = () => [
      { at: morning.at, mirrorShare: 1 },
      { at: morning.at, mirrorShare: 0.9 },
    ];
    const { incidents } = nowView(morning, morningPolicy, { ...nowExtras(), turns });
    const shares = incidents[0]?.steps.filter(({ kind }) => kind === 'share');
    expect(shares?.map(({ text }) => text.replaceAll(/\s/g, ' '))).toEqual([
      "Retour progressif : 10 % des visiteurs à l'origine",
    ]);
  });

  test('shows every cause with its probability, the likeliest first', () => {
    const verdict = view.incidents.find(({ platform }) => platform === 'cned')?.verdict;
    expect(verdict?.causeWord).toBe('non déterminée');
    expect(verdict?.bars.map(({ cause }) => cause).toSorted()).toEqual(CAUSES.toSorted());
    expect(verdict?.bars.slice(0, 2).map(({ cause, role }) => [cause, role])).toEqual([
      ['overload', 'spoken'],
      ['attack', 'spoken'],
    ]);
    expect(verdict?.gates.join(' ')).not.toMatch(/\bG\d/);
  });

  test('shows a coming notice word for word with its size, cost and readers', () => {
    const [held, waiting] = view.coming;
    expect(held?.stage).toBe('held');
    expect(waiting?.text.sms).toMatch(/^Préau : ENT Occitanie/);
    expect(waiting?.text.smsSegments).toBe(1);
    expect(waiting?.plan?.recipients).toBe(1204);
    expect(waiting?.funnel?.planned).toBe(512 + 1 + 2 + 769);
  });

  test('counts a notice by the live ledger, else by the journal', () => {
    const running = view.gone.find(({ stage }) => stage === 'sending');
    const finished = view.gone.find(({ stage }) => stage === 'sent');
    expect(running?.funnel).toEqual({
      planned: 1284,
      accepted: 512,
      failed: 1,
      unknown: 2,
      pending: 769,
    });
    expect(finished?.funnel?.accepted).toBe(1279);
  });

  test('never shows green before anything was measured', () => {
    const { platforms, incidents } = morningView('fr', initialState(morningPolicy));
    expect(platforms.every(({ look }) => look === 'unseen')).toBe(true);
    expect(incidents).toEqual([]);
  });

  test('shows green from the first good round on', () => {
    const policy = morningPolicy;
    const first = policy.platforms[0]?.id ?? '';
    const seen = step(initialState(policy), roundOf(first, epochMs(1), '...'), policy).state;
    const { platforms } = morningView('fr', seen);
    expect(platforms.filter(({ look }) => look === 'up').map(({ id }) => id)).toEqual([first]);
  });

  test('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(view))).toEqual(view);
  });

  test('says since when nobody has measured, where others than this process do', () => {
    const now = morning.at;
    const since = (observedAt: number | null, state = morning) =>
      nowView(state, morningPolicy, {
        ...nowExtras(),
        observedAt: observedAt === null ? null : epochMs(observedAt),
      }).unseenSince;
    expect(nowView(morning, morningPolicy, nowExtras()).unseenSince).toBe(null);
    expect(since(now - minutes(5))).toBe(null);
    expect(since(now - minutes(5) - 1)).toBe(now - minutes(5) - 1);
    expect(since(null)).toBe(null);
    expect(since(null, initialState(morningPolicy))).toBe(0);
  });

  test('words what must be done in the language of its reader, with the platform’s name', () => {
    const titles = (['fr', 'en'] as const).map(
      (language) => nowView(morning, morningPolicy, nowExtras(language)).tasks[0]?.title,
    );
    const name = morningPolicy.platforms.find(({ id }) => id === 'cned')?.name;
    expect(titles).toEqual([
      expect.stringMatching(`^Le miroir de ${name} ne peut pas servir.: le certificat`),
      expect.stringMatching(`^The mirror of ${name} may not serve: le certificat`),
    ]);
  });

  test('puts whom a notice did not reach among the tasks, with the platform it was about', () => {
    const [notice = ''] = Object.keys(morning.notices);
    const task = { key: 'k', recipients: ['0311131L'], title: '0311131L', remedy: 'Téléphonez.' };
    const missed = (id: string) => (id === notice ? [task] : []);
    const { tasks } = nowView(morning, morningPolicy, { ...nowExtras(), missed });
    expect(tasks.map(({ title, platformName }) => [title, platformName])).toContainEqual([
      '0311131L',
      morning.notices[notice]?.content.platformName,
    ]);
    const instants = tasks.map(({ at }) => at);
    expect(instants).toEqual(instants.toSorted((one, other) => one - other));
    expect(tasks).toHaveLength(1 + Object.keys(morning.tasks).length);
  });
});
