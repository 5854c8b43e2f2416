import { decodeText } from '../../../../app/mirror/decode-text.ts';
import type { LessonFile } from '../../../../app/mirror/ports.ts';

/** Reads the text of a file of the same source by its name; null for what is not there. */
type ReadSnippet = (name: string) => Promise<string | null>;

type Read = (file: LessonFile) => Promise<Uint8Array | null>;

/**
 * Reads a source's files, pages of Markdown with their snippets in them.
 *
 * @param find the file of that name in the same source, or null: nothing outside it is ever read
 */
export function readWithSnippets(
  read: Read,
  find: (name: string) => Promise<LessonFile | null>,
): Read {
  const snippet: ReadSnippet = async (name) => {
    const file = await find(name);
    const bytes = file === null ? null : await read(file);
    return bytes === null ? null : decodeText(bytes);
  };
  return async (file) => {
    const bytes = await read(file);
    if (bytes === null || !/\.(?:md|markdown)$/i.test(file.name)) return bytes;
    // Most pages have none, and keep the bytes that they came with.
    if (!Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('8<')) return bytes;
    const text = await withSnippets(decodeText(bytes), file.name, snippet);
    return new TextEncoder().encode(text);
  };
}

/** Snippets of one page, snippets within them, and characters they may add. Chosen. */
const MAX_SNIPPETS = 100;
const MAX_DEPTH = 3;
const MAX_ADDED = 500_000;

const ONE = /^([ \t]*)-{1,}8<-{1,}[ \t]+(["'])(.{1,300}?)\2[ \t]*$/;
const FENCE = /^[ \t]*-{1,}8<-{1,}[ \t]*$/;

/**
 * Put files of the same source where a page asks for them: `--8<-- "file.md"`, lines of one
 * (`file.md:3:9`) or a part (`file.md:name`). What is not there stays as its line, which the reader
 * of Markdown turns into a note. Nothing is fetched.
 */
async function withSnippets(text: string, page: string, read: ReadSnippet): Promise<string> {
  if (!text.includes('8<')) return text;
  return expand(text, page, read, { snippets: MAX_SNIPPETS, added: MAX_ADDED }, 0);
}

interface Left {
  snippets: number;
  added: number;
}

async function expand(
  text: string,
  page: string,
  read: ReadSnippet,
  left: Left,
  depth: number,
): Promise<string> {
  const out: string[] = [];
  let inList = false;
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    if (FENCE.test(line)) inList = !inList;
    else if (inList && line.trim() !== '') out.push(await included(line.trim(), '', line));
    else {
      const [, indent = '', , name] = ONE.exec(line) ?? [];
      out.push(name === undefined ? line : await included(name, indent, line));
    }
  }
  return out.join('\n');

  async function included(name: string, indent: string, line: string): Promise<string> {
    const asked = inList ? `--8<-- "${name}"` : line;
    if ((left.snippets -= 1) < 0 || depth >= MAX_DEPTH) return asked;
    const found = await find(name, page, read);
    if (found === null || (left.added -= found.text.length) < 0) return asked;
    const inner = await expand(found.text, found.name, read, left, depth + 1);
    return inner
      .split('\n')
      .map((one) => (one === '' ? one : indent + one))
      .join('\n');
  }
}

/** In the page's own folder, then in those above it: where a site begins is not known here. */
async function find(
  asked: string,
  page: string,
  read: ReadSnippet,
): Promise<{ readonly name: string; readonly text: string } | null> {
  const [, file = '', part] = /^([^:]+)(?::(.*))?$/.exec(asked) ?? [];
  const wanted = file.replace(/^(?:\.\/)+/, '');
  if (wanted === '' || /(?:^|\/)\.{1,2}(?:\/|$)|^\/|\\/.test(wanted)) return null;
  const folders = page.split('/').slice(0, -1);
  for (let depth = folders.length; depth >= 0; depth -= 1) {
    const name = [...folders.slice(0, depth), wanted].join('/');
    const text = await read(name);
    if (text !== null) return { name, text: partOf(text, part ?? '') };
  }
  return null;
}

function partOf(text: string, part: string): string {
  const lines = text.replace(/\r\n/g, '\n').replace(/\n$/, '').split('\n');
  const [, from, to] = /^(\d{0,7})(?::(\d{0,7}))?$/.exec(part) ?? [];
  if (part !== '' && from !== undefined)
    return lines
      .slice(Math.max(0, Number(from || '1') - 1), to ? Number(to) : undefined)
      .join('\n');
  if (part === '')
    return lines.filter((line) => !/8<-+[ \t]*\[(?:start|end):/.test(line)).join('\n');
  const start = lines.findIndex((line) => line.includes(`[start:${part}]`));
  const end = lines.findIndex((line) => line.includes(`[end:${part}]`));
  return start === -1 ? '' : lines.slice(start + 1, end === -1 ? undefined : end).join('\n');
}
