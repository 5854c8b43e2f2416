import type { Claim } from '../../core/cause/signal.ts';

/**
 * What each kind of finding of a documented outage is called in the table of likelihoods. `null`
 * is known and weighs nothing; a kind that is not here is counted as unknown.
 */
type Kinds = Readonly<Record<string, string | null>>;

/** What a monitor would have seen from outside. */
export const PROBE_KINDS: Kinds = {
  dns_nxdomain: 'dns-nxdomain',
  dns_servfail: 'dns-failure',
  dns_timeout: 'dns-failure',
  // A page that answers says as much, and each such row does.
  dns_ok: null,
  tcp_refused: 'tcp-refused',
  tcp_reset: 'tcp-refused',
  tcp_timeout: 'net-timeout-everywhere',
  tls_expired: 'tls-invalid',
  tls_untrusted: 'tls-invalid',
  tls_handshake: 'tls-handshake',
  http_500: 'http-500',
  http_502: 'http-gateway',
  http_503: 'http-gateway',
  http_504: 'http-gateway',
  http_4xx: 'http-refused',
  http_200_error_page: 'http-error-page',
  queue_page: 'http-queue-page',
  slow: 'latency-knee',
  login_fail: 'auth-login-only',
  partial_ok: 'scope-partly-fine',
  unreachable: 'net-unreachable',
  packet_loss: 'net-loss-everywhere',
  flapping: 'scope-flapping',
  content_wrong: 'content-wrong',
  ok_elsewhere: 'scope-others-fine',
  closed_on_purpose: 'http-closed-page',
};

/** What the hoster's own page said. A denial is a person's word: it becomes a claim. */
export const HOSTER_KINDS: Kinds = {
  incident_same_hoster: 'hoster-incident',
  incident_other_scope: 'hoster-incident-elsewhere',
  none_reported: 'hoster-silent',
  third_party_incident: 'third-party-incident',
  maintenance_announced: 'hoster-maintenance',
  hoster_denies: null,
  not_public: null,
};

export const CALENDAR_KINDS: Kinds = {
  first_remote_day: 'calendar-crowd',
  result_publication: 'calendar-crowd',
  deadline: 'calendar-crowd',
  media_event: 'calendar-crowd',
  launch: 'calendar-crowd',
  census_or_vote: 'calendar-crowd',
  exam_window: 'calendar-exam',
  start_of_term: 'calendar-return',
  return_from_holiday: 'calendar-return',
  school_morning: 'calendar-school-morning',
  none: 'calendar-nothing',
};

/**
 * Changes are known to the operator, or afterwards. What could have been known from outside is
 * told elsewhere: an announced maintenance by the hoster's page, an expired certificate by the
 * probes. So they weigh nothing, whichever they are.
 */
export const CHANGE_KINDS: Kinds = {
  deploy: null,
  config_change: null,
  maintenance: null,
  cert_expiry: null,
  capacity_change: null,
  migration: null,
  none_known: null,
};

/** Who speaks, as a set names them. */
export const ROLE_OF: ReadonlyMap<string, Claim['role']> = new Map<string, Claim['role']>([
  ['owner', 'owner'],
  ['hoster', 'hoster'],
  ['vendor', 'vendor'],
  ['authority', 'authority'],
  ['police', 'police'],
  ['politician', 'politician'],
  ['press', 'press'],
  // An expert who was not there reads what the press reads.
  ['expert', 'press'],
  // A union reports what its members see, as the public does.
  ['union', 'public'],
  ['public', 'public'],
]);
