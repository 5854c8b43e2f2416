import { resolve } from 'node:path';
import { judgeDkimKey } from '../adapters/local/judge-dkim-key.ts';
import { readTextAndMode } from '../adapters/local/read-text-and-mode.ts';
import type { Finding } from '../config/problem.ts';
import type { Config } from '../config/schema.ts';
import { saidText } from './errors-text.ts';
import type { Language } from './language.ts';

/** What is said of the key that signs mails: what keeps it from signing, and what would be better. */
export interface DkimChecked {
  readonly wrong: readonly Finding[];
  readonly advised: readonly Finding[];
}

const NOTHING: DkimChecked = { wrong: [], advised: [] };
/** As where it is read: adapters/local/read-dkim-key.ts. */
const FILE_MAX_BYTES = 16_384;
const PATH = ['notices', 'smtp', 'dkim', 'keyFile'];

/**
 * Judge the key that a home on one machine signs its mails by, if it is at hand: a file that is not may
 * stand on the machine that the home is to run on, and `preau start` says so there.
 *
 * @param folder of the configuration, which its paths are relative to
 * @param language of what was got
 */
export function checkDkim(
  { aws, notices }: Config,
  folder: string,
  language: Language,
): DkimChecked {
  const keyFile = notices.smtp?.dkim?.keyFile;
  if (aws !== undefined || keyFile === undefined) return NOTHING;
  const pem = textOf(resolve(folder, keyFile));
  if (pem === null) return NOTHING;
  const worth = judgeDkimKey(pem);
  switch (worth.kind) {
    case 'sound':
      return NOTHING;
    case 'short':
      return {
        wrong: [],
        advised: [{ code: 'dkim-key-short', path: PATH, got: `${worth.bits} bits` }],
      };
    case 'unfit': {
      const got = saidText(worth.said, worth.got, language);
      return { wrong: [{ code: 'dkim-key-unfit', path: PATH, got }], advised: [] };
    }
  }
}

function textOf(path: string): string | null {
  try {
    return readTextAndMode(path, FILE_MAX_BYTES).text;
  } catch {
    return null;
  }
}
