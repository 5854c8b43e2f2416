import type { MarkdownIt, StateCore } from 'markdown-it';

/** `- [x] done`: a box in words, since nothing can be ticked on a copy. */
export function useTaskLists(md: MarkdownIt): void {
  md.core.ruler.push('task_lists', tickAll);
}

function tickAll(state: StateCore): void {
  for (const [at, token] of state.tokens.entries()) {
    if (token.type !== 'inline' || state.tokens[at - 2]?.type !== 'list_item_open') continue;
    const [first] = token.children ?? [];
    const box = first?.type === 'text' ? /^\[([ xX])\](?=\s)/.exec(first.content) : null;
    if (first === undefined || box === null) continue;
    first.content = (box[1] === ' ' ? '☐' : '☑') + first.content.slice(3);
  }
}
