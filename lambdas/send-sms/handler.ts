import type { PerformSendSettings } from '../../app/perform/perform-send.ts';
import type { Sms } from '../../app/ports.ts';
import { createSendHandler, type SendChannelNeeds } from '../send-channel.ts';

export type SendSmsNeeds = Omit<SendChannelNeeds, 'settings' | 'ports'> & {
  readonly ports: Omit<SendChannelNeeds['ports'], 'mail'> & { readonly sms: Sms };
  readonly settings: PerformSendSettings;
};

/** The function behind the queue of SMS. */
export const createHandler = ({ settings, ...needs }: SendSmsNeeds) =>
  createSendHandler('send-sms', { ...needs, settings: async () => settings });
