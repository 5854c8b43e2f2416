import { describe, expect, test } from 'vitest';
import { noticePreviews } from '../../../app/views/notice-previews.ts';
import { mayAll } from '../../../app/views/role.ts';
import { SAMPLE_PHASES, sampleNotices } from '../../../app/views/sample-notices.ts';
import { readNoticeWordings } from '../../../adapters/local/notice-wordings.ts';
import { configSchema } from '../../../config/schema.ts';
import { durationMs } from '../../../core/units.ts';
import type { Ground } from '../../../web/console/pages/console-sources.ts';
import { rulesPage } from '../../../web/console/pages/rules-page.ts';
import { ruleGroups } from '../../../web/console/rules/rule-lines.ts';
import { formatTerm } from '../../../web/markup/format-term.ts';
import { readWords } from '../../../web/words.ts';
import { morningView } from '../fixtures/faces.ts';
import { morningSources } from '../fixtures/ground.ts';

// Goal: whoever asks "why?" reads every rule in plain words, with the very place where it is changed.
// Method: the page in both languages, and its keys looked up in the schema of preau.yaml.

const previews = noticePreviews('Europe/Paris', readNoticeWordings(), readWords);
const ground = morningSources().ground() as Ground;
const { policy } = ground;

const render = async (language: 'fr' | 'en', below: readonly string[] = []) =>
  (
    await rulesPage.render({
      view: { ...morningView(), language },
      words: readWords(language),
      may: mayAll,
      below,
      query: new URLSearchParams(),
      sources: { ...morningSources(language), previews },
    })
  )?.markup ?? null;

describe.each(['fr', 'en'] as const)('in %s, the page of rules', (language) => {
  test('says every rule in words, and what would be sent in each phase', async () => {
    const markup = (await render(language)) ?? '';
    expect(markup).not.toMatch(/console\.|\{[a-z]+[,}]|undefined|NaN/);
    for (const phase of SAMPLE_PHASES) expect(markup).toContain(`id="preview-${phase}"`);
    expect(markup).toContain('EXERCICE');
    expect(markup).toContain('https://a.example/?a=1&amp;b=2');
    expect(markup).toContain('&lt;b&gt;Web&lt;/b&gt;, GRA');
    expect(markup).toContain('watch.roundsToFall');
    expect(markup).not.toContain('data-command');
    expect(markup).not.toMatch(/<(?:form|input|textarea)/);
  });
});

test('names places that preau.yaml has', () => {
  const shape = configSchema.shape as unknown as Record<string, { _zod: { def: unknown } }>;
  const keysOf = (schema: unknown): readonly string[] => {
    const { def } = (schema as { _zod: { def: { innerType?: unknown; shape?: object } } })._zod;
    return def.shape ? Object.keys(def.shape) : def.innerType ? keysOf(def.innerType) : [];
  };
  const keys = ruleGroups(policy, 'fr').flatMap(({ lines }) => lines.map(({ key }) => key));
  for (const key of keys) {
    const [section = '', name] = key.split('.');
    expect(shape).toHaveProperty(section);
    expect([key, name === undefined || keysOf(shape[section]).includes(name)]).toEqual([key, true]);
  }
});

test('words what an unusual policy decides by', async () => {
  const { notices, shelter } = policy;
  const unusual = {
    ...policy,
    shelter: { ...shelter, shedShare: 0.25, blastRadius: 0.5 },
    notices: {
      ...notices,
      vetoMs: durationMs(0),
      vetoByPhase: { outage: durationMs(90_000) },
      longestWordMs: durationMs(14_400_000),
      escalation: { afterMs: durationMs(600_000), phases: ['outage' as const], levels: [] },
    },
  };
  const words = readWords('fr');
  const said = ruleGroups(unusual, 'fr').flatMap(({ lines }) =>
    lines.map(({ name, values }) => words(`console.rules.say.${name}`, values)),
  );
  expect(said.join('\n')).not.toMatch(/console\.|\{[a-z]+[,}]/);
  expect(said.join('\n')).toContain('90 s');
});

test('is one page', async () => {
  expect(await render('fr', ['x'])).toBe(null);
});

test('words each sample once for a policy, and none without a mirror', () => {
  expect(sampleNotices(policy)).toBe(sampleNotices(policy));
  expect(sampleNotices({ ...policy, platforms: [] })).toEqual([]);
});

test.each([
  [90_000, 'fr', '90 s'],
  [60_000, 'fr', '1 min'],
  [14_400_000, 'en', '4 h'],
  [172_800_000, 'fr', '2 j'],
  [172_800_000, 'en', '2 d'],
  [250, 'en', '250 ms'],
  [0, 'fr', '0 ms'],
] as const)('%d ms are said in %s as %s', (ms, language, said) => {
  expect(formatTerm(ms, language)).toBe(said);
});
