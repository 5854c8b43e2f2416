import { doctorPageWords } from './doctor-page-words.ts';
import type { DoctorWords } from './doctor-words.ts';

export const DOCTOR_WORDS_EN: DoctorWords = {
  description:
    'Look whether the AWS account, or without an aws section this machine, is ready; only reads',
  config: 'the configuration',
  contacts:
    'addresses that one notice may go to (those of the imported directory, if there is one)',
  askNetwork: 'ask DNS, platforms and mirrors too: delegations, certificates, time',
  wholeNumber: 'a whole number of 0 or more was expected.',
  heading: 'The account for {file}',
  checks: {
    account: 'Account',
    clock: 'Clock',
    mail: 'Mail',
    'mail-domain': 'Mail, domain',
    sms: 'SMS',
    quota: 'Health checks, quota',
    zones: 'Zones and names',
    holds: 'Holds',
    bootstrap: 'CDK',
    stacks: 'Stacks',
    alarms: 'Alarms elsewhere',
    health: 'Health checks',
    certificates: 'Certificates',
    'second-host': 'Second host',
    pushes: 'Browsers',
    heartbeat: 'Heartbeat',
  },
  states: { ok: 'well', warn: 'warning', fail: 'failure', unknown: 'unknown' },
  verdicts: {
    ok: 'All is well: deploy.',
    warn: 'Nothing stands against a deployment; read the warnings.',
    fail: 'Do not deploy yet: put right what is marked ✖.',
    unknown: 'Some could not be looked at; nothing that was seen stands against a deployment.',
  },
  findings: {
    'account-known': { found: '{account}, as {who}' },
    'account-other': {
      found: 'these credentials are those of {account}, the configuration is for {wanted}',
      do: 'Sign in to {wanted}, or correct aws.account.',
    },
    'clock-agrees': { found: 'within {seconds} s of AWS’s' },
    'clock-off': {
      found: '{seconds} s from AWS’s',
      do: 'Set this machine’s clock: beyond five minutes AWS refuses what it signs.',
    },
    'clock-untold': { found: 'AWS’s answer had no date' },
    'mail-ready': { found: 'SES sends {rate} a second, {quota} a day' },
    'mail-sandboxed': {
      found:
        'SES is in its sandbox in {region}: it writes to addresses of your own only, {quota} a day',
      do: 'Ask for production access in {region} (SES console, Account dashboard); it takes a day. No school would get a mail.',
    },
    'mail-off': {
      found: 'SES does not send in {region} (status {status})',
      do: 'Look at the SES console, Reputation metrics, and answer AWS there.',
    },
    'mail-rate-low': {
      found: 'SES sends {rate} a second, the configuration counts on {wanted}',
      do: 'Set notices.mailsPerSecond to {rate}, or ask for more (Service Quotas, SES).',
    },
    'mail-quota-low': {
      found:
        'SES sends {quota} a day; three notices to {mails} {mails, plural, =1 {address} other {addresses}} are {needed}',
      do: 'Ask for a higher daily quota (Service Quotas, SES).',
    },
    'mail-quota-short': {
      found: 'SES sends {quota} mails a day; a single notice is {mails}',
      do: 'Ask for a higher daily quota (Service Quotas, SES): some schools would hear nothing on the day.',
    },
    'mail-domain-ready': { found: '{domain} is verified and signed (DKIM)' },
    'mail-domain-to-come': {
      found:
        '{domain}: Preau-Home makes it; then publish its three CNAME records (outputs MailDkim…)',
    },
    'mail-domain-taken': {
      found: 'SES has {domain} already; Preau-Home makes it, and would be refused',
      do: 'Let notices come from a subdomain of their own (notices.from: preau@notices.{domain}), or delete the identity first.',
    },
    'mail-domain-missing': {
      found: 'SES does not know {domain}, which notices come from',
      do: 'Somebody deleted the identity of Preau-Home: create {domain} in SES with Easy DKIM, and publish its three CNAME records.',
    },
    'mail-domain-unverified': {
      found: '{domain} is not verified yet',
      do: 'Publish the records that SES shows for {domain}; it looks for 72 hours.',
    },
    'mail-domain-unsigned': {
      found: '{domain} does not sign its mails (DKIM: {status})',
      do: 'Turn Easy DKIM on for {domain}: large providers drop unsigned bulk mail.',
    },
    'mail-domain-key-short': {
      found: '{domain} is signed by a DKIM key of 1,024 bits; RFC 8301 advises 2,048',
      do: 'Give {domain} a key of RSA_2048_BIT in SES (Authentication, DomainKeys Identified Mail).',
    },
    'sms-unused': { found: 'not configured: notices go by mail' },
    'sms-ready': {
      found: 'production, sender {sender}, {limit} USD a month',
    },
    'sms-sandboxed': {
      found: 'SMS are in their sandbox ({tier}): ten numbers of your own and no other',
      do: 'Leave the sandbox (End User Messaging console, Account settings).',
    },
    'sms-calendar-over': {
      found:
        'the school calendar has ended, or soon does: without it no SMS leaves for schools of {zones}',
      do: 'Add the year under notices.schoolYears, or smsDays: every.',
    },
    'sms-limit-low': {
      found: '{limit} USD of SMS a month; the budget of one incident is {budget} EUR',
      do: 'Raise the monthly spending limit, or lower notices.budget.',
    },
    'sms-limit-short': {
      found: '{limit} USD of SMS a month; one incident would cost {forecast} EUR',
      do: 'Raise the monthly spending limit (AWS support, then the setting), or lower notices.budget: sending stops at the limit without a word.',
    },
    'sms-limit-tiny': {
      found: '{limit} dollar of SMS a month: a dozen of them',
      do: 'Ask support for a higher spending limit, then set it; sending stops at it.',
    },
    'sms-sender-missing': {
      found: 'the sender {sender} is not there for France',
      do: 'Request the sender ID {sender} for FR (End User Messaging, Sender IDs), and for overseas if you serve it.',
    },
    'sms-sender-untold': {
      found: 'SNS does not tell whether the sender {sender} may be used',
      do: 'Send yourself one, or use aws.sms: end-user-messaging.',
    },
    'quota-fits': { found: '{needed} needed, {others} by others, {limit} allowed' },
    'quota-exceeded': {
      found: '{needed} needed beside {others} by others, {limit} allowed',
      do: 'Ask for more (Service Quotas, Route 53, health checks), then set aws.healthChecks.',
    },
    'zone-delegated': { found: '{zone}: DNS leads to it' },
    'zone-not-delegated': {
      found: '{zone}: DNS leads to {told}, the zone is at {wanted}',
      do: 'Nothing turns before the parent zone lists {wanted}. Fill the zone first, then delegate.',
    },
    'zone-to-come': {
      found: '{zone}: not there, Preau-Zones makes it',
      do: 'Deploy Preau-Zones, put every other record of {zone} in it, then delegate.',
    },
    'zone-missing': {
      found: '{zone}: no hosted zone {id} in this account',
      do: 'Correct names.zones[].hostedZoneId, or leave it out to have the zone made.',
    },
    'zone-other': {
      found: '{zone}: the hosted zone {id} is of {other}',
      do: 'Correct names.zones[].hostedZoneId.',
    },
    'name-paired': { found: '{hostname}: its pair stands ({types}, TTL {ttl} s)' },
    'name-free': { found: '{hostname}: no record yet, Preau-Names makes its pair' },
    'name-plain': {
      found:
        '{hostname}: a plain record ({types}, TTL {ttl} s), which Route 53 keeps apart from pairs',
      do: 'Preau-Names would be refused: "preau adopt" makes the pair of it, and moves nobody.',
    },
    'holds-readable': { found: 'the account lets the bucket {bucket} be read' },
    'holds-shut': {
      found: 'account {account} blocks public access ({settings}): Route 53 can read no hold',
      do: 'S3 console, “Block Public Access settings for this account”: turn {settings} off; where the organisation demands it, ask there for an exception. Else Preau-Hold is refused, and every hold lets go.',
    },
    'bootstrap-ready': { found: 'ready in {regions}' },
    'bootstrap-missing': {
      found: 'no stack CDKToolkit in {regions}',
      do: 'npx cdk bootstrap aws://ACCOUNT/REGION for each. Where yours has another name, nothing.',
    },
    'bootstrap-old': {
      found: 'CDKToolkit is version {version} in {region}; the stacks ask for {wanted}',
      do: 'npx cdk bootstrap aws://ACCOUNT/{region}',
    },
    'stacks-all': { found: '{count}, all there and whole' },
    'stacks-none': { found: 'none of {count} is there yet' },
    'stacks-missing': { found: 'not there: {missing}', do: 'npx cdk deploy --all' },
    'stack-busy': { found: '{stack} in {region}: {status}', do: 'Wait for it to end.' },
    'stack-broken': {
      found: '{stack} in {region}: {status}',
      do: 'Read its events (aws cloudformation describe-stack-events), remedy, deploy again.',
    },
    'stack-drifted': {
      found: '{stack} in {region} was changed by hand',
      do: 'Compare in the CloudFormation console. Weights of names are Préau’s to change.',
    },
    'alarms-ready': { found: '{alarms}' },
    'alarms-to-come': { found: 'their stacks make them' },
    'alarm-missing': {
      found: '{alarm} is not in {region}: nobody would be told of these failures',
      do: 'npx cdk deploy {stack} -c config=preau.yaml',
    },
    'alarm-silent': {
      found: '{alarm} in {region} tells nobody: its actions were turned off',
      do: 'aws cloudwatch enable-alarm-actions --region {region} --alarm-names {alarm}; if it has none, deploy {stack} again.',
    },
    'alarm-rings': {
      found: '{alarm} rings in {region}',
      do: 'See its entry in docs/runbook.md.',
    },
    'health-none': { found: 'none deployed yet' },
    'health-well': { found: 'platforms: {count}, all well' },
    'health-origin-fails': {
      found: '{platform}: Route 53 cannot reach the origin; visitors are on the mirror',
      do: 'Let the checkers in through the firewall, and compare origin.expect with the page.',
    },
    'health-held': {
      found: '{platform}: a hold keeps visitors on the mirror',
      do: 'Is it meant? "preau release {platform}", or delete the hold: docs/operations.md.',
    },
    'health-no-data': {
      found: '{platform}: no datapoint yet',
      do: 'Wait three minutes before the names are deployed; Preau-Names waits too.',
    },
    'certificates-unneeded': { found: 'none needed: nothing is served by CloudFront' },
    'certificate-ready': {
      found: '{hostname}: issued, {days} {days, plural, =1 {day} other {days}} left',
    },
    'certificate-to-come': { found: '{hostname}: none yet, Preau-Certificates asks for it' },
    'certificate-pending': {
      found: '{hostname}: {status}',
      do: 'It is issued once DNS leads to the zone with its validation record.',
    },
    'certificate-ends': {
      found: '{hostname}: {days} {days, plural, =1 {day} other {days}} left',
      do: 'ACM renews by itself while its CNAME record stands: put it back.',
    },
    ...doctorPageWords.en,
    'heartbeat-set': { found: 'asked every five minutes while all is well' },
    'heartbeat-none': {
      found: 'nobody outside would notice that Préau is silent',
      do: 'Set watch.heartbeat.url to the address of a watcher outside AWS.',
    },
    'not-allowed': {
      found: 'these credentials may not look: {why}',
      do: 'Use a role with ReadOnlyAccess; docs/operations.md lists the actions.',
    },
    'no-answer': { found: '{why}', do: 'Try again; see health.aws.amazon.com.' },
  },
};
