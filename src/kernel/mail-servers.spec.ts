import { type Unruliness, UnrulyMailbox } from '../../test/support/unruly-mailbox';
import { type Mail, Mailer, messageIdOf } from './mail';

const mail = (key: string): Mail => ({
  ...{ to: 'bureau@xining.example', subject: '月对接提醒', text: '盐湖所' },
  messageId: messageIdOf(key),
});
/** For servers that keep silent; the others are given the usual time, which they do not use. */
const HASTY = { connectionTimeout: 300, greetingTimeout: 300, socketTimeout: 300, sendTimeout: 900 };

let mailbox: UnrulyMailbox;
let mailer: Mailer;

const open = async (how?: Unruliness, timeouts: object = {}): Promise<void> => {
  mailbox = await UnrulyMailbox.open(how);
  connect(timeouts);
};
const connect = (timeouts: object): void => {
  const settings = { smtpUrl: mailbox.url, mailFrom: 'benfu@xining.example', outboxDirectory: '/nowhere' };
  mailer = new Mailer({ ...settings, timeouts });
};
const failure = (key: string): Promise<string> =>
  mailer.send(mail(key)).then(
    () => 'taken',
    (error: unknown) => String(error),
  );

afterEach(async () => {
  mailer.close();
  await mailbox.close();
});

it('takes a message from us while it behaves', async () => {
  await open();
  await mailer.send(mail('one'));
  expect(mailbox.kept).toEqual([expect.stringContaining(messageIdOf('one'))]);
});

it('that greylists is told of as a failure, and takes the next attempt', async () => {
  await open('greylists');
  expect(await failure('one')).toContain('451');
  expect(mailbox.kept).toEqual([]);
  await mailer.send(mail('one'));
  expect(mailbox.kept).toEqual([expect.stringContaining(messageIdOf('one'))]);
});

describe.each([
  ['away', /421/, {}],
  ['leaves', /421/, {}],
  ['silent', /Error/, HASTY],
  ['falls-silent', /Error/, HASTY],
  ['cuts-before-yes', /Error/, {}],
] as [Unruliness, RegExp, object][])('a server: %s', (how, said, timeouts) => {
  it('is told of as a failure in time, and takes the message once it behaves', async () => {
    await open(how, timeouts);
    const start = performance.now();
    expect(await failure('one')).toMatch(said);
    expect(performance.now() - start).toBeLessThan(5_000);
    mailbox.how = undefined;
    if (timeouts === HASTY) {
      mailer.close();
      connect({});
    }
    const before = mailbox.kept.length;
    // One attempt is one copy at most.
    expect(before).toBeLessThanOrEqual(1);
    await mailer.send(mail('one'));
    expect(mailbox.kept.length - before).toBe(1);
    // Whatever it kept of earlier attempts is the same message to whoever reads it.
    for (const kept of mailbox.kept) expect(kept).toContain(messageIdOf('one'));
  });
});

it('that hangs up right after its yes has taken the message, once, and takes the next', async () => {
  await open('cuts-after-yes');
  await mailer.send(mail('one'));
  await mailer.send(mail('two'));
  const ids = mailbox.kept.map((kept) => /^message-id: (.*)$/im.exec(kept)![1]);
  expect(ids).toEqual([messageIdOf('one'), messageIdOf('two')]);
});

it('gives up a message for good: nothing goes out after the call has failed', async () => {
  await open('silent', { sendTimeout: 200 });
  expect(await failure('one')).toMatch(/abort|timeout/i);
  mailbox.how = undefined;
  mailer.close();
  connect({});
  await mailer.send(mail('two'));
  expect(mailbox.kept).toHaveLength(1);
  expect(mailbox.kept[0]).toContain(messageIdOf('two'));
});
