import type { ProblemWords } from './problem-words.ts';
import type { awsProblemWordsFr } from './problem-words-aws-fr.ts';

/** Problems between the settings of a home, on AWS or on one machine, in English. */
export const awsProblemWordsEn: {
  readonly [code in keyof typeof awsProblemWordsFr]: ProblemWords;
} = {
  'region-unknown': {
    expected: 'an AWS Region that exists',
    remedy: 'choose among: {near}',
  },
  'region-lacks-service': {
    expected: 'a Region that has {service}',
    remedy: 'notices leave from there: take another Region, for example eu-west-3',
  },
  'checker-region-unknown': {
    expected: 'a Region that Route 53 checks from: {known}',
    remedy: 'choose one of them, or remove checkerRegions to check from everywhere',
  },
  'mirrors-region-taken': {
    expected: "another Region than Préau's and the holds' ({taken})",
    remedy: 'the lessons must be there while those Regions are down: change aws.mirrors.region',
  },
  'agent-on-aws': {
    expected:
      'no agent beside an aws section: a home on AWS looks by functions, one for each Region',
    remedy: 'remove agent, and give region instead; agents are asked by a home on one machine',
  },
  'vantages-one-region': {
    expected: 'vantages in two Regions at least (all are in {region})',
    remedy: 'give one of them another Region, for example region: eu-central-1',
  },
  'region-outvotes': {
    expected: 'more votes than any one Region has ({region} has {count})',
    remedy:
      'what ails that Region would look like platforms that fall: spread the vantages, or raise votesToFall',
  },
  'mirror-lacks-addresses': {
    expected: "the mirror's addresses",
    remedy: 'add them, or "cloudFront: true" if Préau keeps this mirror on AWS',
  },
  'cloud-front-without-aws': {
    expected: 'an aws section, since this mirror is behind CloudFront',
    remedy: "add the aws section, or give the mirror's addresses and remove cloudFront",
  },
  'cloud-front-without-mirrors': {
    expected: 'aws.mirrors, where mirrors behind CloudFront are kept',
    remedy: 'add "mirrors:" with its bucket under aws',
  },
  'cloud-front-has-addresses': {
    expected: "no address: CloudFront's are its own",
    remedy: 'remove addresses, or remove cloudFront',
  },
  'built-elsewhere-alone': {
    expected: '"built" only beside cloudFront: functions build no other mirror',
    remedy: 'remove "built"; how often a home on one machine builds is "every"',
  },
  'cloud-front-shelters-aws': {
    expected: "an origin that is not on Amazon's machines (hoster {hoster}, aws: true)",
    remedy: 'AWS falling would take both: put this mirror on another hoster',
  },
  'checks-above-quota': {
    expected: '{needed} health checks at least, for {mirrored} platform(s) with a mirror',
    remedy:
      "have AWS raise the account's quota of health checks, then write it here; or remove mirrors",
  },
  'platforms-above-stack': {
    expected: '{most} platforms with a mirror at most in one home on AWS',
    remedy: 'share them between two configurations, each in its own account',
  },
  'origin-lacks-ipv4': {
    expected: 'an IPv4 address too: Route 53 checks a name over IPv4 only',
    remedy: 'add one to the origin, or it would be taken for fallen for ever',
  },
  'adopted-unknown': {
    expected: "a mirrored platform's protected name, under the zone {zone}",
    remedy: 'correct the name, or remove it from adopted',
  },
  'second-host-on-aws': {
    expected: 'a host of another company than Amazon',
    remedy: 'the status page must stay readable while AWS is down: take another hoster',
  },
  'issuer-not-https': {
    expected: 'an https:// address',
    remedy: 'it tells who may turn names: never in the clear',
  },
  'heartbeat-not-https': {
    expected: 'an https:// address',
    remedy: 'in the clear, anybody on the way could beat in its place',
  },
  'heartbeat-pace-on-aws': {
    expected: 'no pace of the heartbeat on AWS, where it is five minutes',
    remedy: 'remove "every"',
  },
  'smtp-missing': {
    expected: 'notices.smtp: on one machine, mail goes by an SMTP relay',
    remedy: 'add "smtp:" with its host, or the aws section if Préau runs on AWS',
  },
  'gateway-missing': {
    expected: 'notices.sms.gateway: on one machine, SMS go by a gateway',
    remedy: 'add its address, or remove sms',
  },
  'receipts-on-aws': {
    expected: 'this on one machine only: on AWS, SES and End User Messaging tell by events',
    remedy: 'remove it',
  },
  'receipts-secret': {
    expected: 'one secret shared with the gateway',
    remedy: 'give either secretFile or secretVariable',
  },
  'secret-on-aws': {
    expected: 'on AWS, a secret in Secrets Manager',
    remedy: 'remove it, and name the secret in notices.sms.fallback.secret, as "receipts"',
  },
  'gateway-secret': {
    expected: 'the secret shared with the second gateway, in Secrets Manager',
    remedy: 'add "secret:", the name of one of {"gateway": …, "receipts": …}',
  },
  'secret-at-home': {
    expected: 'this on AWS only: on one machine, secrets stand in a file or a variable',
    remedy: 'remove it; give receipts.secretFile',
  },
  'bounce-address': {
    expected: 'at most 26 characters before the @: each mail adds 37 of its own',
    remedy: 'for example retours@preau.example',
  },
  'dkim-key-unfit': {
    expected:
      'an RSA key of 1,024 bits or more, in PEM and without a passphrase; no Ed25519, which we cannot sign by',
    remedy: 'make one with openssl genrsa 2048, and publish its public part under a new selector',
  },
  'dkim-key-short': {
    expected: 'an RSA key of 2,048 bits or more: shorter ones are no longer advised (RFC 8301)',
    remedy: 'make one with openssl genrsa 2048, and publish its public part under a new selector',
  },
  'field-path': { expected: 'names joined by dots', remedy: 'for example data.id' },
  'header-name': {
    expected: 'the name of a header, in small letters',
    remedy: 'for example x-signature',
  },
};
