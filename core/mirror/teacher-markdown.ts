/**
 * Turn the dialects that French teachers write (MkDocs Material, Pandoc) into the Markdown and
 * HTML that every reader knows: admonitions, folded answers, tabs, macros, footnotes, index marks.
 *
 * Only the shape of blocks is changed. What results is cleaned afterwards like any hostile page,
 * so nothing here has to be safe, only bounded: one pass over the lines per level of nesting.
 */
export function plainMarkdown(text: string): string {
  return convert(unwrapMacros(text.replaceAll('\r\n', '\n')).split('\n'), 0).join('\n');
}

/** Blocks within blocks. Chosen: courses use two. */
const MAX_NESTING = 6;

const ADMONITION = /^(?:!!!|\?\?\?\+?)\s+([\w -]*?)\s*(?:"([^]*?)"\s*)?$/;
const TAB = /^===!?\+?\s+"([^]*?)"\s*$/;
const FENCE = /^\s{0,3}(`{3,}|~{3,})/;

function convert(lines: readonly string[], level: number): readonly string[] {
  const out: string[] = [];
  let fence: string | null = null;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const mark = FENCE.exec(line)?.[1];
    if (mark !== undefined) fence = nextFence(fence, mark);
    const block = fence === null && level < MAX_NESTING ? openBlock(line) : null;
    if (block === null) {
      out.push(fence === null && mark === undefined ? plainLine(line) : line);
      continue;
    }
    const inside = indentedLines(lines, index + 1);
    out.push('', ...block.before, '', ...convert(inside, level + 1), '', ...block.after, '');
    index += inside.length;
  }
  return out;
}

function nextFence(open: string | null, mark: string): string | null {
  if (open === null) return mark;
  return mark.startsWith(open) ? null : open;
}

interface Block {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** A folded block is shown open by `<details>`, which needs no script. */
function openBlock(line: string): Block | null {
  const tab = TAB.exec(line);
  if (tab !== null) return box('onglet', tab[1] ?? '');
  const found = ADMONITION.exec(line);
  if (found === null) return null;
  const [kind = 'note'] = (found[1] ?? '').split(' ');
  const title = found[2] ?? capital(kind);
  if (!line.startsWith('???')) return box(kind, title);
  return {
    before: [`<details class="encadre ${className(kind)}"><summary>${inText(title)}</summary>`],
    after: ['</details>'],
  };
}

function box(kind: string, title: string): Block {
  const heading = title === '' ? [] : [`<p class="encadre-titre">${inText(title)}</p>`];
  return { before: [`<div class="encadre ${className(kind)}">`, ...heading], after: ['</div>'] };
}

/** The lines that belong to a block: four spaces in, or blank between such lines. */
function indentedLines(lines: readonly string[], from: number): readonly string[] {
  let to = from;
  for (let index = from; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (/^(?: {4}|\t)/.test(line)) to = index + 1;
    else if (line.trim() !== '') break;
  }
  return lines.slice(from, to).map((line) => line.replace(/^(?: {4}|\t)/, ''));
}

const BOX_TITLE: { readonly [kind: string]: string } = {
  adv: 'Pour aller plus loin',
  def: 'Définition',
  rem: 'Remarque',
  warn: 'Attention',
};

function openedBox(kind: string): string {
  return [...box(kind, BOX_TITLE[kind] ?? '').before, ''].join('\n');
}

/** Marks that only a typesetter or a site builder understands. */
function plainLine(line: string): string {
  return line
    .replace(/^\\(?:index\{[^}]*\}|newpage|pagebreak|clearpage)\s*$/, '')
    .replace(/\\index\{[^}]*\}/g, '')
    .replace(/^open-box-([a-z]{1,20})\s*$/, (_, kind: string) => openedBox(kind))
    .replace(/^close-box-[a-z]{1,20}\s*$/, '\n</div>\n')
    .replace(/^:::+\s*(?:\{[^}]*\}|[\w-]*)\s*$/, '')
    .replace(/\[\^([\w-]{1,40})\]:\s*/, '<sup>$1</sup> ')
    .replace(/\[\^([\w-]{1,40})\]/g, '<sup>$1</sup>')
    .replace(/\s?\[?@(?:sec|fig|tbl|eq):([\w:-]+)\]?/g, ' [$1](#$1)')
    .replace(/^(#{1,6} [^{]*?)\s*\{#([\w:-]+)[^}]*\}\s*$/, '<a id="$2"></a>\n\n$1')
    .replace(/\{:?\s?[.#][^{}]{0,200}\}|\{:[^{}]{0,200}\}/g, '');
}

/** `{{ correction(True, """…""") }}` keeps its text; any other macro goes. */
function unwrapMacros(text: string): string {
  return text
    .split('{{')
    .map((part, index) => (index === 0 ? part : withoutMacro(part)))
    .join('');
}

function withoutMacro(part: string): string {
  const end = part.indexOf('}}');
  // A lone `{{`, in code for example, is nobody's macro.
  if (end === -1) return `{{${part}`;
  const inner = part.slice(0, end);
  const rest = part.slice(end + 2);
  const open = inner.indexOf('"""');
  const close = inner.lastIndexOf('"""');
  if (open !== -1 && close > open)
    return inner.slice(open + 3, close).replaceAll('\\"', '"') + rest;
  return /^\s*[\w.]+\s*(\(|$)/.test(inner) ? rest : `{{${part}`;
}

const className = (kind: string): string => kind.replace(/[^\w-]/g, '').toLowerCase() || 'note';
const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
const inText = (text: string): string =>
  text.replaceAll('\\"', '"').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
