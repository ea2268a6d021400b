import { AlertStage } from '../../../test/support/alerts';
import { MuteTokens } from './mute';

let stage: AlertStage;
let link: string;

const muted = async (): Promise<boolean[]> =>
  (await stage.app.sql<{ muted: boolean }>('SELECT muted FROM saved_searches ORDER BY kind DESC')).map(
    (row) => row.muted,
  );
const send = async (
  url: string,
  init: RequestInit = {},
): Promise<{ status: number; text: string; response: Response }> => {
  const response = await fetch(url, init);
  return { status: response.status, text: await response.text(), response };
};

/** A persona with a search of each kind, and the link that came in their mail, at this program's address. */
beforeAll(async () => {
  stage = await AlertStage.open();
  await stage.achievement();
  await stage.save('tju');
  await stage.save('tju', { kind: 'ACHIEVEMENTS_FOR_NEED' });
  await stage.need();
  const [mail] = await stage.mails(1);
  const list = mail!.headers.get('list') as unknown as { unsubscribe: { url: string } };
  expect(mail!.headerLines.find(({ key }) => key === 'list-unsubscribe-post')!.line).toBe(
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
  );
  const { pathname, search } = new URL(list.unsubscribe.url);
  expect(mail!.text).toContain(pathname + search);
  link = stage.app.url + pathname + search;
});
afterAll(() => stage.close());

describe('the link that ends mail', () => {
  it('changes nothing when it is read, and shows nothing of anybody', async () => {
    for (const method of ['GET', 'HEAD']) {
      const { status, response } = await send(link, { method });
      expect(status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    }
    const { text } = await send(link, { headers: { 'accept-language': 'en' } });
    expect(text).toContain('No more mail of these alerts?');
    expect(text).toContain('a new need fits your achievement');
    expect(text).toContain('<form method="post"><button>');
    const { personId, email } = await stage.app.personas.account('tju');
    for (const personal of [personId, email, '测试', 'person_', new URL(link).searchParams.get('token')!])
      expect(text).not.toContain(personal);
    expect(await muted()).toEqual([false, false]);
  });

  it('is refused where it is forged, cut, for another use or of another key', async () => {
    const token = new URL(link).searchParams.get('token')!;
    const { personId } = await stage.app.personas.account('rival');
    const [said, seal] = token.split('.') as [string, string];
    const other = Buffer.from(`${personId},NEEDS_FOR_ACHIEVEMENT`).toString('base64url');
    const access = (await (await stage.app.as('tju')).sent())['authorization']!.slice('Bearer '.length);
    for (const forged of [`${other}.${seal}`, said, `${said}.`, `${said}.${seal}a`, access, '', '.', '%00']) {
      for (const method of ['GET', 'POST']) {
        const { status, text } = await send(`${link.split('=')[0]}=${encodeURIComponent(forged)}`, {
          method,
        });
        expect([forged, status]).toEqual([forged, 403]);
        expect(text).toContain('此链接无效');
      }
    }
    const { status } = await send(`${link}&token=x`, { method: 'POST' });
    expect(status).toBe(403);
    expect(await muted()).toEqual([false, false]);
  });

  it('mutes its kind and no other by the button, without a sign-in, as often as one likes', async () => {
    const oneClick = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) };
    for (const init of [oneClick, { method: 'POST' }]) {
      const { status, text, response } = await send(link, init);
      expect(status).toBe(200);
      expect(text).toContain('已静音');
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(await muted()).toEqual([true, false]);
    }
    const facts = await stage.app.sql<{ actor: string }>(
      `SELECT actor_name AS actor FROM facts WHERE topic = 'search.muted'`,
    );
    expect(facts).toEqual([{ actor: '测试 tju' }]);
    await stage.need();
    expect(await stage.stored()).toHaveLength(1);
  });

  it('of a mail of both kinds mutes both', async () => {
    const { personId } = await stage.app.personas.account('tju');
    const token = stage.app
      .get(MuteTokens)
      .sign(personId, ['NEEDS_FOR_ACHIEVEMENT', 'ACHIEVEMENTS_FOR_NEED']);
    await send(`${link.split('=')[0]}=${token}`, { method: 'POST' });
    expect(await muted()).toEqual([true, true]);
  });
});
