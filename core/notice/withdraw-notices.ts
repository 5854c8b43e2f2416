import { type Change, withNotice } from '../incident/change.ts';
import type { Incident } from '../incident/state.ts';
import type { NoticeStage } from './notice.ts';

const NOT_LEAVING: readonly NoticeStage[] = ['planning', 'waiting', 'held'];

/** Cancel whatever of an incident's notices has not begun to leave. */
export const withdrawNotices = (change: Change, { notices }: Incident): Change =>
  notices.reduce((so, id) => {
    const stage = so.state.notices[id]?.stage;
    return stage !== undefined && NOT_LEAVING.includes(stage)
      ? withNotice(so, id, { stage: 'cancelled' })
      : so;
  }, change);
