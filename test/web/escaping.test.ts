import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import type { State } from '../../core/incident/state.ts';
import type { Policy } from '../../core/policy.ts';
import { consoleNow } from './fixtures/console-now.ts';
import { renderMessage } from '../../web/inbox/render-message.ts';
import { escapeText, html } from '../../web/markup/html.ts';
import { statusFiles } from '../../web/status/status-files.ts';
import { readWords } from '../../web/words.ts';
import { morningStatus, morningView } from './fixtures/faces.ts';
import { someMessages } from './fixtures/memory-inbox.ts';
import { morning } from './fixtures/morning.ts';
import { morningPolicy } from './fixtures/morning-policy.ts';

// Goal: nothing that came from outside becomes markup (P10).
// Method: every text of the state and the policy made hostile, and the pages' elements compared
// with those of the harmless ones; the escaping itself by property.

const HOSTILE = `"><script>alert(1)</script><img src=x onerror='alert(2)'>`;
const words = readWords('fr');

/** The same tree, with every free text poisoned. Ids and kinds stay: they are ours. */
function poison<Tree>(tree: Tree): Tree {
  const FREE = new Set(['name', 'title', 'remedy', 'statement', 'source', 'detail', 'why']);
  const LISTS = new Set(['reasons', 'missing', 'facts', 'gates']);
  const text = JSON.stringify(tree, (key: string, value: unknown) => {
    if (FREE.has(key) && typeof value === 'string') return value + HOSTILE;
    if (LISTS.has(key) && Array.isArray(value)) return value.map((line) => line + HOSTILE);
    if (key === 'platformName' || key === 'organisation') return String(value) + HOSTILE;
    return value;
  });
  return JSON.parse(text);
}

/** The elements of a page with the names of their attributes. */
function elements(page: string): readonly string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) =>
      found.push(`${name} ${Object.keys(attributes).toSorted().join()}`),
  });
  parser.end(page);
  return found;
}

const state: State = poison(morning);
const policy: Policy = poison(morningPolicy);

describe('hostile texts', () => {
  test('change no element of the console', () => {
    const poisoned = consoleNow(morningView('fr', state, policy), words);
    const harmless = consoleNow(morningView(), words);
    expect(poisoned).toContain('&lt;script&gt;');
    expect(elements(poisoned)).toEqual(elements(harmless));
  });

  test('change no element of the status page, whose JSON stays JSON', () => {
    const poisoned = statusFiles(morningStatus('fr', state, policy), words);
    const harmless = statusFiles(morningStatus(), words);
    for (const name of ['index.html', 'messages.html']) {
      expect(elements(poisoned.get(name) ?? '')).toEqual(elements(harmless.get(name) ?? ''));
    }
    const { components } = JSON.parse(poisoned.get('api/v2/summary.json') ?? '');
    expect(components[0].name).toContain('<script>');
  });

  test('stay inside the frame of a message that can do nothing', () => {
    const [, mail] = someMessages(2);
    if (mail === undefined) throw new Error('expected a mail');
    const clock = { language: 'fr', timeZone: 'Europe/Paris' } as const;
    const page = renderMessage(
      { ...mail, subject: HOSTILE, text: HOSTILE, to: HOSTILE, html: `${HOSTILE}</iframe>` },
      clock,
      words,
    );
    expect(elements(page).filter((element) => /^(script|img)/.test(element))).toEqual([]);
    expect(page).toContain('<iframe sandbox="" ');
  });
});

describe('escaping', () => {
  test('leaves no sign that opens markup, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const { markup } = html`<p title="${text}">${text}</p>`;
        const seen: string[] = [];
        const parser = new Parser({ onopentag: (name) => seen.push(name) });
        parser.end(markup);
        expect(seen).toEqual(['p']);
        expect(escapeText(text)).not.toMatch(/[<>"']/);
      }),
      { seed: 6_042_021, numRuns: 300 },
    );
  });

  test('disarms marks that turn the direction of text around', () => {
    expect(escapeText('ent\u202Erf.elpmaxe')).toBe('ent\uFFFDrf.elpmaxe');
  });
});
