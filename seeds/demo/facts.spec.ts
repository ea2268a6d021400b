import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { isUscc } from '../../src/areas/organisations';
import { CARBONATE, CONTRACTS, LIAISON, ORGANISATIONS, ROUNDS, TALENT, type OrganisationFact } from './facts';
import { CHARACTERS, ENTERPRISES } from './fiction';

interface Announced {
  bureau: { zh: string; en: string };
  organisations: {
    zh: string;
    en: string;
    short?: string;
    kind: string;
    hosts?: { zh: string; en: string }[];
  }[];
  liaison: { with: string; every: string; name_zh: string }[];
  rounds: { name_zh: string; every: string; target_approved_projects: number }[];
  projects: {
    zh: string;
    en: string;
    partners: string[];
    relies_on?: string;
    special_fund_cny?: number;
    fund_due?: string;
  }[];
  talent: { zh: string; goal_people: number; by?: string }[];
  contracts_2024: { registered: number; turnover_cny: number; growth_year_on_year: number };
}

const SOURCE = resolve(__dirname, '../../../shared/source/xining-2025.yaml');
const required = (process.env['BENFU_REQUIRE'] ?? '').split(',').includes('shared');
const present = existsSync(SOURCE);
if (!present && !required) process.stderr.write(`facts.spec: skipped, ${SOURCE} is not here\n`);
const compare = present || required ? describe : describe.skip;

const all: readonly OrganisationFact[] = Object.values(ORGANISATIONS);
const named = (name: string): OrganisationFact | undefined =>
  all.find((organisation) => organisation.name === name || organisation.shortName === name);

compare('the facts of the demonstration, beside what the city announced', () => {
  const announced = present ? (parse(readFileSync(SOURCE, 'utf8')) as Announced) : undefined;
  const said = (): Announced => {
    if (!announced) throw new Error(`BENFU_REQUIRE asks for ${SOURCE}, which is not here`);
    return announced;
  };

  it('has every organisation with its names, kind and platforms, and no other', () => {
    const expected = said().organisations.map(({ zh, en, short, kind, hosts }) => ({
      name: zh,
      nameEn: en,
      kind,
      ...(short ? { shortName: short } : {}),
      ...(hosts ? { platforms: hosts.map((host) => ({ name: host.zh, nameEn: host.en })) } : {}),
    }));
    const { zh, en } = said().bureau;
    expect(all).toEqual([{ name: zh, nameEn: en, kind: 'GOVERNMENT' }, ...expected]);
  });

  it('has the technology contracts of the year before', () => {
    const { registered, turnover, growth } = CONTRACTS;
    expect({ registered, turnover_cny: Number(turnover), growth_year_on_year: growth }).toEqual(
      said().contracts_2024,
    );
  });

  it('has the monthly liaison and the quarterly rounds', () => {
    expect(said().liaison).toMatchObject([{ name_zh: LIAISON.title, every: 'month' }]);
    expect(named(said().liaison[0]!.with)).toBe(ORGANISATIONS[LIAISON.with]);
    const { title, approvedProjects } = ROUNDS;
    expect(said().rounds).toMatchObject([
      { name_zh: title, every: 'quarter', target_approved_projects: approvedProjects },
    ]);
  });

  it('has the project of the special fund with its partners, amount and due date', () => {
    const [carbonate] = said().projects;
    expect(carbonate).toMatchObject({
      zh: CARBONATE.title,
      en: CARBONATE.titleEn,
      relies_on: CARBONATE.reliesOn,
    });
    expect(carbonate!.special_fund_cny!.toFixed(2)).toBe(CARBONATE.fund);
    expect(String(carbonate!.fund_due)).toBe(`${CARBONATE.announcedIn}-${CARBONATE.fundDue}`);
    expect(carbonate!.partners.map(named)).toEqual(CARBONATE.partners.map((key) => ORGANISATIONS[key]));
  });

  it('has the goals of talent and who answers for them', () => {
    const [saltLake, computing] = said().talent;
    expect(saltLake).toMatchObject({ zh: TALENT.saltLake.name, goal_people: TALENT.saltLake.people });
    const { name, people, by } = TALENT.computing;
    expect(computing).toMatchObject({ zh: name, goal_people: people, by: ORGANISATIONS[by].name });
  });
});

describe('what the demonstration makes up', () => {
  it('is marked as fictional in its name', () => {
    const names = [...Object.values(ENTERPRISES), ...CHARACTERS];
    for (const { name, nameEn } of names) {
      expect(name).toMatch(/（虚构）$/);
      expect(nameEn).toMatch(/\(fictional\)$/);
    }
  });

  it('has enterprise codes with right check characters', () => {
    for (const { uscc } of Object.values(ENTERPRISES)) expect(isUscc(uscc!)).toBe(true);
  });
});
