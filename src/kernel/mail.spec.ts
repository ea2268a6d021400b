import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { type Mail, Mailer, messageIdOf } from './mail';

const mail: Mail = {
  to: 'bureau@xining.example',
  subject: '月对接提醒：1 月 15 日 — Monthly liaison',
  text: '中国科学院青海盐湖研究所\n09:30',
  html: '<p>盐湖</p>',
  messageId: messageIdOf('meeting-1/D-7/mail/bureau@xining.example'),
};

let mailer: Mailer | undefined;
afterEach(() => mailer?.close());

describe('through SMTP', () => {
  const received: { recipients: string[]; mail: ParsedMail }[] = [];
  let answer: Error | null = null;
  let server: SMTPServer;
  let smtpUrl: string;

  beforeAll(async () => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onAuth: ({ username }, _session, done) => done(null, { user: username ?? '' }),
      onData(stream, session, done) {
        simpleParser(stream)
          .then((parsed) => {
            if (!answer)
              received.push({
                recipients: session.envelope.rcptTo.map(({ address }) => address),
                mail: parsed,
              });
            done(answer);
          })
          .catch(done);
      },
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.server.address() as { port: number };
    smtpUrl = `smtp://benfu:secret@127.0.0.1:${port}`;
  });
  afterAll(() => new Promise<void>((done) => server.close(done)));
  beforeEach(() => {
    received.length = 0;
    answer = null;
    mailer = new Mailer({
      smtpUrl,
      mailFrom: 'Benfu 奔赴 <benfu@xining.example>',
      outboxDirectory: '/nowhere',
    });
  });

  it('arrives as it was written, under an id that follows from its key', async () => {
    await mailer!.send(mail);
    const [{ mail: got, recipients }] = received as [(typeof received)[0]];
    expect(recipients).toEqual(['bureau@xining.example']);
    expect(got).toMatchObject({ subject: mail.subject, messageId: mail.messageId, html: '<p>盐湖</p>' });
    expect(got.text?.trim()).toBe(mail.text);
    expect(got.from?.value).toEqual([{ address: 'benfu@xining.example', name: 'Benfu 奔赴' }]);
    expect(got.headers.get('auto-submitted')).toBe('auto-generated');
    await mailer!.send({ ...mail, headers: { 'X-Kind': 'alert' } });
    expect(received[1]!.mail.headers.get('x-kind')).toBe('alert');
    expect(messageIdOf('a')).toBe(messageIdOf('a'));
    expect(messageIdOf('a')).not.toBe(messageIdOf('b'));
  });

  it('says so when the server refuses, and sends when it takes it again', async () => {
    answer = Object.assign(new Error('mailbox full'), { responseCode: 452 });
    await expect(mailer!.send(mail)).rejects.toThrow('452');
    answer = null;
    await mailer!.send(mail);
    expect(received).toHaveLength(1);
  });

  it.each([
    ['a second header in the subject', { subject: 'Hello\r\nBcc: rival@xining.example' }],
    ['a second header in the sender', { from: 'Benfu <a@xining.example>\r\nBcc: rival@xining.example' }],
    ['a second header in a header', { headers: { 'X-Kind': 'a\r\nBcc: rival@xining.example' } }],
    ['a second header in the id', { messageId: '<a@b>\r\nBcc: rival@xining.example' }],
  ])('never lets a text become a header: %s', async (_name, part) => {
    await mailer!.send({ ...mail, ...part });
    const [{ mail: got, recipients }] = received as [(typeof received)[0]];
    expect(recipients).toEqual(['bureau@xining.example']);
    expect(got.headers.has('bcc')).toBe(false);
  });

  it.each(['a@x.example,b@x.example', 'a@x.example\r\nBcc: b@x.example', 'A <a@x.example>', 'nobody', ''])(
    'sends to one plain address only: %j',
    async (to) => {
      await expect(mailer!.send({ ...mail, to })).rejects.toThrow('not one mail address');
    },
  );
});

it('throws when no server is there', async () => {
  const free: Server = createServer();
  const port = await new Promise<number>((done) =>
    free.listen(0, () => done((free.address() as { port: number }).port)),
  );
  await new Promise((done) => free.close(done));
  mailer = new Mailer({
    smtpUrl: `smtp://u:hunter2@127.0.0.1:${port}`,
    mailFrom: 'a@b.example',
    outboxDirectory: '/nowhere',
  });
  const error = await mailer.send(mail).catch((thrown: Error) => thrown);
  expect(String(error)).toContain('ECONNREFUSED');
  expect(String(error)).not.toContain('hunter2');
});

it('without a server leaves the message in a folder, once for each id', async () => {
  const outboxDirectory = await mkdtemp(join(tmpdir(), 'benfu-mail-'));
  mailer = new Mailer({ smtpUrl: undefined, mailFrom: 'benfu@xining.example', outboxDirectory });
  await mailer.send(mail);
  await mailer.send(mail);
  const files = await readdir(outboxDirectory);
  expect(files).toHaveLength(1);
  const kept = await simpleParser(await readFile(join(outboxDirectory, files[0]!)));
  expect(kept).toMatchObject({ subject: mail.subject, messageId: mail.messageId });
  await rm(outboxDirectory, { recursive: true });
});
