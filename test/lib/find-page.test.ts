// Goal: whoever asks for a folder of the status page gets its page, and nobody is sent elsewhere.
// Method: the deployed code in a world of its own, asked for addresses made up and random.
import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileEdge } from '../../lib/compile-edge.ts';

interface Answer {
  readonly uri?: string;
  readonly statusCode?: number;
  readonly headers?: { readonly location?: { readonly value: string } };
}

function load(): (uri: string) => Answer {
  const world = createContext({});
  runInContext(`${compileEdge(['find-page.js'])};globalThis.handler=handler`, world);
  const { handler } = world as { readonly handler?: (event: object) => Answer };
  if (handler === undefined) throw new Error('the function has no handler');
  return (uri) => handler({ request: { method: 'GET', uri, headers: {}, querystring: {} } });
}

const ask = load();

describe('the pages at the edge', () => {
  test.each([
    ['/', '/index.html'],
    ['/en/', '/en/index.html'],
    ['/en/messages.html', '/en/messages.html'],
    ['/etab/0310001A/', '/etab/0310001A/index.html'],
    ['/etab/0310001A', '/etab/0310001A/index.html'],
    ['/etab/0310001a/', '/etab/0310001A/index.html'],
    ['/etab/0310001a/index.html', '/etab/0310001A/index.html'],
    ['/etab/0310001a.json', '/etab/0310001A.json'],
    ['/etab/0310001A.json', '/etab/0310001A.json'],
    ['/etab/0310001A.txt', '/etab/0310001A.txt'],
    ['/api/v2/summary.json', '/api/v2/summary.json'],
    ['//elsewhere.example/', '//elsewhere.example/index.html'],
  ])('%s is %s', (asked, object) => {
    expect(ask(asked)).toMatchObject({ uri: object });
  });

  test.each(['/en', '/pt-BR'])('%s leads to its folder, for now only', (asked) => {
    const answer = ask(asked);
    expect(answer.statusCode).toBe(302);
    expect(answer.headers?.location?.value).toBe(`${asked}/`);
  });

  test('nobody is led to another host, whatever is asked', () => {
    const piece = fc.constantFrom(
      '/',
      '//',
      '\\',
      'en',
      'elsewhere.example',
      'etab',
      '0310001a',
      '@',
      ':',
      '%2f',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 8 }),
        (parts) => {
          const { uri, headers } = ask(`/${parts.join('')}`);
          const led = headers?.location?.value ?? uri;
          const own = /^\/[a-z]{2,3}(-[A-Za-z0-9]{2,8})?\/$/;
          expect(led).toMatch(
            headers === undefined || headers.location === undefined ? /^\// : own,
          );
        },
      ),
    );
  });
});
