import type { DescribeFile, JudgeLink } from './ports.ts';

/** What the writer of a page asked of the site around it, and what it was told. */
export interface Asked {
  /** Each link in its order, as often as it was asked for. */
  readonly links: readonly string[];
  /** JSON of what became of each of them. */
  readonly judged: { readonly [link: string]: string };
  /** JSON of what is known of each file that the page shows or leads to. */
  readonly described: { readonly [path: string]: string };
}

/** Asks on behalf of one page, and writes down what it asks. */
export interface Asking {
  readonly judge: JudgeLink;
  readonly describe: DescribeFile;
  /** @returns what has been asked so far */
  asked(): Asked;
}

/** Write down what is asked. */
export function writeDown(judge: JudgeLink, describe: DescribeFile): Asking {
  const links: string[] = [];
  const judged = new Map<string, string>();
  const described = new Map<string, string>();
  return {
    judge: (raw) => {
      const link = judge(raw);
      links.push(raw);
      if (!judged.has(raw)) judged.set(raw, JSON.stringify(link));
      return link;
    },
    describe: (path) => {
      const file = describe(path);
      if (!described.has(path)) described.set(path, JSON.stringify(file));
      return file;
    },
    asked: () => ({
      links,
      judged: Object.fromEntries(judged),
      described: Object.fromEntries(described),
    }),
  };
}

/**
 * Ask all of it again, each link as often as before: who judges also counts.
 *
 * @returns null where all answers are the same. Else who asks on: what was asked here already is
 *   answered from memory, so that nothing is counted twice.
 */
export function askAgain(
  before: Asked,
  judge: JudgeLink,
  describe: DescribeFile,
): JudgeLink | null {
  const answers: { readonly raw: string; readonly link: ReturnType<JudgeLink> }[] = [];
  const isSameFile = ([path, known]: readonly [string, string]): boolean =>
    JSON.stringify(describe(path)) === known;
  let isSame = Object.entries(before.described).every(isSameFile);
  const known = new Map(Object.entries(before.judged));
  for (const raw of isSame ? before.links : []) {
    const link = judge(raw);
    answers.push({ raw, link });
    isSame = JSON.stringify(link) === known.get(raw);
    if (!isSame) break;
  }
  if (isSame) return null;
  let at = 0;
  return (raw) => {
    const answer = answers[at];
    if (answer?.raw !== raw) return judge(raw);
    at += 1;
    return answer.link;
  };
}
