/**
 * Names of parameters that prove who asks, or let whoever has them in. A mirror is public and signed: it
 * holds none of them, in no name, alias or address.
 */
const SECRETS: readonly string[] = [
  'access_key',
  'access_token',
  'accesstoken',
  'api_key',
  'apikey',
  'auth',
  'auth_token',
  'authkey',
  'authorization',
  'authtoken',
  'awsaccesskeyid',
  'client_secret',
  'exporttoken',
  'id_token',
  'jwt',
  'key-pair-id',
  'logintoken',
  'passwd',
  'password',
  'privatetoken',
  'pwd',
  'refresh_token',
  'secret',
  'session_id',
  'sessionid',
  'sid',
  'sig',
  'signature',
  'token',
  'usertoken',
  'wstoken',
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-expires',
  'x-amz-security-token',
  'x-amz-signature',
  'x-amz-signedheaders',
  'x-goog-algorithm',
  'x-goog-credential',
  'x-goog-date',
  'x-goog-expires',
  'x-goog-signature',
  'x-goog-signedheaders',
];

/**
 * Names of parameters that say who asks, in what language or from where, never which lesson: whole
 * names, whatever their case. Those that begin with {@link IGNORED_PREFIX} are of them too.
 */
export const IGNORED_PARAMETERS: readonly string[] = [
  ...SECRETS,
  'fbclid',
  'gclid',
  'jsessionid',
  'lang',
  'phpsessid',
  'sesskey',
  'ticket',
];

/** Of the marks of a campaign. */
export const IGNORED_PREFIX = 'utm_';
