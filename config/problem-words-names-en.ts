import type { ProblemWords } from './problem-words.ts';
import type { namesProblemWordsFr } from './problem-words-names-fr.ts';

/** Problems with what protected names publish, written or found, in English. */
export const namesProblemWordsEn: {
  readonly [code in keyof typeof namesProblemWordsFr]: ProblemWords;
} = {
  'https-form': {
    expected: 'an HTTPS record as RFC 9460 writes it: priority (1 to 32767), target, parameters',
    remedy: 'for example \'1 . alpn="h2,h3"\', in apostrophes',
  },
  'https-alias': {
    expected: 'a priority of 1 or more: 0 is an alias, which leads past the mirror',
    remedy: 'write 1 and the target ".", the name itself',
  },
  'https-ech': {
    expected: 'a record without ech',
    remedy:
      'the mirror has no such key: a browser that keeps it would refuse the mirror; remove ech',
  },
  'https-key': {
    expected: 'only the parameters alpn, no-default-alpn, port, ipv4hint and ipv6hint',
    remedy: 'remove the others',
  },
  'https-leads-elsewhere': {
    expected: 'the target "." or this side\'s own name: {own}',
    remedy: 'another target would lead browsers elsewhere: write "."',
  },
  'https-hint-elsewhere': {
    expected: 'addresses (ipv4hint, ipv6hint) among those of this side',
    remedy: 'a browser follows them before all others: correct them, or remove them',
  },
  'mirror-lacks-https': {
    expected: 'an HTTPS record too, since the origin publishes one',
    remedy:
      "a browser that keeps the origin's would stay on the platform that is down: add mirror.https, for example '1 . alpn=\"h2\"'",
  },
  'origin-lacks-https': {
    expected: 'an HTTPS record too, since the mirror publishes one',
    remedy: 'add origin.https as the name publishes it, or remove mirror.https',
  },
  'https-beside-cname': {
    expected: 'no HTTPS record beside a CNAME, which is always alone',
    remedy: 'remove https: browsers ask the name that the CNAME leads to',
  },
  'cname-at-apex': {
    expected: "addresses: {zone} is a zone's own name, which cannot be a CNAME",
    remedy:
      "remove cname, and the origin's addresses are published; or protect a name under the zone, for example www.{zone}",
  },
  'cname-is-protected': {
    expected: 'a name that no platform protects',
    remedy: "that name turns: give the hoster's, which does not",
  },
  'mirror-target': {
    expected: 'a target to publish to',
    remedy:
      'a folder, s3://bucket/prefix?endpoint=…&region=…, rsync://host/module or user@host:path, without a secret: see docs/mirrors.md',
  },
  'mirror-tended-on-aws': {
    expected: 'either aws, or a mirror that this machine builds and publishes',
    remedy: 'on AWS functions build it each night: remove this setting',
  },
  'mirror-publish-without-every': {
    expected: 'mirror.every, since only what is built at intervals is published',
    remedy: 'add "every: 24h" for example, or publish by hand: preau mirror publish',
  },
  'mirror-same-network': {
    expected: "a mirror in another network than the origin's ({network})",
    remedy: 'what cuts that network off would take both: put the mirror elsewhere',
  },
  'name-absent': {
    expected: 'a name that its zone knows (answer of {server})',
    remedy:
      'correct the name, or have it published: by "preau start" on one machine, by the stack Preau-Names on AWS',
  },
  'name-unserved': {
    expected: 'an authoritative answer of {server}',
    remedy: "ask whether this server has the zone: correct the name's delegation, or --server",
  },
  'name-server-silent': {
    expected: 'an answer of {server} for this name',
    remedy:
      'see whether it is up and can be reached from here by UDP; nothing is known of this name',
  },
  'name-authority-unknown': {
    expected: 'a name whose servers DNS tells',
    remedy: 'correct the name or its delegation, or give the server by --server',
  },
  'name-ttl-long': {
    expected: 'a TTL of 60 seconds at most ({type}, {server})',
    remedy:
      'beyond that, pupils stay on the platform that is down: lower it in the zone, a day before the name is adopted',
  },
  'name-publishes-address': {
    expected: 'every {type} address that the name publishes',
    remedy:
      'without a pair, whoever follows it would stay on the platform that is down: add them to origin and mirror, or remove them from the zone',
  },
  'name-publishes-https': {
    expected: 'the HTTPS record that the name publishes',
    remedy:
      'browsers follow it before addresses: add https to origin and mirror, or remove it from the zone',
  },
  'name-publishes-cname': {
    expected: 'the target of the CNAME by which the name is published',
    remedy: 'add "cname: {target}" to the origin, or publish the name by its addresses',
  },
  'name-not-cname': {
    expected: 'a CNAME of {target}, as the configuration says, and nothing beside it',
    remedy: 'remove origin.cname, or replace the {type} record in the zone',
  },
  'name-elsewhere': {
    expected: '{type} to the origin ({origin}) or the mirror ({mirror})',
    remedy:
      'the name leads elsewhere: correct the configuration, or the zone; see the adoption plan below, nothing is overwritten',
  },
  'origin-follows-protected': {
    expected: "an origin's name that follows no protected name",
    remedy:
      'it is a CNAME of {target}, which turns: probing the origin by it would deceive; give it its addresses',
  },
  'calendar-over': {
    expected:
      'a school calendar that reaches beyond today: without it no SMS leaves for schools of {zones}',
    remedy: 'add the year under notices.schoolYears, or smsDays: every',
  },
  'calendar-twice': {
    expected: 'each day once a kind: this one is at calendar{place} already',
    remedy: 'take one of the two out',
  },
  'calendar-day-off': {
    expected: 'a day with class somewhere: the official calendar knows of none that day',
    remedy: 'check the date; if it is right, leave it',
  },
  'resolvers-few': {
    expected: 'two resolvers, of two bodies: what pupils see comes through them',
    remedy:
      'for example "resolvers: [{example}]" (Quad9, DNS4EU), or your own network\'s; without them a fault of the resolver here may pass for a platform\'s',
  },
  'rounds-apart': {
    expected:
      'rounds {most} apart at most: health checks change their word after {health}, and Préau holds what they turned after two rounds',
    remedy:
      'lower watch.interval, or let health take longer (names.failureThreshold); else an origin that falls by its own visitors may be left and come back to once or twice before it is held',
  },
  'access-log-unread': {
    expected: 'no access log of {id}: a home on AWS reads none',
    remedy:
      'take it out, and name where it runs under its own "aws", for the counters of its load balancer; or look by hand: "preau logs summarise FILE"',
  },
};
