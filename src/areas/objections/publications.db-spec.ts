import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';
import { statementCount } from '../../../test/support/statements';
import { publicId } from '../../kernel/ids';
import type { Application } from '../applications';
import { aDraft, moved, TO_NOTICE } from '../applications/application.testing';
import { revised } from '../programmes/programme.testing';

const FIELDS = `applicationId title leadUnit units leader grantedFunding noticeStartsOn noticeEndsOn workdaysLeft
  howToObject number approvedOn`;
const NOTICES = `query ($roundId: ID) { publicNotices(roundId: $roundId) { totalCount nodes { ${FIELDS} } } }`;
const LIST = `query ($roundId: ID!) { publicationList(roundId: $roundId) { totalCount nodes { ${FIELDS} } } }`;
const OBJECT = `mutation ($input: ObjectInput!) { objectToApplication(input: $input) {
  id kind evidence evidenceLinks dueOn } }`;

let app: TestApp;
const idOf = ({ id }: Application): string => publicId('application', id);
const notices = async (client: ApiClient, roundId?: string): Promise<Data[]> =>
  (await client.query<Data>(NOTICES, { roundId })).publicNotices.nodes;

beforeAll(async () => {
  app = await startApp({ now: '2025-10-13T10:00:00+08:00' });
  await revised(app, { 'applications.leader-projects': 100 });
});
afterAll(() => app.close());

describe('what everyone may read', () => {
  it('is the notices that run, with names and units alone and the working days that are left', async () => {
    const application = await moved(app, await aDraft(app), ...TO_NOTICE);
    await moved(app, await aDraft(app, ['enterprise', 'tju']), 'SUBMIT', 'ACCEPT', 'RECOMMEND');
    const stranger = app.anonymous();
    const [notice, ...others] = await notices(stranger);
    expect(others).toEqual([]);
    expect(notice).toMatchObject({
      ...{ applicationId: idOf(application), title: '碳酸锂联合攻关' },
      ...{ leadUnit: '青海测试锂盐有限公司', leader: null, grantedFunding: '3500000.00' },
      ...{ noticeStartsOn: '2025-10-13', noticeEndsOn: '2025-10-17', workdaysLeft: 5, number: null },
    });
    expect(notice!.units[0]).toBe('青海测试锂盐有限公司');
    expect(notice!.howToObject).toContain('2025-10-17');
    const round = publicId('round', application.roundId);
    expect(await notices(stranger, round)).toHaveLength(1);
    await stranger.refused('ids.wrong-type', NOTICES, { roundId: idOf(application) });
    app.clock.set('2025-10-17T23:00:00+08:00');
    expect((await notices(stranger))[0]!.workdaysLeft).toBe(1);
    // That somebody objected does not show.
    await (
      await app.as('rival')
    ).mutate(OBJECT, { input: { applicationId: idOf(application), text: '异议' } });
    expect(await notices(stranger)).toHaveLength(1);
    app.clock.set('2025-10-18T00:00:00+08:00');
    expect(await notices(stranger)).toEqual([]);
    expect((await stranger.query<Data>(LIST, { roundId: round })).publicationList.nodes).toEqual([]);
  });

  it('is what a round approved, by number, in as many statements for many as for few', async () => {
    app.clock.set('2025-11-03T10:00:00+08:00');
    const approved: Application[] = [];
    const stranger = app.anonymous();
    const asked = (): Promise<number> => {
      const roundId = publicId('round', approved[0]!.roundId);
      return statementCount(app, () => stranger.query(LIST, { roundId }));
    };
    const approve = async (day: string): Promise<void> => {
      const one = await moved(app, await aDraft(app, ['enterprise', 'tju']), ...TO_NOTICE);
      app.clock.set(`${day}T10:00:00+08:00`);
      approved.push(await moved(app, one, 'APPROVE'));
    };
    await approve('2025-11-11');
    const few = await asked();
    await approve('2025-11-19');
    await approve('2025-11-27');
    expect(await asked()).toBe(few);
    const roundId = publicId('round', approved[0]!.roundId);
    const { nodes, totalCount } = (await stranger.query<Data>(LIST, { roundId })).publicationList;
    expect(totalCount).toBe(3);
    expect(nodes.map(({ number }: Data) => number)).toEqual(['XN-2025-001', 'XN-2025-002', 'XN-2025-003']);
    expect(nodes[0]).toMatchObject({ approvedOn: '2025-11-11', workdaysLeft: 0 });
  });
});

describe('the evidence of an objection', () => {
  it('is for the bureau and its author; the parties read kind and day, and links are addresses of the web', async () => {
    app.clock.set('2026-01-05T10:00:00+08:00');
    const application = await moved(app, await aDraft(app, ['enterprise', 'tju']), ...TO_NOTICE);
    const rival = await app.as('rival');
    const content = { applicationId: idOf(application), text: '重复资助', kind: 'DUPLICATE_FUNDING' };
    const evidence = { evidence: '见省厅公示第 12 项', evidenceLinks: ['https://example.cn/notice/12'] };
    const input = { ...content, ...evidence };
    const bad = { input: { ...input, evidenceLinks: ['javascript:alert(1)'] } };
    await rival.refused('objections.link', OBJECT, bad);
    const { objectToApplication: made } = await rival.mutate<Data>(OBJECT, { input });
    // Fifteen working days from Tuesday, 6 January.
    expect(made).toEqual({ id: made.id, kind: 'DUPLICATE_FUNDING', ...evidence, dueOn: '2026-01-26' });
    const look =
      'query ($id: ID!) { node(id: $id) { ... on Objection { kind evidence evidenceLinks dueOn } } }';
    const seen = async (who: 'bureau' | 'tju'): Promise<Data> =>
      (await (await app.as(who)).query<Data>(look, { id: made.id })).node;
    expect(await seen('bureau')).toMatchObject(evidence);
    expect(await seen('tju')).toEqual({
      ...{ kind: 'DUPLICATE_FUNDING', evidence: null, evidenceLinks: null, dueOn: '2026-01-26' },
    });
  });

  it('that is not weighed in time is told of once', async () => {
    const told = async (day: string): Promise<number> => {
      app.clock.set(`${day}T09:00:00+08:00`);
      await app.runTicks();
      await app.runTicks();
      return (
        await app.sql(
          `SELECT 1 FROM facts WHERE topic = 'objection.overdue' AND payload->>'dueOn' = '2026-01-26'`,
        )
      ).length;
    };
    expect(await told('2026-01-26')).toBe(0);
    expect(await told('2026-01-27')).toBe(1);
    expect(await told('2026-02-02')).toBe(1);
  });
});
