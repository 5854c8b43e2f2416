import type { Rung } from '../../../core/cause/cause.ts';
import type { NoticeContent } from '../../../core/notice/notice.ts';
import { TOLD_CAUSES } from '../../../core/notice/wording.ts';
import { epochMs, incidentId, platformId } from '../../../core/units.ts';

/** 6 April 2021, 08:42 in Paris, with the longest fill that the model texts were counted with. */
export const longest: NoticeContent = {
  phase: 'outage',
  platform: platformId('ent-ara'),
  platformName: 'ENT Auvergne-Rhône-Alpes',
  smsName: 'ENT Auvergne-Rhône-Alpes',
  incident: incidentId('ent-ara-20210406T064200Z'),
  reference: 'P-2104',
  fellAt: epochMs(Date.UTC(2021, 3, 6, 6, 42)),
  sheltered: true,
  mirrorUrl: 'https://secours.preau.example/ara',
  statusUrl: 'https://etat.preau.example/',
  cause: 'undetermined',
  rung: 'inconnue',
  open: [],
  facts: [],
  nextWordAt: epochMs(Date.UTC(2021, 3, 6, 7, 15)),
  recoveredAt: null,
  drill: false,
};

export const recovered: NoticeContent = {
  ...longest,
  phase: 'recovery',
  recoveredAt: epochMs(Date.UTC(2021, 3, 6, 8, 17)),
};

export const RUNGS: readonly Rung[] = ['inconnue', 'possible', 'probable', 'confirmée'];

/** Every phase, cause and rung that a notice may be asked for. */
export const allContents: readonly NoticeContent[] = [
  ...TOLD_CAUSES.flatMap((cause) =>
    RUNGS.flatMap((rung) =>
      [longest, recovered].flatMap((content) =>
        (['outage', 'cause', 'relapse', 'recovery', 'correction', 'drill'] as const).map(
          (phase): NoticeContent => ({
            ...content,
            phase,
            cause,
            rung,
            ...(phase === 'correction'
              ? { corrects: { cause: 'hosting', saidAt: content.fellAt, notice: 'first' } }
              : {}),
          }),
        ),
      ),
    ),
  ),
  ...(['suspended', 'undetermined'] as const).flatMap((cause) =>
    (['outage', 'cause', 'recovery', 'correction'] as const).map(
      (phase): NoticeContent => ({ ...recovered, phase, cause, rung: 'inconnue' }),
    ),
  ),
  { ...longest, about: 'login' },
];
