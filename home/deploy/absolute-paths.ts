import { resolve } from 'node:path';
import type { Config } from '../../config/schema.ts';
import type { SmsReceiptsConfig } from '../../config/schema-sms.ts';
import { isWebAddress } from '../../core/mirror/web-address.ts';
import { targetAddress } from '../../core/mirror/target-address.ts';

/**
 * A configuration whose files and folders no longer depend on where a process stands.
 *
 * @param folder of the configuration: what its paths are relative to
 */
export function absolutePaths(config: Config, folder: string): Config {
  const at = (path: string): string => resolve(folder, path);
  const target = (text: string): string => {
    const address = targetAddress(text);
    return address.kind === 'folder' ? at(address.folder) : text;
  };
  const { names, schools, pages } = config;
  return {
    ...config,
    platforms: config.platforms.map((platform) => ({
      ...platform,
      ...(platform.accessLog !== undefined && { accessLog: at(platform.accessLog) }),
      ...(platform.mirror && {
        mirror: {
          ...platform.mirror,
          lessons: isWebAddress(platform.mirror.lessons)
            ? platform.mirror.lessons
            : at(platform.mirror.lessons),
          ...(platform.mirror.recipe !== undefined && { recipe: at(platform.mirror.recipe) }),
          ...(platform.mirror.publish && { publish: platform.mirror.publish.map(target) }),
        },
      }),
    })),
    vantages: config.vantages.map((vantage) => ({
      ...vantage,
      ...(vantage.agent && {
        agent: {
          ...vantage.agent,
          keyFile: at(vantage.agent.keyFile),
          ...(vantage.agent.caFile !== undefined && { caFile: at(vantage.agent.caFile) }),
        },
      }),
    })),
    names: {
      ...names,
      ...(names.rfc2136 && {
        rfc2136: {
          ...names.rfc2136,
          key: { ...names.rfc2136.key, secretFile: at(names.rfc2136.key.secretFile) },
        },
      }),
    },
    notices: absoluteNotices(config.notices, at),
    schools: {
      directories: schools.directories.map(at),
      contacts: schools.contacts.map(at),
      attachments: schools.attachments.map(at),
    },
    console: absoluteLogin(config.console, at),
    pages: {
      ...pages,
      folder: at(pages.folder),
      ...(pages.second !== undefined && { second: at(pages.second) }),
      webhooks: pages.webhooks.map((webhook) => ({
        ...webhook,
        ...(webhook.secretFile !== undefined && { secretFile: at(webhook.secretFile) }),
      })),
    },
  };
}

type At = (path: string) => string;

const absoluteLogin = ({ login, ...rest }: Config['console'], at: At): Config['console'] =>
  login === undefined ? rest : { ...rest, login: { ...login, secretFile: at(login.secretFile) } };

function absoluteNotices(notices: Config['notices'], at: At): Config['notices'] {
  const { smtp, bounces, sms } = notices;
  return {
    ...notices,
    ...(smtp?.dkim && {
      smtp: { ...smtp, dkim: { ...smtp.dkim, keyFile: at(smtp.dkim.keyFile) } },
    }),
    ...(bounces && { bounces: { ...bounces, maildir: at(bounces.maildir) } }),
    ...(sms && {
      sms: {
        ...absoluteReceipts(sms, at),
        ...(sms.fallback && { fallback: absoluteReceipts(sms.fallback, at) }),
      },
    }),
  };
}

/** Of a gateway that tells what became of its messages. */
const absoluteReceipts = <Gateway extends { readonly receipts?: SmsReceiptsConfig }>(
  gateway: Gateway,
  at: At,
): Gateway => {
  const { receipts } = gateway;
  if (receipts?.secretFile === undefined) return gateway;
  return { ...gateway, receipts: { ...receipts, secretFile: at(receipts.secretFile) } };
};
