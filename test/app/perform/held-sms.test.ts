// Goal: of what was held for the morning only that leaves which is so in the morning, in the words of
// the morning, once per number; nobody is lost by it. Method: a real engine and ledger over a night.
import { describe, expect, test } from 'vitest';
import { AWAKE, HELD, startNight } from './night.ts';

describe('an SMS held for the morning', () => {
  test('of an outage that is over by then rings nobody; its return is told, with its day', async () => {
    const night = await startNight(() => [HELD]);
    await night.live('xxx', 6);
    await night.live('...', 50);
    expect(night.incident()).toMatchObject({ closedAt: null });
    expect(night.incident()?.backAt).not.toBeNull();
    expect(night.texts).toEqual([]);
    await night.wakeUp();
    expect(night.texts.map(({ text }) => text)).toEqual([
      expect.stringMatching(/ENT nord marche de nouveau depuis le 06\/04 à 21h\d\d\./u),
    ]);
    const outage = night.notices().find(({ content }) => content.phase === 'outage')?.id ?? '';
    expect(await night.deliveries.unreached(outage, 9)).toMatchObject([
      { address: HELD, state: 'suppressed', detail: expect.stringContaining('over') },
    ]);
    await night.live('...', 2);
    expect(night.incident()?.closedAt).not.toBeNull();
  });

  test('of an outage that lasts leaves in its latest words alone, dated, without a promise that is past', async () => {
    const night = await startNight(() => [HELD]);
    await night.live('xxx', 90);
    expect(night.notices().length).toBeGreaterThan(1);
    await night.wakeUp();
    expect(night.texts).toHaveLength(1);
    const [{ text } = { text: '' }] = night.texts;
    expect(text).toContain('le 06/04 à 21h10');
    expect(text).not.toMatch(/oint à 2[123]h/u);
    expect(text).not.toContain('Cause recherchée');
  });

  test('leaves as the older word where the newer has none to its number', async () => {
    const night = await startNight((phase) => (phase === 'outage' ? [HELD] : []));
    await night.live('xxx', 90);
    await night.wakeUp();
    expect(night.texts.map(({ text }) => text)).toEqual([
      expect.stringContaining('ENT nord ne répond pas depuis le 06/04 à 21h10.'),
    ]);
  });

  test('does not hold up the night’s next words, which come when they were promised', async () => {
    const night = await startNight(() => [HELD]);
    await night.live('xxx', 150);
    const words = night.notices().filter(({ content }) => content.phase === 'cause');
    expect(words.length).toBeGreaterThan(1);
  });

  test('of a cause that its verdict has left does not leave: who never read it needs no correction', async () => {
    const night = await startNight(() => [HELD]);
    await night.live('xxx', 12);
    await night.confirm('overload');
    await night.live('xxx', 4);
    await night.confirm('application');
    await night.live('xxx', 60);
    expect(night.notices().map(({ content }) => content.phase)).toEqual(
      expect.arrayContaining(['cause', 'correction']),
    );
    await night.wakeUp();
    expect(night.texts.map(({ text }) => text)).toEqual([
      expect.stringMatching(/Défaut du logiciel|toujours en panne/u),
    ]);
  });

  test('of a correction reaches whoever read the first, though it is over since (P5)', async () => {
    const night = await startNight(
      (phase) => (phase === 'outage' ? [] : [AWAKE]),
      (phase) => phase === 'correction',
    );
    await night.live('xxx', 12);
    await night.confirm('overload');
    await night.live('xxx', 4);
    await night.confirm('application');
    await night.live('xxx', 4);
    await night.live('...', 60);
    const before = night.texts.map(({ text }) => text);
    expect(before.join()).toMatch(/satur.*marche de nouveau/u);
    expect(before.join()).not.toContain('correction');
    await night.wakeUp();
    expect(night.texts.slice(before.length).map(({ text }) => text)).toEqual([
      expect.stringMatching(/correction\. Notre message sur ENT nord/u),
    ]);
  });
});
