import { expect, test } from 'vitest';
import { causeExplain } from '../../cli/cause-explain.ts';
import { judge } from '../../core/cause/judge.ts';
import type { Claim } from '../../core/cause/signal.ts';
import { mayOf } from '../../app/views/role.ts';
import { renderIncident } from '../../web/console/render-incident.ts';
import { readWords } from '../../web/words.ts';
import { on6April, signal, table } from '../fixtures/cause/speech.ts';
import { morningView } from './fixtures/faces.ts';
import { morning } from './fixtures/morning.ts';

// Goal: the console and `preau cause explain` show the same evidence, word for word, in the same order.
// Method: verdicts judged from the real table, rendered by both; what each shows is read back from its
// output and compared line by line.

type Language = 'fr' | 'en';

const at = on6April('08:30');
const claims: readonly Claim[] = [
  {
    at,
    role: 'owner',
    asserts: 'attack',
    denies: false,
    statement: 'Une attaque & <rien> d’autre',
    source: 'x',
  },
];

const CASES = [
  {
    name: 'undetermined, with gates',
    features: ['latency-knee', 'calendar-crowd', 'traffic-mixed'],
  },
  {
    name: 'an overload',
    features: ['latency-knee', 'calendar-crowd', 'traffic-crowd', 'http-500'],
  },
  { name: 'a proof', features: ['tls-expired', 'tls-invalid', 'http-gateway'] },
  { name: 'a contradiction', features: ['latency-knee', 'traffic-crowd'], claims },
  { name: 'nothing at all', features: [] },
];

function judged(features: readonly string[], said: readonly Claim[] = []) {
  const signals = features.map((feature) => signal(feature));
  return judge({ at, signals, claims: said, confirmedCause: null, table });
}

type Shown = { readonly [part in 'for' | 'against' | 'gates' | 'missing']: readonly string[] };

/** Statement, cause, strength and provenance of each line. */
function onConsole(verdict: ReturnType<typeof judged>, language: Language): Shown {
  const words = readWords(language);
  const [id, incident] = Object.entries(morning.incidents)[0] ?? [];
  const state = {
    ...morning,
    incidents: { [id ?? '']: { ...incident, verdict } },
  } as typeof morning;
  const view = morningView(language, state);
  const [line] = view.incidents;
  if (line === undefined) throw new Error('no incident on the console');
  const { markup } = renderIncident(line, view, words, mayOf('viewer'));
  const section = (title: string) =>
    markup
      .split(`<h5>${escaped(title)}</h5>`)[1]
      ?.split('<h5>')[0]
      ?.split('</details>')[0] ?? '';
  const items = (title: string) =>
    [...section(title).matchAll(/<li[^>]*>(.*?)<\/li>/gs)].map((match) => textOf(match[1] ?? ''));
  return {
    for: items(words('console.incident.for')),
    against: items(words('console.incident.against')),
    gates: items(words('console.incident.gates')),
    missing: items(words('console.incident.missing')),
  };
}

const escaped = (text: string): string => text.replaceAll("'", '&#39;').replaceAll('"', '&quot;');
const textOf = (markup: string): string =>
  plain(
    markup
      .replaceAll(/<span class="dots"[^>]*>.*?<\/span>/g, '')
      .replaceAll(/<[^>]+>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&'),
  ).replaceAll(' · ', ', ');
const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

function inTerminal(verdict: ReturnType<typeof judged>, language: Language): Shown {
  const words = readWords(language);
  const lines: string[] = [];
  causeExplain(verdict, { words, line: (text) => lines.push(text), columns: 10_000 });
  const section = (title: string) => {
    const from = lines.indexOf(title);
    const to = lines.indexOf('', from);
    return from < 0 ? [] : lines.slice(from + 1, to < 0 ? undefined : to);
  };
  const evidence = (title: string) =>
    section(title).flatMap((line, index, all) => {
      const about = /^ {4}\((.*?)\) /.exec(all[index + 1] ?? '')?.[1];
      return line.startsWith('  - ') ? [plain(`${line.slice(4)} ${about}`)] : [];
    });
  const list = (title: string) => section(title).map((line) => plain(line.slice(4)));
  return {
    for: evidence(words('cause.explain.for')),
    against: evidence(words('cause.explain.against')),
    gates: list(words('cause.explain.gates')).map((text) => text.replace(/^G\d /, '')),
    missing: list(words('cause.explain.missing')),
  };
}

test.each(
  CASES.flatMap((one) => (['fr', 'en'] as const).map((language) => ({ ...one, language }))),
)('of $name, in $language', ({ features, claims: said, language }) => {
  const verdict = judged(features, said);
  const shown = onConsole(verdict, language);
  expect(shown).toEqual(inTerminal(verdict, language));
  for (const way of ['for', 'against'] as const)
    expect(shown[way]).toEqual(
      verdict[way].map(({ statement }) => expect.stringContaining(plain(statement))),
    );
  expect(shown.gates).toHaveLength(verdict.gates.length);
  expect(shown.missing).toHaveLength(verdict.missing.length);
});
