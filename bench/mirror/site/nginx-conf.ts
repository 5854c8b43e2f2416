import { lessonAddress } from './addresses.ts';
import type { LessonSite } from './write-site.ts';

/** Where one nginx of the bench listens and writes. */
export interface NginxPlace {
  /** Its own: pid, logs, bodies. */
  readonly folder: string;
  readonly port: number;
}

export const ACCESS_LOG = 'access.log';

/**
 * What every nginx here has in common: one process, which is the worker, so that none outlives
 * another. The log: status, bytes sent, method, address, time.
 */
export const nginxFrame = ({ folder }: NginxPlace, http: string): string => `
master_process off;
daemon off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log warn;
events { worker_connections 1024; }
http {
  log_format bench '$status\\t$bytes_sent\\t$request_method\\t$request_uri\\t$msec';
  access_log ${folder}/${ACCESS_LOG} bench;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  types {
    text/html html; text/css css; application/javascript js mjs; application/json json; image/svg+xml svg;
    image/jpeg jpg; image/png png; image/webp webp; image/avif avif; font/woff2 woff2;
    application/pdf pdf; application/xml xml; text/plain txt;
  }
  sendfile on;
  tcp_nopush on;
  server_tokens off;
${http}
}
`;

/** The site as its platform serves it: redirects, numbers in the query, and a calendar without end. */
export function siteConf(site: LessonSite, place: NginxPlace): string {
  const turns = site.redirected.map(
    (lesson) => `    /r/${lesson} "${site.origin}${lessonAddress(lesson)}";`,
  );
  return nginxFrame(
    place,
    `
  gzip on;
  gzip_types text/css application/javascript image/svg+xml application/xml;
  map_hash_max_size 65536;
  map $uri $lesson_address {
    default "";
${turns.join('\n')}
  }
  server {
    listen 127.0.0.1:${place.port};
    root ${site.folder};
    index index.html;
    error_page 404 /404.html;
    location /r/ {
      if ($lesson_address = "") { return 404; }
      return 302 $lesson_address;
    }
    location = /mod/page/view.php { try_files /mod/page/view/$arg_id.html =404; }
    location = /login/logout.php { return 302 ${site.origin}/login/; }
    location /login/ { try_files /login/page.html =404; }
    location /calendar/ {
      default_type "text/html; charset=utf-8";
      return 200 '<!doctype html><title>Agenda</title><h1>Agenda</h1><a href="/calendar/view.php?time=\${arg_time}1">Plus tard</a>';
    }
  }`,
  );
}

/** Files of a mirror as a hoster serves a folder: each name, its folder, or the name with its ending. */
export const folderConf = (root: string, place: NginxPlace): string =>
  nginxFrame(
    place,
    `
  server {
    listen 127.0.0.1:${place.port};
    root ${root};
    absolute_redirect off;
    location / { try_files $uri $uri/index.html $uri.html =404; }
  }`,
  );
