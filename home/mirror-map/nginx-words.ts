/**
 * A word of nginx's files, whatever is in it. nginx undoes a backslash before a quote, a backslash, and
 * the letters of blanks; the rest of it stands for itself between double quotes.
 */
export function nginxWord(text: string): string {
  const safe = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `"${safe}"`;
}

/**
 * The same where nginx puts in variables: it knows no way to write a dollar there, so that one
 * comes from a variable of our own.
 *
 * @param dollar the variable's name, without its dollar
 */
export const nginxText = (text: string, dollar: string): string =>
  nginxWord(text).replaceAll('$', `\${${dollar}}`);

/**
 * What nginx takes as one word of its files: a buffer of 4,096 bytes, less what may stand before it.
 *
 * @see NGX_CONF_BUFFER in https://github.com/nginx/nginx/blob/master/src/core/ngx_conf_file.c
 */
export const NGINX_WORD_MAX_BYTES = 3_900;
