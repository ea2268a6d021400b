import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { checkCaseFile } from '../../src/areas/casefiles';
import { startApp, type TestApp } from '../support/app';
import { entriesOf, repacked, takeCase, type CaseEntries } from '../support/case-archive';
import * as operations from '../support/case-operations';
import { NEED, PROJECT } from '../support/case-texts';
import type { Data } from '../support/client';
import { aPdf, upload } from '../support/files';
import type { Persona } from '../support/personas';

const PARTIES = ['enterprise', 'tju', 'qmu'] as const;
const REVIEWERS = ['reviewer1', 'reviewer2', 'reviewer3', 'reviewer4', 'reviewer5'] as const;
const TITLE = '碳酸锂<script>alert("x")</script>&提纯';

let app: TestApp;
let project: string;
let application: string;
const zips: Partial<Record<'sealed' | 'party' | 'officer', Buffer>> = {};

beforeAll(async () => {
  app = await startApp({ now: '2025-07-07T10:00:00+08:00' });
  for (const who of REVIEWERS) await app.as(who);
});
afterAll(() => app.close());

const as = async (who: Persona, query: string, variables: Record<string, unknown> = {}): Promise<Data> =>
  (await app.as(who)).query(query, variables);
const textOf = (entries: CaseEntries): string =>
  [...entries].map(([name, bytes]) => `${name}\n${bytes.toString()}`).join('\n');
const take = async (who: Persona): Promise<Buffer> => takeCase(await app.as(who), project);
const move = (who: Persona, verb: string): Promise<Data> =>
  as(who, operations.MOVE_APPLICATION, { id: application, verb });

async function agree(): Promise<void> {
  const parties = [];
  for (const [at, who] of PARTIES.entries()) {
    const role = at === 0 ? 'LEAD' : 'PARTICIPANT';
    parties.push({
      organisationId: await app.organisation(who),
      role,
      task: '研究',
      selfFunding: '1000000.00',
    });
  }
  const { draftNeed } = await as('enterprise', operations.DRAFT_NEED, {
    input: { ...NEED, organisationId: parties[0]!.organisationId },
  });
  await as('enterprise', operations.MOVE_NEED, { id: draftNeed.id, verb: 'SUBMIT' });
  await as('bureau', operations.MOVE_NEED, { id: draftNeed.id, verb: 'APPROVE' });
  const { viewer } = await as('enterprise', '{ viewer { person { id } } }');
  const sent = await upload(await app.as('enterprise'), '方案.PDF', aPdf('可行性方案'));
  const content = { ...PROJECT, title: TITLE, attachmentIds: [sent.body.id] };
  const input = { ...content, needId: draftNeed.id, leaderId: viewer.person.id, parties };
  const { proposeProject } = await as('enterprise', operations.PROPOSE, { input });
  project = proposeProject.id;
  for (const [at, who] of PARTIES.entries()) {
    const { organisationId } = parties[at]!;
    await as(who, operations.SIGN, {
      input: { projectId: project, organisationId, contentHash: proposeProject.contentHash },
    });
  }
}

async function apply(): Promise<void> {
  const { planRounds } = await as('bureau', 'mutation { planRounds(input: { year: 2025 }) { id } }');
  await app.runTicks();
  const input = { roundId: planRounds[2].id, projectId: project, requestedFunding: '1000000.00' };
  const apply = 'mutation ($input: ApplyInput!) { applyToRound(input: $input) { id } }';
  application = (await as('enterprise', apply, { input })).applyToRound.id;
  await move('enterprise', 'SUBMIT');
  await move('bureau', 'ACCEPT');
}

async function judge(): Promise<void> {
  const submit = 'mutation ($input: SubmitReviewInput!) { submitReview(input: $input) { id } }';
  for (const who of REVIEWERS) {
    const [own] = (await as(who, '{ reviews { id criteria { code } } }')).reviews;
    if (!own) continue;
    const scores = own.criteria.map(({ code }: Data) => ({ criterion: code, score: 81 }));
    const input = { reviewId: own.id, scores, recommendation: 'SUPPORT', comment: '意见甲' };
    await as(who, submit, { input });
  }
}

