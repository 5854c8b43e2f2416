import type { ProblemWords } from './problem-words.ts';
import type { updatesProblemWordsFr } from './problem-words-updates-fr.ts';

/** Problems of a home whose names are at its owner's own name server, in English. */
export const updatesProblemWordsEn: {
  readonly [code in keyof typeof updatesProblemWordsFr]: ProblemWords;
} = {
  'tsig-key-name': {
    expected: "a TSIG key's name: letters, digits, hyphens and dots",
    remedy: 'the same as at the name server, for example preau.region.example',
  },
  'updates-on-aws': {
    expected: 'either aws or names.rfc2136',
    remedy:
      'on AWS, Route 53 answers, and turns without Préau too: remove names.rfc2136, or aws for one machine',
  },
  'updates-know-no-shares': {
    expected: 'originShares: [1]: a plain name server knows no shares',
    remedy:
      'it answers the same to all, so the way back is one step: write originShares: [1] under shelter',
  },
  'updates-shed-nobody': {
    expected: 'shedShare: 0: a plain name server knows no shares',
    remedy: 'it cannot send a part of the visitors to the mirror: remove shedShare',
  },
};
