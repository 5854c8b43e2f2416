// Goal: a person's own sentence never says more than the evidence (P5), names no company, and reaches
// the mail as theirs, or not at all. Method: sentences of the morning itself, a step at a time.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNoticeWordings } from '../../../adapters/local/notice-wordings.ts';
import { step } from '../../../core/incident/step.ts';
import type { State } from '../../../core/incident/state.ts';
import { ADDITION_MAX, additionFault } from '../../../core/notice/addition-fault.ts';
import type { Notice } from '../../../core/notice/notice.ts';
import { renderMail } from '../../../core/notice/render-mail.ts';
import { after, minutes } from '../../../core/units.ts';
import { morning, MORNING_NOW } from '../../web/fixtures/morning.ts';
import { morningPolicy } from '../../web/fixtures/morning-policy.ts';

const by = { role: 'console', name: 'A. Martin' };
const overload = { cause: 'overload' } as const;
const anyone = { schools: ['0750001A'], unsubscribeUrl: 'https://stop.example' };

const waiting = (state: State): Notice => {
  const found = Object.values(state.notices).find(({ stage }) => stage === 'waiting');
  if (found === undefined) throw new Error('the morning has a notice that waits');
  return found;
};
const edit = (addition: string, state = morning) =>
  step(
    state,
    { kind: 'person-edited-notice', at: MORNING_NOW, notice: waiting(state).id, addition, by },
    morningPolicy,
  );

describe('a sentence that a person adds', () => {
  test.each([
    'Une cyberattaque est en cours.',
    'Des PIRATES étrangers nous visent',
    'We are under a DDoS',
    'une attaquе'.replace('е', 'e'),
  ])('may not speak of an attack that the evidence does not carry: %s', (addition) => {
    expect(additionFault(addition, overload, morningPolicy)).toBe('addition-attack');
    expect(additionFault(addition, { cause: 'attack' }, morningPolicy)).toBeNull();
  });

  test.each(['La cantine reste ouverte.', 'Les conseils de classe de ce soir sont reportés.'])(
    'may say what a school needs: %s',
    (addition) => {
      expect(additionFault(addition, overload, morningPolicy)).toBeNull();
    },
  );

  test('names no hoster, however it is written', () => {
    for (const { id, name } of morningPolicy.hosters.filter((one) => one.id !== 'unknown'))
      expect([id, additionFault(`Chez ${name.toUpperCase()} !`, overload, morningPolicy)]).toEqual([
        id,
        'addition-company',
      ]);
  });

  test('is in the mail after the words of the notice, as the crisis team’s own', () => {
    const { content } = waiting(edit('Le <b>bac</b> blanc {est} reporté').state);
    const { text, html } = renderMail(content, readNoticeWordings().fr, 'Europe/Paris')(anyone);
    expect(text).toMatch(/Un mot de la cellule de crise\s: Le <b>bac<\/b> blanc {est} reporté/);
    expect(html).toContain('Le &lt;b&gt;bac&lt;/b&gt; blanc');
  });

  test('is taken out again by an empty one', () => {
    const { state } = edit('Un mot');
    expect(waiting(edit('', state).state).content).toEqual(waiting(morning).content);
  });

  test('that says too much changes nothing', () => {
    expect(edit('Une attaque est en cours').state.notices).toEqual(morning.notices);
  });

  test('is still there in what leaves', () => {
    const { state } = edit('La cantine reste ouverte');
    const later = after(MORNING_NOW, minutes(5));
    const sent = step(state, { kind: 'tick', at: later }, morningPolicy).actions.flatMap(
      (action) => (action.kind === 'send-notice' ? [action.content.addition] : []),
    );
    expect(sent).toContain('La cantine reste ouverte');
  });

  test('breaks nothing, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: ADDITION_MAX }), (addition) => {
        const once = edit(addition).state;
        expect(edit(addition, once).state.notices).toEqual(once.notices);
      }),
      { numRuns: 200 },
    );
  });
});
