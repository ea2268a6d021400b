import '../../app.module';
import { addWorkdays } from '../../kernel/calendar';
import { contractChecksOf } from './contract-check';
import { defaultsOf } from './contract.defaults';
import { CONTRACT_REGIMES, regimeOf, RULE_PACKS, type ContractRegime } from './contract.packs';
import { CONTRACT_RULES } from './contract.rules';
import { CONTRACT_TYPES, SUBTYPES_OF, type RuledContract } from './contract.types';
import { isPatentNumber } from './patent-number';

const SELLER = { role: 'SELLER', organisationId: 'isl', name: '研究所', uscc: 'x' } as const;
const BUYER = { role: 'BUYER', organisationId: null, name: '企业', uscc: 'y' } as const;

/** A contract of a type that meets every rule of both packs. */
const golden = (type: RuledContract['type'], subtype: RuledContract['subtype']): RuledContract => ({
  ...{ type, subtype, subject: '内容、范围和要求', signedOn: '2026-03-02', parties: [SELLER, BUYER] },
  ...{ startsOn: '2026-03-02', endsOn: '2027-03-01', sellerId: 'isl', turnover: '1000000.00' },
  ...{ technologyValue: '800000.00', technologyIncome: '700000.00', priceForm: 'INSTALMENTS' },
  ...{ royaltyTerms: null, patents: ['ZL200310102344.5'], licence: 'SOLE' },
  ...{ undeveloped: type === 'DEVELOPMENT', ownership: '归卖方', improvements: '不共享' },
});
const failed = (contract: RuledContract, regime: ContractRegime, blocking?: boolean): string[] =>
  contractChecksOf({ ...contract, regime })
    .filter((check) => !check.passed && (blocking === undefined || check.blocking === blocking))
    .map(({ code }) => code);
const KINDS = CONTRACT_TYPES.flatMap((type) => {
  const subtypes = SUBTYPES_OF[type].length > 0 ? SUBTYPES_OF[type] : [null];
  return subtypes.map((subtype) => [type, subtype] as const);
});

describe.each(CONTRACT_REGIMES.flatMap((regime) => KINDS.map(([a, b]) => [regime, a, b] as const)))(
  'under %s, %s %s',
  (regime, type, subtype) => {
    const whole = golden(type, subtype);
    const moves = type === 'TRANSFER' || type === 'LICENCE';

    it('meets every rule when it is complete', () => expect(failed(whole, regime)).toEqual([]));

    it('breaks just the rule that its gap is about', () => {
      const gaps: [Partial<RuledContract>, string[]][] = [
        [{ subtype: null }, subtype === null ? [] : ['SUBTYPE']],
        [{ parties: [SELLER] }, ['PARTIES']],
        [{ parties: [SELLER, { ...SELLER, role: 'BUYER' }] }, ['PARTIES']],
        [{ sellerId: null }, ['SELLER_FILES']],
        [{ parties: [SELLER, { ...BUYER, uscc: null }] }, ['CODES']],
        [{ subject: null }, ['SUBJECT']],
        [{ endsOn: null }, ['VALIDITY']],
        [{ startsOn: '2025-01-01', endsOn: '2026-03-01' }, ['VALIDITY']],
        [{ priceForm: null }, ['PRICE_FORM']],
        [{ priceForm: 'ROYALTY' }, ['ROYALTY']],
        [{ priceForm: 'ENTRANCE_FEE_AND_ROYALTY', royaltyTerms: '销售额的 3 %' }, []],
        [{ turnover: '0.00' }, ['TURNOVER']],
        [{ technologyValue: null }, ['TECHNOLOGY_VALUE']],
        [{ technologyIncome: null }, ['TECHNOLOGY_INCOME']],
        [{ undeveloped: true }, moves ? ['EXISTING_TECHNOLOGY'] : []],
        [{ patents: [] }, moves && subtype?.startsWith('PATENT') ? ['PATENTS'] : []],
        [{ patents: ['ZL200310102344.6'] }, ['PATENT_NUMBERS']],
        [{ ownership: null }, type === 'DEVELOPMENT' ? ['OWNERSHIP'] : []],
      ];
      for (const [gap, codes] of gaps)
        expect([gap, failed({ ...whole, ...gap }, regime)]).toEqual([gap, codes]);
    });
  },
);

