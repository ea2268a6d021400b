import { messages, refuser } from '../../kernel/messages';
import { sql } from '../../kernel/policy';
import { notice } from '../notifications';

export const refuse = refuser(
  messages({
    'signing.not-party': {
      zh: '该单位不是这个项目的参与方',
      en: 'The organisation is not a party of this project',
    },
  }),
);

/** A party has not signed a content that has stood still; `since` is a day in Asia/Shanghai. */
export const signatureWanted = notice('signing.awaited', {
  kind: 'PROJECTS',
  path: '/projects',
  title: { zh: '请签署联合项目：{title}', en: 'Your signature is awaited: {title}' },
  text: {
    zh: '联合项目《{title}》自 {since} 起内容未再变更，{organisation} 尚未签署。\n待签内容的哈希（SHA-256）：{hash}',
    en: 'The joint project “{title}” has not changed since {since}, and {organisation} has not signed it yet.\nHash of what is to be signed (SHA-256): {hash}',
  },
  next: { zh: '阅读并签署：', en: 'Read and sign:' },
  why: {
    zh: '您收到此通知，因为您可以代表{organisation}签署。同一内容只提醒一次。',
    en: 'You receive this because you may sign for {organisation}. It is said once for the same content.',
  },
  useful: () => sql`EXISTS (SELECT FROM projects u JOIN project_parties s ON s.project_id = u.id
    WHERE u.id = t.subject_id AND u.state = 'PROPOSED' AND u.content_hash = t.words->>'hash'
      AND s.organisation_id = t.organisation_id AND s.signed_at IS NULL)`,
});
