import { nextFence } from './next-fence.ts';

/** A macro with a text in it: an exercise and its answer. Longer ones stay as they are. Chosen. */
const MAX_MACRO = 20_000;

/**
 * `{{ correction(True, """…""") }}` keeps its text: what a site's macro would have wrapped is the
 * teacher's own. No macro is ever run. Fences are left alone.
 */
export function unwrapMacros(text: string): string {
  if (!text.includes('"""')) return text;
  const out: string[] = [];
  let fence: string | null = null;
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('\n', at);
    const end = next === -1 ? text.length : next + 1;
    const line = text.slice(at, end);
    const macro = fence === null && /^[ \t]*\{\{/.test(line) ? macroAt(text, at) : null;
    if (macro === null) fence = nextFence(fence, line);
    out.push(macro?.inside ?? line);
    at = macro?.end ?? end;
  }
  return out.join('');
}

/** The text in a macro that begins at `from`, and where the macro ends. */
function macroAt(text: string, from: number): { inside: string; end: number } | null {
  const part = text.slice(from, from + MAX_MACRO);
  const open = part.indexOf('"""');
  const close = open === -1 ? -1 : part.indexOf('"""', open + 3);
  if (close === -1 || part.slice(0, open).includes('}}')) return null;
  const rest = /^[^"]{0,200}?\}\}/.exec(part.slice(close + 3));
  if (rest === null) return null;
  const inside = part
    .slice(open + 3, close)
    .replaceAll('\\"', '"')
    .replaceAll('\\\\', '\\');
  return { inside: `\n${inside}\n`, end: from + close + 3 + rest[0].length };
}