describe('the two packs', () => {
  const bare = { ...golden('SERVICE', 'GENERAL'), technologyValue: null, technologyIncome: null };

  it('differ in which amount stops the filing', () => {
    expect(failed(bare, 'RULES_2001', true)).toEqual(['TECHNOLOGY_INCOME']);
    expect(failed(bare, 'MEASURES_2026', true)).toEqual(['TECHNOLOGY_VALUE']);
  });

  it('are chosen by the signing day', () => {
    expect(['2001-01-01', '2025-12-31', '2026-01-22'].map(regimeOf)).toEqual(Array(3).fill('RULES_2001'));
    expect(['2026-01-23', '2031-01-01'].map(regimeOf)).toEqual(Array(2).fill('MEASURES_2026'));
  });

  it('have clocks of their own: days before, working days since, more with experts', () => {
    const { RULES_2001: before, MEASURES_2026: since } = RULE_PACKS;
    expect(before.dueOn('2025-09-25', false)).toBe('2025-10-25');
    // 1 to 8 October are days off; 28 September and 11 October are worked in their place.
    expect(since.dueOn('2025-09-25', false)).toBe('2025-10-22');
    expect(since.dueOn('2025-09-25', true)).toBe(addWorkdays('2025-10-22', 15));
  });

  it('ask experts from five million of technology value on, since 2026', () => {
    const of = (technologyValue: string | null, turnover = '9000000.00'): boolean[] =>
      CONTRACT_REGIMES.map((regime) => RULE_PACKS[regime].needsExperts({ technologyValue, turnover }));
    expect(of('4999999.99')).toEqual([false, false]);
    expect(of('5000000.00')).toEqual([false, true]);
    expect(of(null)).toEqual([false, true]);
  });
});

describe('what holds where a clause is empty', () => {
  const open = (type: RuledContract['type'], subtype: RuledContract['subtype']): string[] =>
    defaultsOf({ ...golden(type, subtype), ownership: null, improvements: null, licence: null }).map(
      ({ field, source }) => `${field} ${source.en}`,
    );

  it('follows the type', () => {
    expect(open('DEVELOPMENT', 'COMMISSIONED')).toEqual(['ownership Civil Code, art. 859']);
    expect(open('DEVELOPMENT', 'JOINT')).toEqual(['ownership Civil Code, art. 860']);
    expect(open('TRANSFER', 'KNOW_HOW')).toEqual(['improvements Civil Code, art. 875']);
    expect(open('LICENCE', 'PATENT')).toEqual([
      'improvements Civil Code, art. 875',
      'licence Supreme People’s Court, Interpretation on technology contracts, art. 25',
    ]);
    expect(open('CONSULTING', null)).toEqual(['ownership Civil Code, art. 885']);
  });

  it('is nothing where the contract says so itself', () => {
    for (const [type, subtype] of KINDS) expect(defaultsOf(golden(type, subtype))).toEqual([]);
  });
});

it('rules are told apart by their codes, and speak both languages', () => {
  const codes = CONTRACT_RULES.map(({ code }) => code);
  expect(codes).toEqual([...new Set(codes)]);
  const untold = CONTRACT_RULES.filter(
    ({ text }) => !/\p{Script=Han}/u.test(text.zh) || !/[a-z]/.test(text.en),
  );
  expect(untold).toEqual([]);
});

it.each([
  ['ZL200310102344.5', true],
  ['CN 2003101023445', true],
  ['ＺＬ200310102344．5', true],
  ['200310102344.6', false],
  ['85100001X', false],
  ['US1234567', false],
  ['', false],
])('the patent number %j is right: %s', (number, right) => expect(isPatentNumber(number)).toBe(right));
