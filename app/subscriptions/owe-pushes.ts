import type { PageWords } from '../views/words.ts';
import type { RenderNotice } from '../views/rendered-notice.ts';
import type { ChangedLine } from './change-reader.ts';
import { noticesToPush } from './notices-to-push.ts';
import type { PushLedger } from './push-ports.ts';

/**
 * Write down what these lines owe browsers, line by line: a process that is killed goes on with the line
 * after the last one.
 *
 * @param lines in order; those that are written down already are passed over
 * @param head the journal's latest line, where a ledger that was never written begins
 * @returns the latest line that is written down
 */
export async function owePushes(
  ledger: Pick<PushLedger, 'standing' | 'owe'>,
  lines: readonly ChangedLine[],
  head: number,
  languages: readonly (PageWords & { readonly render: RenderNotice })[],
): Promise<number> {
  let seq = await ledger.standing(head);
  for (const line of lines) {
    if (line.seq <= seq) continue;
    await ledger.owe(noticesToPush(line, languages), line.seq);
    seq = line.seq;
  }
  return seq;
}
