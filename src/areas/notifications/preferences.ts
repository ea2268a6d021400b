import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { Clock, isTimeOfDay } from '../../kernel/clock';
import { newId, parseId } from '../../kernel/ids';
import { messages, refuser } from '../../kernel/messages';
import { Nodes } from '../../kernel/nodes';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import type { SetMailProfileInput, SetMailPreferenceInput } from './notifications.inputs';
import { SERVED, type NoticeKind } from './notice';
import { NotificationPreference, NotificationProfile } from './preference';

const refuse = refuser(
  messages({
    'notifications.served': {
      zh: '此类邮件用于送达决定或告知权限变化，不能关闭或延后',
      en: 'Mail of this kind serves decisions or tells of rights: it cannot be put off or switched off',
    },
    'notifications.scope': {
      zh: '只能为某个月对接系列或某个申报批次单独设置',
      en: 'Only a liaison series or a round can have a preference of its own',
    },
    'notifications.quiet': {
      zh: '免打扰时段须同时给出起止时间，且两者不同',
      en: 'Quiet hours need both a beginning and an end, and not the same',
    },
    'notifications.time': {
      zh: '“{value}” 不是有效的时间，应为 HH:mm',
      en: '“{value}” is not a time: write HH:mm',
    },
  }),
);

/** Records that a preference may be set for alone. */
const SCOPES = ['series', 'round'];

/** What people wish of the mail that they get. */
@Injectable()
export class Preferences {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly nodes: Nodes,
  ) {}

  /** What a person has set, the general before the particular; what is not there is IMMEDIATE. */
  of(accountId: string): Promise<NotificationPreference[]> {
    const [order, first] = [{ kind: 'ASC', scopeId: { direction: 'ASC', nulls: 'FIRST' } } as const, 200];
    return this.uow.manager.find(NotificationPreference, { where: { accountId }, order, take: first });
  }

  /** How a person wants all their mail. */
  async profile(accountId: string): Promise<NotificationProfile> {
    const found = await this.uow.manager.findOneBy(NotificationProfile, { accountId });
    const plain = { accountId, language: 'BOTH' as const, quietFrom: null, quietUntil: null };
    return found ?? Object.assign(new NotificationProfile(), plain);
  }

  /** Sets when mail of a kind is wanted, of all or of one series or round; null takes the setting back. */
  set(actor: Actor, { kind, mail, scopeId }: SetMailPreferenceInput): Promise<NotificationPreference[]> {
    return this.uow.run(async () => {
      const accountId = actor.accountId!;
      if (SERVED.includes(kind)) throw refuse('notifications.served', {}, ['input', 'kind']);
      const scope = scopeId ? await this.scope(actor, scopeId) : null;
      if (mail) await this.write(accountId, kind, mail, scope);
      else
        await this.uow.query(sql`
          DELETE FROM notification_preferences WHERE account_id = ${accountId} AND kind = ${kind}
            AND scope_id IS NOT DISTINCT FROM ${scope?.uuid ?? null}::uuid`);
      return this.of(accountId);
    });
  }

  /** No more mail of a kind, of nothing in it. */
  mute(accountId: string, kind: NoticeKind): Promise<void> {
    return this.uow.run(async () => {
      await this.uow.query(sql`
        DELETE FROM notification_preferences WHERE account_id = ${accountId} AND kind = ${kind}`);
      await this.write(accountId, kind, 'NEVER', null);
    });
  }

  /** Sets the language of mail and the hours in which none comes. */
  async setProfile(actor: Actor, input: SetMailProfileInput): Promise<NotificationProfile> {
    const [quietFrom, quietUntil] = [time(input, 'quietFrom'), time(input, 'quietUntil')];
    if ((quietFrom === null) !== (quietUntil === null) || (quietFrom !== null && quietFrom === quietUntil))
      throw refuse('notifications.quiet', {}, ['input', quietFrom === null ? 'quietFrom' : 'quietUntil']);
    const { accountId } = actor;
    await this.uow.run(() =>
      this.uow.query(sql`
        INSERT INTO notification_profiles (account_id, language, quiet_from, quiet_until)
        VALUES (${accountId}, ${input.language}, ${quietFrom}, ${quietUntil})
        ON CONFLICT (account_id) DO UPDATE SET language = excluded.language, quiet_from = excluded.quiet_from,
          quiet_until = excluded.quiet_until`),
    );
    return this.profile(accountId!);
  }

  private async scope(actor: Actor, scopeId: string): Promise<{ prefix: string; uuid: string }> {
    const scope = parseId(scopeId, 'scopeId');
    if (!SCOPES.includes(scope.prefix)) throw refuse('notifications.scope', {}, ['input', 'scopeId']);
    await this.nodes.get(actor, scope.prefix, scope.uuid, 'scopeId');
    return scope;
  }

  private async write(
    accountId: string,
    kind: NoticeKind,
    mail: string,
    scope: { prefix: string; uuid: string } | null,
  ): Promise<void> {
    await this.uow.query(sql`
      INSERT INTO notification_preferences (id, account_id, kind, scope_type, scope_id, mail)
      VALUES (${newId(this.clock.now())}, ${accountId}, ${kind}, ${scope?.prefix ?? null}, ${scope?.uuid ?? null}, ${mail})
      ON CONFLICT ON CONSTRAINT notification_preferences_key DO UPDATE SET mail = excluded.mail`);
  }
}

/** A time of day, HH:mm in Asia/Shanghai; refuses anything else. */
function time(input: SetMailProfileInput, field: 'quietFrom' | 'quietUntil'): string | null {
  const value = input[field] ?? null;
  if (value !== null && !isTimeOfDay(value)) throw refuse('notifications.time', { value }, ['input', field]);
  return value;
}
