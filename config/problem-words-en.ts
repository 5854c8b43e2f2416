import type { ProblemWords } from './problem-words.ts';
import { awsProblemWordsEn } from './problem-words-aws-en.ts';
import type { ProblemCode } from './problem-words-fr.ts';
import { causeProblemWordsEn } from './problem-words-cause-en.ts';
import { namesProblemWordsEn } from './problem-words-names-en.ts';
import { pagesProblemWordsEn } from './problem-words-pages-en.ts';
import { recipeProblemWordsEn } from './problem-words-recipe-en.ts';
import { updatesProblemWordsEn } from './problem-words-updates-en.ts';

/** Every problem that a configuration may have, in English. */
export const problemWordsEn: { readonly [code in ProblemCode]: ProblemWords } = {
  // The text.
  'too-large': {
    expected: 'a file of 1 MB at most',
    remedy: "check that this file is Préau's configuration",
  },
  'too-deep': {
    expected: 'a configuration of at most 32 levels and 200,000 elements',
    remedy: "check that this file is Préau's configuration",
  },
  'too-many-aliases': {
    expected: 'a reasonable number of YAML aliases (*name) that do not multiply',
    remedy: 'write the values out',
  },
  'alias-of-itself': {
    expected: 'a YAML alias that does not contain itself',
    remedy: 'write the value out',
  },
  'empty-file': { expected: 'a configuration', remedy: 'start from examples/preau.yaml' },
  'two-documents': {
    expected: 'one YAML document',
    remedy: 'remove the line "---" and what follows it',
  },
  'yaml-syntax': {
    expected: 'readable YAML',
    remedy: 'check the indent, the colons and the quotes of this line and the one before',
  },
  'yaml-garbled': {
    expected: 'YAML with at most 1,000 signs where none can stand',
    remedy: "check that this file is Préau's configuration",
  },
  'yaml-tab': { expected: 'an indent made of spaces', remedy: 'replace the tab by spaces' },
  'duplicate-key': { expected: 'each key once', remedy: 'keep one of the two values' },
  // The shape.
  'unknown-key': { expected: 'a known key: {keys}', remedy: 'remove this key' },
  'unknown-key-near': { expected: 'the key "{near}"?', remedy: 'write "{near}"' },
  missing: { expected: 'the key "{key}"', remedy: 'add "{key}: …" here' },
  invalid: { expected: 'a permitted value ({why})', remedy: 'see docs/configuration.md' },
  'type-string': { expected: 'a text', remedy: 'put the value in quotes' },
  'type-number': { expected: 'a number', remedy: 'write a number without quotes or unit' },
  'type-int': { expected: 'a whole number', remedy: 'write a whole number without quotes' },
  'type-boolean': { expected: 'true or false', remedy: 'write true or false, without quotes' },
  'type-array': { expected: 'a list', remedy: 'write each element after a hyphen' },
  'type-object': {
    expected: 'a group of keys',
    remedy: 'write the keys on the following lines, indented',
  },
  'not-among': { expected: 'one of: {choices}', remedy: 'choose one of them' },
  'string-least': { expected: '{bound} character(s) at least', remedy: 'complete the value' },
  'string-most': { expected: '{bound} characters at most', remedy: 'shorten the value' },
  'array-least': { expected: '{bound} element(s) at least', remedy: 'add an element' },
  'array-most': { expected: '{bound} elements at most', remedy: 'remove elements' },
  'number-least': { expected: '{bound} or more', remedy: 'raise the value' },
  'number-above': { expected: 'more than {bound}', remedy: 'raise the value' },
  'number-most': { expected: '{bound} or less', remedy: 'lower the value' },
  // The values.
  empty: { expected: 'a text that is not empty', remedy: 'complete the value' },
  'control-character': {
    expected: 'a text on one line, without control characters',
    remedy: 'remove line breaks and tabs',
  },
  id: {
    expected: 'an id: small letters, digits and hyphens, 1 to 64 characters',
    remedy: 'for example ent-occitanie',
  },
  duration: {
    expected: 'a duration: a whole number and ms, s, m, h or d',
    remedy: 'for example 500ms, 10s, 5m, 2h or 14d',
  },
  'duration-bounds': { expected: 'a duration from {from} to {to}', remedy: 'stay within bounds' },
  'ttl-too-long': {
    expected: 'a TTL of 60 seconds at most',
    remedy: 'beyond that, pupils stay on the platform that is down: take 30s or 60s',
  },
  hostname: {
    expected: 'a full host name',
    remedy: 'for example ent.example.fr, without https:// or path',
  },
  'dkim-selector': {
    expected: 'a DKIM selector: small letters, digits and hyphens',
    remedy: 'for example preau2026',
  },
  host: { expected: 'a host name or an IP address', remedy: 'for example smtp.example.fr' },
  ip: { expected: 'an IPv4 or IPv6 address', remedy: 'for example 192.0.2.10 or 2001:db8::10' },
  path: { expected: 'a path that starts with /', remedy: 'for example /login' },
  url: { expected: 'an http:// or https:// address', remedy: 'for example https://status.example' },
  'url-with-password': {
    expected: 'an address without user name or password',
    remedy: 'remove what comes before @: no secret belongs in this file',
  },
  mail: { expected: 'an e-mail address', remedy: 'for example preau@example.fr' },
  mobile: { expected: 'an international number', remedy: 'for example +33639980001' },
  department: {
    expected: 'a département in three characters, as the directory writes it',
    remedy: 'for example "031", "02A" or "974", in quotes',
  },
  'clock-time': { expected: 'a time of day HH:MM', remedy: 'for example 08:30' },
  day: { expected: 'a date YYYY-MM-DD', remedy: 'for example 2021-04-06' },
  'days-backwards': {
    expected: 'a day after {from}',
    remedy: 'write the day of return, which is a school day',
  },
  'time-zone': { expected: 'an IANA time zone', remedy: 'for example Europe/Paris' },
  variable: {
    expected: "an environment variable's name, in capitals",
    remedy: 'for example PREAU_SMTP_PASSWORD',
  },
  'sender-form': {
    expected: 'a sender name of 1 to 11 letters or digits, unaccented, with one letter at least',
    remedy: 'for example PREAU: operators refuse special characters',
  },
  'named-twice': { expected: 'each one once', remedy: 'remove the repetition' },
  'sender-generic': {
    expected: 'a name of your own organisation',
    remedy: "operators block generic words: take PREAU or the region's name",
  },
  'hosted-zone': { expected: "a Route 53 zone's id", remedy: 'for example Z0123456789ABC' },
  'aws-region': { expected: 'an AWS Region', remedy: 'for example eu-west-3' },
  bucket: {
    expected: "an S3 bucket's name: 3 to 63 small letters, digits and hyphens",
    remedy: 'for example preau-holds-occitanie; no dot, because of the certificate',
  },
  // What one value cannot tell by itself.
  'hoster-unknown': {
    expected: 'one of the hosters described: {known}',
    remedy: 'correct the name, or describe this hoster under hosters',
  },
  'control-unknown': {
    expected: 'one of the platforms described: {known}',
    remedy: 'correct the name, or describe this control under platforms',
  },
  'duplicate-id': {
    expected: 'an id that is not taken ({first})',
    remedy: 'give one of the two another id',
  },
  'duplicate-hostname': {
    expected: 'a protected name that is not taken ({first})',
    remedy: 'one platform per name: join them or correct the name',
  },
  'origin-is-protected': {
    expected: "the origin's own name, which is no protected platform's",
    remedy:
      'the protected name turns to the mirror: probing the origin by it would deceive; give it its own name',
  },
  'mirror-name-is-protected': {
    expected: "the mirror's own name, which is no protected platform's",
    remedy: 'give the mirror its own name, always reachable, for example shelter.example.fr',
  },
  'mirror-same-hoster': {
    expected: "a mirror on another hoster than the origin's",
    remedy: 'this hoster falling would take both: put the mirror elsewhere',
  },
  'mirror-same-region': {
    expected: "a mirror in another region than the origin's ({region})",
    remedy: 'put the mirror on a hoster in another region',
  },
  'mirror-same-address': {
    expected: 'addresses that the origin does not have',
    remedy: 'a mirror on the same machine falls with it: give its true addresses',
  },
  'mirror-lacks-family': {
    expected: 'an {family} address too, since the origin publishes one',
    remedy: 'without it, pupils who come by {family} stay on the platform that is down: add it',
  },
  'port-zero': {
    expected: 'a port from 1 to 65535',
    remedy: 'port 0 ("choose for me") is for rehearsals only',
  },
  'sms-name-not-gsm7': {
    expected: 'a name that the SMS alphabet (GSM-7) can write in 24 characters',
    remedy: 'replace what does not fit: {characters}',
  },
  'recover-too-soon': {
    expected: 'more than {fall} rounds (roundsToFall) for a return',
    remedy: 'one returns with more care than one leaves: raise roundsToRecover',
  },
  'votes-above-vantages': {
    expected: '{vantages} at most: the number of vantages',
    remedy: 'add a vantage under vantages, or lower votesToFall',
  },
  'shares-not-rising': {
    expected: 'shares that rise, each larger than the one before',
    remedy: 'for example [0.1, 0.5, 1]',
  },
  'shares-not-whole': {
    expected: 'a last share of 1: all visits come back',
    remedy: 'end the list with 1',
  },
  'zone-missing': {
    expected: 'a name under one of the zones of names.zones: {zones}',
    remedy: 'add its zone, or its answers cannot turn',
  },
  'hold-region-is-home': {
    expected: "another Region than Préau's home ({region})",
    remedy: "the hold must work while Préau's Region is down: change aws.holdRegion",
  },
  // What names publish.
  ...namesProblemWordsEn,
  // What an owner's own name server asks.
  ...updatesProblemWordsEn,
  ...pagesProblemWordsEn,
  // What the home on AWS, or its absence, asks.
  ...awsProblemWordsEn,
  // What the visit of a web site asks.
  ...recipeProblemWordsEn,
  // What evidence on a cause asks.
  ...causeProblemWordsEn,
};
