import type { ProblemWords } from './problem-words.ts';
import type { causeProblemWordsFr } from './problem-words-cause-fr.ts';

/** Problems of where evidence on a cause is looked for, in English. */
export const causeProblemWordsEn: {
  readonly [code in keyof typeof causeProblemWordsFr]: ProblemWords;
} = {
  'feed-not-https': {
    expected: 'an address in https://',
    remedy: 'a status read in clear may be anybody’s: take the address in https',
  },
  'feed-unplaced': {
    expected: 'regions or products (in that page’s words), or wholePage: true',
    remedy:
      'an incident of another product or place says nothing of yours: write what you have at that company',
  },
  'feed-both': {
    expected: 'either wholePage, or regions and products',
    remedy: 'remove one of the two',
  },
  'load-balancer-arn': {
    expected: 'the ARN of an application load balancer',
    remedy:
      'for example arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/app/ent/0a1b2c',
  },
  'shield-arn': {
    expected: 'the ARN of what Shield Advanced protects',
    remedy: 'for example arn:aws:cloudfront::123456789012:distribution/E2QWRUHAPOMQZL',
  },
  'metric-name': {
    expected: 'the name of a CloudWatch metric: letters, digits, hyphens',
    remedy: 'it is in the AWS WAF console, under the name of the protection pack',
  },
};
