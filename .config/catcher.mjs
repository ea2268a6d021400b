// A mail server and a server of group robots that keep what they are given: to see what people would have been told.
import { createServer } from 'node:http';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

const [smtpPort, httpPort] = [
  process.env.CATCHER_SMTP_PORT ?? '2525',
  process.env.CATCHER_HTTP_PORT ?? '2526',
].map(Number);
const caught = [];
const keep = (line) => {
  caught.push(line);
  console.log(line);
};

const mail = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData: (stream, _session, done) =>
    simpleParser(stream).then(({ to, subject }) => {
      keep(`mail   ${to.text}  ${subject}`);
      done();
    }, done),
});

/** Answers every robot as 企业微信 and 钉钉 do; GET shows what has come. */
const robots = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const isShown = request.method === 'GET';
  if (!isShown) keep(`robot  ${JSON.parse(Buffer.concat(chunks).toString()).text.content.split('\n')[0]}`);
  response.setHeader('content-type', 'application/json');
  response.end(isShown ? `${caught.join('\n')}\n` : '{"errcode":0,"errmsg":"ok"}');
});

mail.listen(smtpPort, '127.0.0.1', () =>
  robots.listen(httpPort, '127.0.0.1', () =>
    console.log(`smtp://127.0.0.1:${mail.server.address().port} http://127.0.0.1:${robots.address().port}`),
  ),
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
