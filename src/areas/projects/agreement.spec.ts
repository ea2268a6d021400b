import { createHash } from 'node:crypto';
import { newId } from '../../kernel/ids';
import { agreementOf, hashOf, signedText, unsettled, type Signed, type SignedParty } from './agreement';

const at = new Date('2025-07-01T00:00:00Z');
const [lead, other] = [newId(at), newId(at)];
const content: Signed = {
  ...{
    title: '碳酸锂',
    summary: '摘要',
    needId: newId(at),
    achievementId: null,
    interestId: null,
    leaderId: newId(at),
  },
  ...{
    requestedFunding: '3500000.00',
    startsOn: '2025-08-01',
    endsOn: '2027-07-31',
    agreement: agreementOf({ tasks: '分工' }),
    attached: [],
    plan: null,
  },
};
const file = { id: newId(at), name: '方案.pdf', sha256: 'a'.repeat(64) };
const parties: SignedParty[] = [
  { organisationId: lead, role: 'LEAD', task: '中试', selfFunding: '1.00' },
  { organisationId: other, role: 'PARTICIPANT', task: '材料', selfFunding: '0.00' },
];

describe('what the parties sign', () => {
  const hash = hashOf(content, parties);

  it('is hashed as canonical JSON that anyone can hash again', () => {
    const text = signedText(content, parties);
    expect(createHash('sha256').update(text).digest('hex')).toBe(hash);
    expect(Object.keys(JSON.parse(text) as object)).toEqual(
      [...Object.keys(JSON.parse(text) as object)].sort(),
    );
    expect(text).not.toContain(lead);
    expect(text).toContain('"organisation":"org_');
  });

  it('does not depend on the order of parties or of properties', () => {
    expect(hashOf(content, [...parties].reverse())).toBe(hash);
    const shuffled = Object.fromEntries(Object.entries(content).reverse()) as unknown as Signed;
    const agreement = Object.fromEntries(
      Object.entries(content.agreement).reverse(),
    ) as unknown as Signed['agreement'];
    expect(hashOf({ ...shuffled, agreement }, parties)).toBe(hash);
  });

  const edits: Partial<Signed>[] = [
    { title: '碳酸锂 ' },
    { summary: '' },
    { needId: null },
    { achievementId: newId(at) },
    { interestId: newId(at) },
    { leaderId: null },
    { requestedFunding: '3500000.01' },
    { startsOn: null },
    { endsOn: '2027-08-01' },
    { agreement: agreementOf({ tasks: '分工', risks: '共担' }) },
    { attached: [file] },
    {
      plan: { workPackages: [], budget: [], milestones: [], pledges: [{ organisationId: lead, version: 1 }] },
    },
  ];
  it.each(edits.map((edit) => [Object.keys(edit)[0], edit] as const))('changes with %s', (_, edit) => {
    expect(hashOf({ ...content, ...edit }, parties)).not.toBe(hash);
  });

  it.each(['task', 'selfFunding', 'role', 'organisationId'] as const)(
    'changes with the %s of a party',
    (key) => {
      const changed = [{ ...parties[0]!, [key]: parties[1]![key] }, parties[1]!];
      expect(hashOf(content, changed)).not.toBe(hash);
    },
  );

  it('holds attachments by name and bytes, in their order, and says nothing of them where there are none', () => {
    expect(signedText(content, parties)).not.toContain('attachments');
    const other = { ...file, name: '预算.xlsx' };
    const both = hashOf({ ...content, attached: [file, other] }, parties);
    expect(hashOf({ ...content, attached: [other, file] }, parties)).not.toBe(both);
    expect(hashOf({ ...content, attached: [file, { ...other, sha256: 'b'.repeat(64) }] }, parties)).not.toBe(
      both,
    );
    expect(hashOf({ ...content, attached: [{ ...file, id: newId(at) }, other] }, parties)).toBe(both);
  });

  it('keeps the hash of what was signed before there were plans', () => {
    expect(signedText(content, parties)).not.toContain('plan');
    const { plan: _, ...older } = content;
    expect(hashOf(older as Signed, parties)).toBe(hash);
  });

  it('holds the wording of the pledges', () => {
    const pledges = [{ organisationId: lead, version: 1 }];
    const pledged = { ...content, plan: { workPackages: [], budget: [], milestones: [], pledges } };
    expect(signedText(pledged, parties)).toContain('本单位承诺');
    expect(signedText(pledged, parties)).not.toContain(lead);
  });

  it('does not hold what is no content', () => {
    const more = { ...content, version: 7, state: 'SIGNED', contentHash: 'x' };
    expect(hashOf(more, parties)).toBe(hash);
  });
});

describe('the agreement', () => {
  it('names what it leaves open, in the order of the law', () => {
    expect(unsettled(agreementOf(null))).toEqual([
      ...['organisation', 'tasks', 'funding', 'intellectualProperty', 'benefits', 'risks', 'breach'],
    ]);
    expect(unsettled(agreementOf({ tasks: 'x', breach: '  ' }))).not.toContain('tasks');
    expect(unsettled(agreementOf({ tasks: 'x', breach: '  ' }))).toContain('breach');
  });
});
