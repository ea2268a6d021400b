import { randomUUID } from 'node:crypto';
import type { TestApp } from '../../../test/support/app';
import type { GroupRobots } from '../../../test/support/group-robots';
import { newId } from '../../kernel/ids';
import { sha256 } from '../../kernel/sealed';
import { SecretBox } from '../../kernel/secret-box';
import { placeOf, Robot } from './robot';
import type { RobotKind } from './robot.lifecycle';

/** A robot of the bureau in the records, and its group on the servers; gives its id and its key there. */
export async function aRobot(
  app: TestApp,
  servers: GroupRobots,
  kind: RobotKind,
  organisationId: string | null = null,
): Promise<{ robotId: string; key: string; secret: string }> {
  const [id, key, secret] = [newId(new Date()), randomUUID(), `SEC${randomUUID()}`];
  const webhook = kind === 'WECOM' ? servers.wecom(key) : servers.dingtalk(key, secret);
  const box = app.get(SecretBox);
  await app.dataSource.manager.insert(Robot, {
    ...{ id, kind, name: '测试群', organisationId, keyEnding: key.slice(-4), addedAt: new Date() },
    sealedWebhook: box.seal(webhook, placeOf(id, 'webhook')),
    sealedSecret: kind === 'WECOM' ? null : box.seal(secret, placeOf(id, 'secret')),
    webhookHash: sha256(webhook),
  });
  return { robotId: id, key, secret };
}
