import { Robot } from '../../src/areas/robots';
import { robotKind } from '../../src/areas/robots/robot.kind';
import type { Topic } from '../../src/kernel/facts';
import { newId, publicId } from '../../src/kernel/ids';
import type { TestApp } from './app';
import type { Row, Subject, Viewer } from './matrix';
import { OFFICERS, OWNERS, put, statesOf, TOLD } from './tenants';

/** Robots of the enterprise, of tju and of the bureau, in every state: their own people and the bureau know of them. */
export async function robots(app: TestApp): Promise<Subject> {
  const enterprise = await app.personas.organisation('enterprise');
  const houses: readonly (readonly [string, string | null, readonly Viewer[]])[] = [
    ['enterprise', enterprise, OWNERS],
    ['tju', await app.personas.organisation('tju'), TOLD],
    ['bureau', null, []],
  ];
  const rows: Row[] = [];
  for (const state of statesOf('robot')) {
    for (const [house, organisationId, people] of houses) {
      const uuid = newId(new Date());
      const sealed = { keyEnding: 'aaaa', sealedWebhook: 'v1', sealedSecret: null, webhookHash: uuid };
      const told = { id: uuid, state, kind: 'WECOM', name: '秘密的群', organisationId, addedAt: new Date() };
      await put(app, Robot, { ...told, ...sealed });
      rows.push({ uuid, name: `robot ${state} of ${house}`, seers: [...people, ...OFFICERS] });
    }
  }
  const topic = robotKind.lifecycle.moves[0]!.fact as unknown as Topic<never>;
  const filters = [`organisationId: "${publicId('org', enterprise)}"`];
  const lists = [{ path: ['robots'], filters }];
  return { prefix: 'robot', one: 'robot', history: true, topic, rows, lists };
}
