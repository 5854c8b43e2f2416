/** One numbered step of a page: what it has its reader type, in order, and what it says comes of it. */
export interface WalkStep {
  readonly title: string;
  readonly typed: readonly TypedLine[];
}

export interface TypedLine {
  readonly command: string;
  /** The lines that the page shows below the command; empty = the page shows none. */
  readonly shown: readonly string[];
}

/**
 * Read the steps of one section: `**1. Title.**` begins one, a block of `sh` has a command a line, and a
 * block of `text` shows what the last command before it says.
 *
 * @throws Error when the section is not there, or a block shows what no command said
 */
export function readWalk(page: string, heading: string): readonly WalkStep[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`expected a section "${heading}", there is none`);
  const [, ...steps] = section.split(/^\*\*\d+\. /m);
  return steps.map((step) => ({
    title: step.slice(0, step.indexOf('.**')),
    typed: typedIn(step),
  }));
}

function typedIn(step: string): readonly TypedLine[] {
  const typed: { command: string; shown: readonly string[] }[] = [];
  for (const [, kind, body = ''] of step.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)) {
    const lines = body.trimEnd().split('\n');
    if (kind === 'sh') typed.push(...lines.map((command) => ({ command, shown: [] })));
    else if (kind === 'text') {
      const last = typed.at(-1);
      if (last === undefined) throw new Error(`expected a command before what is shown: ${body}`);
      last.shown = lines;
    } else throw new Error(`expected a block of sh or text, got one of "${kind}": ${body}`);
  }
  return typed;
}
