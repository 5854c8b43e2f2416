import { brotliCompressSync } from 'node:zlib';
import { atMost, type Figure, measured } from '../figure.ts';
import { startPart } from './start-part.ts';

/** The limit for all that a browser loads of the console, Now among it. */
const WHOLE_MAX = 100_000;

const PAGES = ['/', '/incidents/', '/platforms/', '/schools/', '/mirrors/', '/rules/'] as const;

/** What each page of the console weighs by brotli, and all that Now loads. */
export async function weighConsole(): Promise<readonly Figure[]> {
  await using home = await startPart<{ readonly port: number }>('console-server.ts', []);
  const fetchText = async (path: string) =>
    (await fetch(`http://localhost:${home.said.port}${path}`)).text();
  const pages: (readonly [string, number])[] = [];
  for (const path of PAGES) pages.push([path, weight(await fetchText(path))]);
  const scripts = await scriptsFrom(await fetchText('/'), fetchText);
  const ofScripts = [...scripts.values()].reduce((sum, text) => sum + weight(text), 0);
  return [
    atMost(
      'the console at Now, its scripts and its charts, compressed',
      ofScripts + (pages[0]?.[1] ?? Number.NaN),
      'bytes',
      WHOLE_MAX,
    ),
    measured(`${scripts.size} scripts of the console, compressed`, ofScripts, 'bytes'),
    ...pages.map(([path, bytes]) => measured(`console ${path}, compressed`, bytes, 'bytes')),
  ];
}

const weight = (text: string): number => brotliCompressSync(text).byteLength;

/** Every script that the page loads, and that its scripts load in turn, by their addresses. */
async function scriptsFrom(
  page: string,
  fetchText: (path: string) => Promise<string>,
): Promise<ReadonlyMap<string, string>> {
  const scripts = new Map<string, string>();
  const wanted = Array.from(page.matchAll(/<script[^>]* src="([^"]+)"/g), ([, path = '']) => path);
  for (let path = wanted.pop(); path !== undefined; path = wanted.pop()) {
    if (scripts.has(path)) continue;
    const text = await fetchText(path);
    scripts.set(path, text);
    const named = text.matchAll(/(?:from |import\()'\.?(\/[\w-]+\.js)'/g);
    for (const [, next = ''] of named) wanted.push(next);
  }
  return scripts;
}
