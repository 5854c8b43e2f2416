import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type NginxPlace, nginxFrame } from './nginx-conf.ts';

/** A folder that nginx serves as the embedded server does: over HTTPS, without a log. */
export interface ServedFolder {
  readonly root: string;
  readonly hostname: string;
  /** PEM. */
  readonly tls: { readonly key: string; readonly cert: string };
}

/** @param folder where the certificate is put */
export async function tlsConf(
  { root, hostname, tls }: ServedFolder,
  folder: string,
): Promise<(place: NginxPlace) => string> {
  await mkdir(folder, { recursive: true });
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  await writeFile(key, tls.key, { mode: 0o600 });
  await writeFile(cert, tls.cert);
  return (place) =>
    nginxFrame(
      place,
      `
  gzip on;
  gzip_types text/css application/javascript application/json image/svg+xml application/xml;
  server {
    listen 127.0.0.1:${place.port} ssl;
    server_name ${hostname};
    ssl_certificate ${cert};
    ssl_certificate_key ${key};
    access_log off;
    root ${root};
    location / { try_files $uri $uri/index.html $uri.html =404; }
  }`,
    );
}
