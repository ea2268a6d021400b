import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

/** The subjects of mail about meetings. */
export const ABOUT_MEETINGS = /^(月对接提醒|会议改期|会议取消|请提交纪要|未召开)：/;

/** A message that the server left without an answer. */
export interface Unanswered {
  /** The name under which its sender said hello. */
  readonly sender: string;
  readonly to: string;
}

/** When the server stops in a message: in the midst of it, or with all of it kept but its yes not said. */
type Stall = 'midst' | 'kept';

/** A mail server that keeps what it takes, can be away for a while, and can leave a message hanging. */
export class Mailbox {
  readonly mails: ParsedMail[] = [];
  /** `only`: messages whose subject does not match are taken, and forgotten. */
  constructor(private readonly only = /^/) {}

  private port = 0;
  private server: SMTPServer | undefined;
  private stall: { readonly at: Stall; readonly hung: (message: Unanswered) => void } | undefined;

  /** What SMTP_URL is set to; the same after a pause. */
  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** Starts it, at the same address as before. */
  async up(): Promise<this> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      closeTimeout: 100,
      onData: (stream, session, done) => void this.take(stream, session).then(() => done(), done),
    });
    server.on('error', () => undefined); // a client that was killed in the midst of a message
    await new Promise<void>((done) => server.listen(this.port, '127.0.0.1', done));
    this.port = (server.server.address() as AddressInfo).port;
    this.server = server;
    return this;
  }

  /** Ends it: who calls now is refused. */
  async down(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server) await new Promise<void>((done) => server.close(done));
  }

  /** Leaves the next message without an answer for ever; resolves when that has come. */
  stallNext(at: Stall): Promise<Unanswered> {
    return new Promise((hung) => (this.stall = { at, hung }));
  }

  /** The recipient of each message and the subject up to its colon, in order of the alphabet. */
  summary(): string[] {
    return this.mails.map(({ subject, to }) => `${[to].flat()[0]!.text} ${subject!.split('：')[0]!}`).sort();
  }

  private keep(mail: ParsedMail): void {
    if (this.only.test(mail.subject!)) this.mails.push(mail);
  }

  private async take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const { stall } = this;
    this.stall = undefined;
    if (stall?.at !== 'midst') this.keep(await simpleParser(stream));
    if (!stall) return;
    stall.hung({ sender: String(session.hostNameAppearsAs), to: session.envelope.rcptTo[0]!.address });
    await new Promise<never>(() => undefined);
  }
}
