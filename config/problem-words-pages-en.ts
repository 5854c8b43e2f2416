import type { ProblemWords } from './problem-words.ts';
import type { pagesProblemWordsFr } from './problem-words-pages-fr.ts';

/** Problems of those who are told of changes by the page, in English. */
export const pagesProblemWordsEn: {
  readonly [code in keyof typeof pagesProblemWordsFr]: ProblemWords;
} = {
  'webhook-https': {
    expected: 'an address that begins with https://',
    remedy: 'what is sent tells how platforms stand: give its receiver a certificate',
  },
  'webhook-platform': {
    expected: 'the id of a platform of this file: {known}',
    remedy: 'correct it, or remove "platforms" to tell of all',
  },
  'webhook-secret-at-home': {
    expected: 'on one machine, either secretFile or secretVariable',
    remedy: 'put the secret (whsec_…) in a file that its owner alone may read, and name it',
  },
  'webhook-secret-on-aws': {
    expected: 'on AWS, "secret" alone: the name of a secret in Secrets Manager',
    remedy: 'put whsec_… there as text, and name it; remove secretFile and secretVariable',
  },
};
