import type { ParsedMail } from 'mailparser';
import { ALONE, NoticeStage, PLAIN, SERVING } from '../../../test/support/notices';
import type { Persona } from '../../../test/support/personas';
import { Settings } from '../../kernel/settings';
import { LetterWriter } from './letter-writer';
import { MuteTokens } from './mute';

let stage: NoticeStage;

beforeAll(async () => {
  stage = await NoticeStage.open();
});
beforeEach(() => stage.clear());
afterAll(() => stage.close());

const speak = async (who: Persona, language: string): Promise<void> =>
  void (await (
    await stage.app.as(who)
  ).mutate('mutation($i: SetMailProfileInput!) { setMailProfile(input: $i) { language } }', {
    i: { language },
  }));
const wishes = (): Promise<{ kind: string; mail: string }[]> =>
  stage.app.sql('SELECT kind, mail FROM notification_preferences ORDER BY kind');

describe('a mail', () => {
  it.each([
    ['ZH', '通知 甲', ['发生了：甲'], ['It happened']],
    ['EN', 'Notice 甲', ['It happened: 甲', 'Have a look:', 'you are in a test'], ['发生了']],
    ['BOTH', '通知 甲', ['发生了：甲', 'Notice 甲', 'It happened: 甲'], []],
  ])('is in the language of its recipient: %s', async (language, subject, there, absent) => {
    await speak('tju', language);
    await stage.tell(PLAIN, ['tju'], { title: '甲' });
    const [mail] = (await stage.deliver()) as [ParsedMail];
    expect(mail.subject).toBe(subject);
    for (const text of there) {
      expect(mail.text).toContain(text);
      expect(mail.html).toContain(text);
    }
    for (const text of absent) expect(mail.text + String(mail.html)).not.toContain(text);
  });

  it('says what happened, what to do next with its link, and why it came', async () => {
    await speak('tju', 'ZH');
    await stage.tell(PLAIN, ['tju'], { title: '甲' });
    const [{ text = '' }] = (await stage.deliver()) as [ParsedMail];
    const order = ['发生了：甲', '去看看：\n', '/needs/need_', '您在测试中', '不再接收“技术需求”邮件'];
    expect(order.map((part) => text.indexOf(part))).toEqual(
      [...order.map((part) => text.indexOf(part))].sort((a, b) => a - b),
    );
    expect(text.indexOf(order[0]!)).toBe(0);
    expect(text.split('\n').length).toBeLessThan(20);
  });

  it('shows what people wrote as text, and fetches nothing', async () => {
    const title = `<img src=x onerror="alert('1')"> & <b>甲</b>`;
    await stage.tell(PLAIN, ['tju'], { title });
    const [{ html }] = (await stage.deliver()) as [ParsedMail];
    expect(html).toContain(
      '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; &lt;b&gt;甲&lt;/b&gt;',
    );
    expect(html).not.toMatch(/<img|<b>|<script|<link|<iframe|url\(|src=["']/);
  });

  it('cannot be given a second header by a title', async () => {
    await stage.tell(PLAIN, ['tju'], { title: 'x\r\nBcc: rival@test.example' });
    const [mail] = (await stage.deliver()) as [ParsedMail];
    expect(mail.headers.has('bcc')).toBe(false);
  });

  it('that serves a decision offers no way to end it', async () => {
    await stage.tell(SERVING, ['tju']);
    const [mail] = (await stage.deliver()) as [ParsedMail];
    expect(mail.headers.has('list')).toBe(false);
    expect(mail.text).not.toContain('/notifications/mute');
  });

  it('has the same Message-ID at each attempt, and another for each letter', async () => {
    await stage.tell(ALONE, ['tju']);
    await stage.tell(ALONE, ['tju']);
    const before = (await stage.deliver()).map(({ messageId }) => messageId).sort();
    await stage.app.sql(`UPDATE letters SET state = 'PENDING', next_attempt_at = now() - interval '9 years'`);
    const after = (await stage.deliver()).map(({ messageId }) => messageId).sort();
    expect(after).toEqual(before);
    expect(new Set(after).size).toBe(2);
  });
});

describe('the link that ends mail', () => {
  const linkIn = (mail: ParsedMail): string => {
    const { unsubscribe } = mail.headers.get('list') as unknown as { unsubscribe: { url: string } };
    expect(mail.headerLines.find(({ key }) => key === 'list-unsubscribe-post')!.line).toBe(
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    );
    const { pathname, search } = new URL(unsubscribe.url);
    return stage.app.url + pathname + search;
  };

  it('shows what it would end when it is read, and ends it by POST, of these kinds alone', async () => {
    await stage.tell(PLAIN, ['tju']);
    const [mail] = (await stage.deliver()) as [ParsedMail];
    const link = linkIn(mail);
    expect(mail.text).toContain(new URL(link).search);
    for (const method of ['GET', 'HEAD']) expect((await fetch(link, { method })).status).toBe(200);
    const page = await (await fetch(link, { headers: { 'accept-language': 'en' } })).text();
    expect(page).toContain('No more mail about these?');
    expect(page).toContain('<li>needs</li>');
    for (const personal of ['tju', '测试', new URL(link).searchParams.get('token')!])
      expect(page).not.toContain(personal);
    expect(await wishes()).toEqual([]);
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    for (let click = 0; click < 2; click++) {
      const done = await fetch(link, { method: 'POST', body });
      expect([done.status, done.headers.get('cache-control')]).toEqual([200, 'no-store']);
      expect(await wishes()).toEqual([{ kind: 'NEEDS', mail: 'NEVER' }]);
    }
    await stage.tell(PLAIN, ['tju']);
    await stage.tell(ALONE, ['tju']);
    expect(await stage.deliver()).toHaveLength(1);
  });

  it('is refused where it is forged, cut or longer, and ends nothing that serves a decision', async () => {
    const { accountId } = await stage.app.personas.account('tju');
    const token = stage.app.get(MuteTokens).sign({ accountId, kinds: ['NEEDS'] });
    const [said, seal] = token.split('.') as [string, string];
    const other = Buffer.from(`${accountId},LIAISON`).toString('base64url');
    for (const forged of [`${other}.${seal}`, said, `${said}.`, `${token}a`, `${token}.x`, '', '.']) {
      for (const method of ['GET', 'POST']) {
        const url = `${stage.app.url}/notifications/mute?token=${encodeURIComponent(forged)}`;
        expect([forged, (await fetch(url, { method })).status]).toEqual([forged, 403]);
      }
    }
    const served = stage.app.get(MuteTokens).sign({ accountId, kinds: ['DECISIONS', 'ACCOUNT'] });
    await fetch(`${stage.app.url}/notifications/mute?token=${served}`, { method: 'POST' });
    expect(await wishes()).toEqual([]);
  });
});

describe('a recipient', () => {
  it('who may not know of the record any more is not sent it', async () => {
    const tju = await stage.app.personas.organisation('tju');
    const subjectId = await stage.anotherNeed('CONFIDENTIAL', [tju]);
    await stage.tell(PLAIN, ['tju'], { subjectId });
    await stage.app.sql(`UPDATE needs SET disclosed_to = '{}' WHERE id = $1`, [subjectId]);
    await stage.tell(PLAIN, ['enterprise'], { subjectId });
    expect((await stage.deliver()).map(({ to }) => [to].flat()[0]!.text)).toEqual([
      'enterprise@test.example',
    ]);
    expect(await stage.states()).toEqual(['POSTED LAPSED', 'POSTED SENT']);
  });

  it('whose letter cannot even be written costs its attempts, each with a receipt, and holds up nobody', async () => {
    const writer = stage.app.get(LetterWriter);
    writer.withCalendar(ALONE.code, () => {
      throw new Error('no such calendar');
    });
    await stage.tell(ALONE, ['tju']);
    await stage.tell(PLAIN, ['enterprise']);
    expect(await stage.deliver()).toHaveLength(1);
    expect(await stage.app.sql('SELECT error FROM letter_attempts ORDER BY error NULLS LAST')).toEqual([
      { error: 'no such calendar' },
      { error: null },
    ]);
    writer.withCalendar(ALONE.code, () => undefined);
    stage.app.clock.advance({ seconds: 60 });
    expect(await stage.deliver()).toHaveLength(1);
  });
});

describe('what could not be delivered', () => {
  const FAILED = `{ failedDeliveries { id kind channel recipient to dueAt state attempts sentAt error receipts { at error } } }`;
  const RETRY = 'mutation($ids: [ID!]!) { retryDeliveries(ids: $ids) }';

  beforeEach(async () => {
    await stage.app.sql(
      `INSERT INTO settings (key, value) VALUES ('mail.attempts', 2) ON CONFLICT DO NOTHING`,
    );
    await stage.app.get(Settings).refresh();
  });

  it('is seen by the bureau with its receipts, and sent when the bureau asks for it', async () => {
    await stage.tell(PLAIN, ['tju'], { title: '甲' });
    await stage.tell(PLAIN, ['tju'], { title: '乙' });
    await stage.mailbox.down();
    await stage.deliver();
    stage.app.clock.advance({ seconds: 20 });
    await stage.deliver();
    const bureau = await stage.app.as('bureau');
    const { failedDeliveries: failed } = await bureau.query(FAILED);
    expect(failed).toMatchObject([
      { kind: 'NEEDS', channel: 'MAIL', to: 'tju@test.example', state: 'FAILED', attempts: 2, sentAt: null },
      { kind: 'NEEDS', recipient: '测试 tju' },
    ]);
    expect(failed[0].error).toContain('ECONNREFUSED');
    expect(failed[0].receipts).toHaveLength(2);
    const tju = await stage.app.as('tju');
    await tju.refused('FORBIDDEN', FAILED);
    await tju.refused('FORBIDDEN', RETRY, { ids: [failed[0].id] });
    await stage.mailbox.up();
    expect(await bureau.query(RETRY, { ids: [failed[0].id] })).toEqual({ retryDeliveries: 1 });
    expect(await bureau.query(RETRY, { ids: [failed[0].id] })).toEqual({ retryDeliveries: 0 });
    const [mail] = (await stage.deliver()) as [ParsedMail];
    expect(mail.text).toContain('甲');
    expect(mail.text).toContain('乙');
    expect((await bureau.query(FAILED)).failedDeliveries).toEqual([]);
    const told = await stage.app.sql(
      `SELECT topic, count(*)::int AS n FROM facts WHERE topic IN ('notification.failed', 'notification.retried') GROUP BY 1 ORDER BY 1`,
    );
    expect(told).toEqual([
      { topic: 'notification.failed', n: 1 },
      { topic: 'notification.retried', n: 1 },
    ]);
    expect(await stage.app.sql('SELECT count(*)::int AS n FROM letter_attempts')).toEqual([{ n: 3 }]);
  });
});