describe('the case file of an approved project', () => {
  it('holds nothing of the review for a party while it is sealed', async () => {
    await agree();
    await apply();
    await as('bureau', operations.DRAW, { input: { applicationId: application, count: 3, seed: 's' } });
    zips.sealed = await take('tju');
    const names = [...(await entriesOf(zips.sealed)).keys()];
    expect(names.filter((name) => /^(review|draw)\//.test(name))).toEqual([]);
    const officers = [...(await entriesOf(await take('bureau'))).keys()];
    expect(officers.filter((name) => /^review\/[^.]+\.json$/.test(name))).toHaveLength(3);
    expect(officers.filter((name) => /^draw\/[^.]+\.json$/.test(name))).toHaveLength(1);
  });

  it('is handed to the parties and the bureau, and to nobody else', async () => {
    const path = (await as('tju', 'query ($id: ID!) { project(id: $id) { caseFileUrl } }', { id: project }))
      .project.caseFileUrl as string;
    const status = async (headers: Record<string, string>): Promise<[number, string]> => {
      const response = await fetch(app.url + path, { headers });
      const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
      return [response.status, errors[0]!.extensions.code];
    };
    for (const who of ['rival', 'guest', 'reviewer1', 'reviewer2', 'reviewer3'] as const)
      expect(await status(await (await app.as(who)).sent())).toEqual([404, 'NOT_FOUND']);
    expect(await status({})).toEqual([401, 'UNAUTHENTICATED']);
    expect(await status({ authorization: 'Bearer x' })).toEqual([401, 'accounts.session-ended']);
  });

  it('shows the officer who reviewed, and a party what they said without who they are', async () => {
    await judge();
    await as('bureau', operations.DETERMINE, {
      input: { applicationId: application, recommend: true, grantedFunding: '900000.00', reason: '同意' },
    });
    await move('bureau', 'START_NOTICE');
    app.clock.set('2025-07-14T09:00:00+08:00');
    await move('bureau', 'APPROVE');
    await app.drain();
    zips.party = await take('tju');
    zips.officer = await take('bureau');
    const [party, officer] = [textOf(await entriesOf(zips.party)), textOf(await entriesOf(zips.officer))];
    const people = await Promise.all(REVIEWERS.map((who) => app.personas.account(who)));
    const ids = await Promise.all(
      REVIEWERS.map(
        async (who) => (await as(who, '{ viewer { person { id } } }')).viewer.person.id as string,
      ),
    );
    const named = [
      ...ids,
      ...people.flatMap(({ personId, accountId }) => [personId, accountId]),
      '测试 reviewer',
    ];
    expect(named.filter((one) => party.includes(one))).toEqual([]);
    expect(ids.filter((one) => officer.includes(one)).length).toBeGreaterThanOrEqual(3);
    expect(officer).toContain('测试 reviewer');
    expect(party.match(/"comment":"意见甲"/g)).toHaveLength(3);
    expect(party).not.toContain('"criterion":');
    expect(officer).toContain('"criterion":');
  });

  it('holds the files that were signed, byte for byte', async () => {
    for (const zip of [zips.party!, zips.officer!]) {
      const files = [...(await entriesOf(zip))].filter(([name]) =>
        /^attachment\/attachment_\w+\.PDF$/.test(name),
      );
      expect(files.map(([, bytes]) => bytes)).toEqual([aPdf('可行性方案')]);
    }
  });

  it('leads through the case on a page without any script', async () => {
    const entries = await entriesOf(zips.officer!);
    const page = entries.get('index.html')!.toString();
    expect(page).not.toMatch(/<script/i);
    expect(page).toContain('碳酸锂&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;提纯');
    for (const text of [
      '需求',
      '联合项目',
      '专家抽取',
      '已立项',
      '2025-07-14',
      '立项 <small>approve</small>',
    ])
      expect(page).toContain(text);
    expect(page).toContain(createHash('sha256').update(entries.get('manifest.json')!).digest('hex'));
    for (const [, name] of page.matchAll(/href="([^"]+)"/g)) expect([...entries.keys()]).toContain(name);
  });

  it('passes its check, which the history of the project bears out', async () => {
    const officer = await checkCaseFile(zips.officer!);
    expect(officer.faults).toEqual([]);
    // The project's text, and the same under each of the three signatures.
    expect(officer.held).toMatchObject({ signed: 4, draws: 1 });
    expect(officer.held.facts).toBeGreaterThan(10);
    const party = await checkCaseFile(zips.party!);
    expect(party.faults).toEqual([]);
    expect(party.held).toMatchObject({ facts: 0, signed: 4, draws: 0 });
    expect(party.held.links).toBeGreaterThan(10);
    const history = 'query ($id: ID!) { project(id: $id) { history(first: 50) { nodes { topic note } } } }';
    const { nodes } = (await as('bureau', history, { id: project })).project.history;
    const notes = nodes.filter(({ topic }: Data) => topic === 'case.exported').map(({ note }: Data) => note);
    expect(notes).toEqual(expect.arrayContaining([officer.manifest, party.manifest]));
  });

  it('names the file of any byte that was changed', async () => {
    const names = [...(await entriesOf(zips.officer!)).keys()];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (name, place, mask) => {
          const changed = await repacked(zips.officer!, (entries) => {
            const bytes = entries.get(name)!;
            bytes[place % bytes.length]! ^= mask;
          });
          const { faults } = await checkCaseFile(changed);
          expect(faults.some((fault) => fault.startsWith(`${name}: `))).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('names a file that is missing or additional, and a seal that was taken off', async () => {
    const of = async (change: (entries: CaseEntries) => string | void): Promise<readonly string[]> =>
      (await checkCaseFile(await repacked(zips.party!, change))).faults;
    const name = [...(await entriesOf(zips.party!)).keys()].find((one) => one.startsWith('review/'))!;
    expect(await of((entries) => void entries.delete(name))).toEqual([`${name}: is missing`]);
    expect(await of((entries) => void entries.set('review/more.json', Buffer.from('{}')))).toEqual([
      'review/more.json: is additional, the manifest does not list it',
    ]);
    expect(await of(() => 'nothing')).toEqual(['the comment of the archive: is changed or missing']);
    expect(await of((entries) => void entries.delete('manifest.json'))).toContain(
      'manifest.json: is missing',
    );
  });

  it('finds a fact that was rewritten together with all that vouches for its file', async () => {
    const name = [...(await entriesOf(zips.officer!)).keys()].find((one) =>
      /^application\/.*facts/.test(one),
    )!;
    const forged = await repacked(zips.officer!, (entries) => {
      const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
      const facts = Buffer.from(entries.get(name)!.toString().replace('"同意"', '"不同意"'));
      expect(facts.equals(entries.get(name)!)).toBe(false);
      const manifest = JSON.parse(entries.get('manifest.json')!.toString());
      const before = sha(entries.get('manifest.json')!);
      Object.assign(
        manifest.entries.find((entry: Data) => entry.name === name),
        {
          size: facts.length,
          sha256: sha(facts),
        },
      );
      entries.set(name, facts).set('manifest.json', Buffer.from(JSON.stringify(manifest)));
      const after = sha(entries.get('manifest.json')!);
      const index = Buffer.from(entries.get('index.html')!.toString().replace(before, after));
      entries.set('index.html', index);
      return `benfu-case/1 manifest.json=${after} index.html=${sha(index)}`;
    });
    expect((await checkCaseFile(forged)).faults).toEqual([
      expect.stringMatching(new RegExp(`^${name}: fact \\d+ is not what its hash says$`)),
    ]);
  });
});
