import { Injectable } from '@nestjs/common';
import { allTopics, type FactRow, type Topic } from '../../kernel/facts';
import { On } from '../../kernel/job-registry';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { spokesmen } from '../accounts';
import { notice, Notifier, notificationFailed, type Notice } from '../notifications';
import { OFFICERS, roundOf, shownOf, titleOf } from './audiences';
import { HEARD, type Hearing } from './heard';

const PATHS: Record<string, string> = {
  ...{
    need: '/needs',
    achievement: '/achievements',
    interest: '/interests',
    round: '/rounds',
    org: '/organisations',
  },
  ...{
    account: '/people',
    application: '/applications',
    project: '/projects',
    review: '/reviews',
    panel: '/panels',
  },
};

const why = {
  zh: '您收到此通知，因为此事涉及您、您的单位或您的职责。',
  en: 'You receive this because it concerns you, your organisation or your duties.',
};

/** What is heard, by topic. */
const BY_TOPIC = new Map<string, { readonly hearing: Hearing; readonly notice: Notice }>(
  HEARD.map((hearing) => {
    const { topic, kind, title, text, next } = hearing;
    const prefix = topic.split('.')[0]!;
    const path = PATHS[prefix === 'organisation' ? 'org' : prefix] ?? `/${prefix}s`;
    return [topic, { hearing, notice: notice(`news.${topic}`, { kind, path, title, text, next, why }) }];
  }),
);

/** A topic by its name; a name that nobody declared stops the start. */
function topicOf(name: string): Topic<unknown> {
  const topic = allTopics().get(name);
  if (!topic) throw new Error(`no such topic: ${name}`);
  return topic;
}

/** Officers are told what could not be delivered. */
const undelivered = notice('news.notification.failed', {
  kind: 'DELIVERY',
  path: '/deliveries',
  title: { zh: '通知未能送达：{recipient}', en: 'Not delivered: {recipient}' },
  text: {
    zh: '发给 {recipient} 的通知多次尝试后仍未送达：{error}',
    en: 'A notice to {recipient} could not be delivered, however often it was tried: {error}',
  },
  next: {
    zh: '另行联系，或在投递失败列表中重试：',
    en: 'Reach them another way, or try again from the list of failures:',
  },
  why: { zh: '您收到此通知，因为您在科技局工作。', en: 'You receive this as an officer of the bureau.' },
});

/** What is looked up of a fact: what its record is called, what it belongs to, and the record itself. */
interface About {
  readonly title: string | null;
  readonly scopeId: string | null;
  readonly type: string;
  readonly id: string;
}

/** Turns facts into what people are told, as the table says. */
@Injectable()
export class News {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly notifier: Notifier,
  ) {}

  @On(HEARD.map(({ topic }) => topicOf(topic)))
  async hear(fact: FactRow): Promise<void> {
    const { hearing, notice: told } = BY_TOPIC.get(fact.topic)!;
    const [found] = await this.uow.query<About>(
      sql`SELECT ${titleOf(fact)} AS title, ${roundOf(fact)} AS "scopeId", ${shownOf(fact)}`,
    );
    const { title, scopeId, ...subject } = found!;
    const note = hearing.text.zh.includes('{note}') ? { note: fact.note ?? '—' } : {};
    await this.notifier.tell(told, {
      key: `news/${fact.id}`,
      subject,
      words: { title: title ?? '', ...note },
      scopeId,
      to: sql`SELECT * FROM (${hearing.to(fact)}) heard WHERE heard.account_id IS DISTINCT FROM ${fact.actorId}::uuid`,
    });
  }

  /** What a robot did not deliver goes to its owners as mail, to those of them who have not been told anyway. */
  private instead(notificationId: string): Promise<number> {
    return this.notifier.tellAll(sql`
      SELECT n.code, left(n.key, -37) AS key, owner.account_id, NULL::uuid AS robot_id, n.organisation_id, n.subject_type,
             n.subject_id, n.scope_id, n.words || jsonb_strip_nulls(jsonb_build_object('organisation', o.name)) AS words,
             n.due_at
      FROM notifications n JOIN robots r ON r.id = n.robot_id LEFT JOIN organisations o ON o.id = r.organisation_id
      CROSS JOIN LATERAL (
        SELECT account_id FROM (${spokesmen(sql`r.organisation_id`)}) speaker
        UNION ALL
        SELECT id FROM accounts WHERE r.organisation_id IS NULL AND 'BUREAU_OFFICER' = ANY(roles)
      ) owner WHERE n.id = ${notificationId}`);
  }

  /** A failure to tell officers of failures is told to nobody. */
  @On(notificationFailed)
  async failed({ id: factId, subjectId, payload: { error } }: FactRow<{ error: string }>): Promise<void> {
    const [lost] = await this.uow.query<{ type: string; id: string; recipient: string }>(sql`
      SELECT n.subject_type AS type, n.subject_id AS id, coalesce(p.name, r.name) AS recipient FROM notifications n
        LEFT JOIN accounts a ON a.id = n.account_id LEFT JOIN people p ON p.id = a.person_id
        LEFT JOIN robots r ON r.id = n.robot_id
      WHERE n.id = ${subjectId} AND n.kind <> 'DELIVERY'`);
    if (!lost) return;
    await this.instead(subjectId);
    const { recipient, ...subject } = lost;
    const key = `news/${factId}`;
    await this.notifier.tell(undelivered, { key, subject, words: { recipient, error }, to: OFFICERS });
  }
}
