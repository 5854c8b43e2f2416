import { writeFileSync } from 'node:fs';
import { loadLikelihoods } from '../../../adapters/local/likelihoods.ts';
import { evaluateScenarios, type ScenarioLine } from '../../../app/cause/evaluate.ts';
import { readConfig } from '../../../config/read-config.ts';
import { readRecipe } from '../../../config/read-recipe.ts';
import { readScenario } from '../../../config/scenario.ts';
import { speech, table } from '../../fixtures/cause/speech.ts';
import { scratchFile } from '../scratch.ts';
import { type FuzzTarget, mustHold, textOf } from '../target.ts';

const YAML = [
  '- ',
  ': ',
  '&a ',
  '*a',
  '<<: *a',
  '!!js/function ',
  '|\n  ',
  '>',
  '{',
  '}',
  '[',
  ']',
];
const MARKS = [
  '# x\n',
  '---\n',
  '...\n',
  '? ',
  '"\\x00"',
  "''",
  '~',
  '__proto__: ',
  '\t',
  '!!binary ',
];
const yaml = [...YAML, ...MARKS];

interface Read {
  readonly kind: string;
  readonly problems?: readonly { readonly line: number; readonly column: number }[];
}

/** Whatever the text, every problem has its place. */
function settled({ kind, problems = [] }: Read): string {
  const placed = problems.every(({ line, column }) => line >= 1 && column >= 1);
  mustHold(placed, 'a problem without a place');
  mustHold(kind === 'read' || problems.length > 0, 'refused without a problem');
  mustHold(problems.length <= 200, 'more problems than are told');
  return `${kind} ${problems.length}`;
}

const configuration: FuzzTarget = {
  name: 'configuration',
  shape: 'text',
  maxBytes: 65_536,
  words: [
    ...yaml,
    'platforms:',
    'mirror:',
    'hosters:',
    'https://',
    '10 min',
    'rules:',
    'aws:',
    'id: ',
  ],
  shipped: ['examples/april-6-2021/preau.yaml'],
  run: (input) => {
    const text = textOf(input);
    settled(readConfig(text, { language: 'en' }));
    return settled(readConfig(text, { language: 'fr', rehearsal: true }));
  },
};

const recipe: FuzzTarget = {
  name: 'crawl-recipe',
  shape: 'text',
  maxBytes: 32_768,
  words: [...yaml, 'start:', 'hosts:', 'session:', 'login:', 'https://', 'sameAs:', 'skip:'],
  run: (input) => settled(readRecipe(textOf(input))),
};

const drillScenario: FuzzTarget = {
  name: 'drill-scenario',
  shape: 'text',
  maxBytes: 32_768,
  words: [...yaml, 'at:', 'pupils:', 'then:', 'platforms:', '08:00', '10 min'],
  shipped: ['examples/april-6-2021/scenario.yaml'],
  run: (input) => settled(readScenario(textOf(input))),
};

const likelihoods: FuzzTarget = {
  name: 'likelihoods',
  shape: 'text',
  maxBytes: 131_072,
  words: [...yaml, 'rows:', 'why:', 'fr:', 'en:', 'llr:', '-3.0', 'claims:'],
  shipped: ['data/likelihoods.yaml'],
  run: (input) => {
    const path = scratchFile('likelihoods.yaml');
    writeFileSync(path, input);
    return `read ${loadLikelihoods(path, 'en').rows.length > 0}`;
  },
};

const outageSet: FuzzTarget = {
  name: 'outage-set',
  shape: 'text',
  maxBytes: 65_536,
  words: ['{"', '":', '"id"', '"label"', '"features"', '"evidence"', '\n', '[[', '}}', 'null'],
  run: async (input) => {
    const lines: ScenarioLine[] = textOf(input)
      .split('\n')
      .map((text, index) => ({ line: index + 1, text }));
    const { scenarios, skipped } = await evaluateScenarios(lines, table, speech);
    return `scenarios ${Math.min(scenarios, 3)} skipped ${skipped.length}`;
  },
};

/** What an operator writes, or was given by somebody. */
export const targets = [configuration, recipe, drillScenario, likelihoods, outageSet];
