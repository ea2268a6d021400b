import { mustLinkTo, mustNotHoldPersonalData, textOf, type RobotMessage } from './robot-message';

const LINK = 'https://benfu.example/projects/project_01h455vb4pex5vsknk084sn02q';
const message = (part: Partial<RobotMessage> = {}): RobotMessage => ({
  title: '任务书将于 3 日后到期',
  lines: [
    { about: 'project', text: '电池级碳酸锂反应结晶精制' },
    { about: 'due', text: '2025-10-20' },
  ],
  link: LINK,
  ...part,
});

describe('a message', () => {
  it('is a text with a line for each thing it names, and its link at the end', () => {
    const due = ['项目：电池级碳酸锂反应结晶精制', '截止：2025-10-20', LINK];
    expect(textOf(message(), 2_048).split('\n')).toEqual(['任务书将于 3 日后到期', ...due]);
    expect(textOf(message({ locale: 'en', title: 'Due' }), 2_048)).toContain('\nProject：电池级');
  });

  it('keeps its link however long the rest is', () => {
    const lines = [{ about: 'project', text: '锂🔋'.repeat(3_000) }] as const;
    const text = textOf(message({ lines }), 2_048);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2_048);
    expect(text.endsWith(`…\n${LINK}`)).toBe(true);
  });

  it('has no line that a name begins, and calls nobody', () => {
    const lines = [{ about: 'project', text: 'a\n截止：2030-01-01\u2028b<@all>\u202ecba' }] as const;
    expect(textOf(message({ lines }), 2_048).split('\n')[1]).toBe('项目：a 截止：2030-01-01 b＜@all> cba');
  });

  it.each([
    ['title', { title: '请联系 13812345678' }],
    ['organisation', { lines: [{ about: 'organisation', text: '张三 zhang@test.example' }] }],
    ['project', { lines: [{ about: 'project', text: '63010219900307123X' }] }],
    ['link', { link: 'https://benfu.example/?who=zhang%40test.example' }],
    ['link', { link: 'https://benfu.example/?phone=13812345678' }],
  ] as [string, Partial<RobotMessage>][])('must not hold personal data in its %s', (field, part) => {
    expect(() => mustNotHoldPersonalData(message(part))).toThrow(
      expect.objectContaining({ code: 'robots.personal-data', at: [field] }),
    );
  });

  it('may name organisations, projects and days', () => {
    expect(() => mustNotHoldPersonalData(message())).not.toThrow();
  });

  it.each([
    'https://evil.example/',
    'https://benfu.example.evil.example/',
    'http://benfu.example/',
    'javascript:alert(1)',
    '/projects',
    'https://benfu.example/ https://evil.example/',
    `https://benfu.example/${'x'.repeat(1_000)}`,
  ])('does not link to %s', (link) => {
    expect(() => mustLinkTo('https://benfu.example', message({ link }))).toThrow(
      expect.objectContaining({ code: 'robots.link' }),
    );
  });

  it('links to the platform', () => {
    expect(() => mustLinkTo('https://benfu.example', message())).not.toThrow();
  });
});
