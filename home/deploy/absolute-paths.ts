import { resolve } from 'node:path';
import type { Config } from '../../config/schema.ts';
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
  const { names, notices, schools, pages } = config;
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
    notices: {
      ...notices,
      ...(notices.smtp?.dkim && {
        smtp: {
          ...notices.smtp,
          dkim: { ...notices.smtp.dkim, keyFile: at(notices.smtp.dkim.keyFile) },
        },
      }),
    },
    schools: {
      directories: schools.directories.map(at),
      contacts: schools.contacts.map(at),
      attachments: schools.attachments.map(at),
    },
    pages: { ...pages, folder: at(pages.folder) },
  };
}
