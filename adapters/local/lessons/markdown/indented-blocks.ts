import type { MarkdownIt, StateBlock } from 'markdown-it';
import { boxClass, boxTitle } from './box-title.ts';
import { markLine } from './mark-line.ts';
import { countLost, notesOf, type PageNotes } from './page-notes.ts';

/** Blocks within blocks. Chosen: courses use three. */
export const MAX_NESTING = 8;

const BOX = /^(!!!|\?\?\?\+?)[ \t]+(?:([\w-][\w -]{0,79}?)[ \t]*)?(?:\\?"(.{0,300}?)\\?")?$/u;
const TAB = /^===[!+]?[ \t]+\\?["'](.{1,300}?)\\?["']$/u;

/**
 * The blocks of MkDocs Material whose inside stands four columns in: admonitions, folded ones, and
 * tabs, which become sections one below the other: nothing hides that paper or a browser without
 * scripts would lose.
 *
 * Our own: `markdown-it-admon` knows neither the folded ones nor titles in quotes, and ends a box at
 * its second blank line.
 */
export function useIndentedBlocks(md: MarkdownIt): void {
  md.block.ruler.before('table', 'indented_block', indentedBlock, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
}

interface Opening {
  readonly tag: 'aside' | 'details' | 'section';
  readonly attributes: readonly (readonly [string, string])[];
  readonly title: string;
}

function indentedBlock(state: StateBlock, from: number, to: number, silent: boolean): boolean {
  if ((state.sCount[from] ?? 0) - state.blkIndent >= 4) return false;
  const line = markLine(state, from);
  const notes = notesOf(state.env);
  const opening = openingOf(line, notes);
  if (opening === null || notes.depth >= MAX_NESTING) return false;
  if (silent) return true;
  const end = endOfInside(state, from, to);
  open(state, opening, [from, end]);
  const { blkIndent, lineMax, parentType } = state;
  state.blkIndent = (state.sCount[from] ?? 0) + 4;
  state.lineMax = end;
  state.parentType = 'indented_block';
  notes.depth += 1;
  state.md.block.tokenize(state, from + 1, end);
  notes.depth -= 1;
  Object.assign(state, { blkIndent, lineMax, parentType, line: end });
  if (/\{\{/.test(line)) countLost(notes, 'macros');
  state.push('box_close', opening.tag, -1).block = true;
  return true;
}

function openingOf(line: string, notes: PageNotes): Opening | null {
  const tab = line.startsWith('===') ? TAB.exec(line) : null;
  if (tab !== null)
    return { tag: 'section', attributes: [['class', 'onglet']], title: unquoted(tab[1] ?? '') };
  const box = /^(?:!!!|\?\?\?)/.test(line) ? BOX.exec(line) : null;
  if (box === null) return null;
  const [, mark = '', kinds = 'note', given] = box;
  const [kind = 'note'] = kinds.split(' ');
  const title = given === undefined ? boxTitle(kind, notes.words) : givenTitle(given, kind, notes);
  const name = `encadre ${boxClass(kind)}`;
  if (!mark.startsWith('???'))
    return {
      tag: 'aside',
      attributes: [
        ['class', name],
        ['role', 'note'],
      ],
      title,
    };
  const isOpen: [string, string][] = mark === '???+' ? [['open', '']] : [];
  // Something must be there to press on.
  return {
    tag: 'details',
    attributes: [['class', name], ...isOpen],
    title: title === '' ? boxTitle(kind, notes.words) : title,
  };
}

/** A title that a macro would have made, `{{ exercice() }} : les listes`, is the kind and what is left. */
function givenTitle(given: string, kind: string, { words }: PageNotes): string {
  const title = unquoted(given);
  const rest = title.replaceAll(/\{\{[^{}]{0,200}\}\}/g, '').trim();
  if (rest === title) return title;
  return `${boxTitle(kind, words)} ${rest}`.trim();
}

const unquoted = (title: string): string => title.replaceAll('\\"', '"').trim();

/** The first line after the block: lines four columns in belong to it, and blank ones between them. */
function endOfInside(state: StateBlock, from: number, to: number): number {
  const indent = (state.sCount[from] ?? 0) + 4;
  let end = from + 1;
  for (let line = from + 1; line < to; line += 1) {
    if (state.isEmpty(line)) continue;
    if ((state.sCount[line] ?? 0) < indent) break;
    end = line + 1;
  }
  return end;
}

function open(state: StateBlock, opening: Opening, map: [number, number]): void {
  const token = state.push('box_open', opening.tag, 1);
  token.block = true;
  token.map = map;
  for (const [name, value] of opening.attributes) token.attrPush([name, value]);
  if (opening.title === '') return;
  const tag = opening.tag === 'details' ? 'summary' : 'p';
  const head = state.push('box_title_open', tag, 1);
  if (tag === 'p') head.attrPush(['class', 'encadre-titre']);
  const words = state.push('inline', '', 0);
  words.content = opening.title;
  words.map = [map[0], map[0] + 1];
  words.children = [];
  state.push('box_title_close', tag, -1);
}
