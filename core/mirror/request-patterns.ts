/**
 * How requests are told by their looks, where no lesson answers. Sources of regular expressions
 * without regard to case, in what JavaScript, PCRE (nginx) and RE2 (Caddy) have in common, so that
 * every server that has the mirror's table tells them alike.
 */
export const REQUEST_PATTERNS = {
  /** Decoded paths under which learning platforms and their single sign-ons log people in. */
  login:
    '^/(?:login|signin|logout|connexion|auth|cas|sso|saml2?|oauth2?|oidc|shibboleth)\\b[a-z0-9._-]*(?:/|$)',
  /** No login, though it begins like one: authors and authentic things. */
  author: '^/auth(?:or|entif)',
  /** Decoded paths under which platforms answer programs. */
  program:
    '^/(?:api|rest|webservice|graphql|ws|lib/ajax|\\.well-known/openid-configuration)(?:/|$)',
  /** A query in which a single sign-on sends somebody to or fro. */
  saml: '(?:^|&)SAML(?:Request|Response)=',
  /** An Accept that asks for data … */
  data: '\\bapplication/(?:[a-z.-]+\\+)?json\\b',
  /** … unless a page will do. */
  page: 'text/html',
} as const;
