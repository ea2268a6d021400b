import { Notification } from '../../src/areas/notifications';
import { notificationTold } from '../../src/areas/notifications/notification.facts';
import type { Topic } from '../../src/kernel/facts';
import { newId } from '../../src/kernel/ids';
import type { TestApp } from './app';
import { VIEWERS, type Row, type Subject, type Viewer } from './matrix';
import { put } from './tenants';

/** What each was told is theirs alone, officers included; before it is told it is nobody's. */
export async function notifications(app: TestApp): Promise<Subject> {
  const rows: Row[] = [];
  for (const viewer of VIEWERS.filter((one): one is Exclude<Viewer, 'anonymous'> => one !== 'anonymous')) {
    const { accountId } = await app.personas.account(viewer);
    for (const state of ['POSTED', 'KEPT', 'PENDING']) {
      const [uuid, now] = [newId(new Date()), new Date()];
      const told = state !== 'PENDING';
      await put(app, Notification, {
        ...{
          id: uuid,
          kind: 'PROJECTS',
          code: 'signing.awaited',
          key: `tenants/${viewer}/${state}`,
          accountId,
        },
        ...{ subjectType: 'project', subjectId: newId(now), words: { title: '秘密的项目' }, state },
        ...{ dueAt: now, nextAt: now, toldAt: told ? now : null },
      });
      rows.push({ uuid, name: `notification ${viewer} ${state}`, seers: told ? [viewer] : [] });
    }
  }
  const topic = notificationTold as unknown as Topic<never>;
  return { prefix: 'notification', history: false, topic, rows, lists: [] };
}
