import Big from 'big.js';
import { dayOf } from '../../kernel/clock';
import type { Refusal, Sentence } from '../../kernel/messages';
import { PLAN_CHECKS } from '../plans';
import { term } from '../programmes';
import { unsettled } from '../projects';
import { isInWindow } from '../rounds';
import type { Dossier, FormalRule } from './formal-rule';

/** Most that one application may ask for, CNY yuan. */
const FUNDING_MAX = term('applications.funding-max', 5_000_000, {
  zh: '单个项目申请经费上限（元）',
  en: 'Most that one application may ask for (yuan)',
  max: 1_000_000_000_000,
});
/** Of what is asked for, the share that the parties should bring in themselves, in percent. */
const SELF_FUNDING_PERCENT = term('applications.self-funding-percent', 50, {
  zh: '自筹经费占申请经费的最低比例（%）',
  en: 'Own funds that the parties should bring in, as a share of what they ask for (%)',
  max: 1_000,
});
/** Whether that share is a condition (1) or advice (0). */
const SELF_FUNDING_BINDING = term('applications.self-funding-binding', 0, {
  zh: '自筹比例是否为申报条件（1 是，0 仅提示）',
  en: 'Whether the share of own funds is a condition (1) or advice (0)',
  max: 1,
});
/** Projects that a person may lead at once, this one included. */
export const LEADER_PROJECTS = term('applications.leader-projects', 2, {
  zh: '负责人同时承担项目上限（含本项目）',
  en: 'Projects that one person may lead at once, this one included',
  min: 1,
  max: 100,
});
/** Parties from industry that must take part; 0 lets institutes apply among themselves. */
export const LEAST_ENTERPRISES = term('applications.least-enterprises', 1, {
  zh: '参与方至少包括的企业数',
  en: 'Enterprises that must at least take part',
  max: 20,
});
/** Parties from science that must take part; 0 lets enterprises apply among themselves. */
export const LEAST_INSTITUTES = term('applications.least-institutes', 1, {
  zh: '参与方至少包括的高校、科研院所、医院数',
  en: 'Universities, research institutes and hospitals that must at least take part',
  max: 20,
});
/** The technology readiness from which a project may start, GB/T 22900-2022; 0 asks for none. */
export const LEAST_TRL = term('applications.least-trl', 0, {
  zh: '立项起点的最低技术成熟度（GB/T 22900-2022，0 为不限）',
  en: 'Technology readiness from which a project may start (GB/T 22900-2022; 0 = any)',
  max: 9,
});

const INDUSTRY = ['ENTERPRISE'];
const SCIENCE = ['UNIVERSITY', 'RESEARCH_INSTITUTE', 'HOSPITAL'];
/** What rests on no law but on the rules of the programme, which the round keeps. */
const PROGRAMME: Sentence = { zh: '本计划管理要求', en: 'Rules of the programme' };
const TRANSFORMATION_ACT: Sentence = {
  zh: '《促进科技成果转化法》第二十六条',
  en: 'Law on Promoting the Transformation of S&T Achievements, art. 26',
};
const NSFC: Sentence = {
  zh: '参照《国家自然科学基金条例》（2024-11-08 修订）限项规定',
  en: 'After the limits of the NSFC regulation as revised on 2024-11-08',
};

const countOf = (parties: Dossier['parties'], kinds: readonly string[]): number =>
  parties.filter(({ organisation }) => kinds.includes(organisation.kind)).length;

/** Judged as of its submission once it has been submitted. */
const momentOf = ({ application: { handedInAt }, now }: Dossier): Date => handedInAt ?? now;

/** Whether an application may be submitted at `now`: in the window of its round, or as long as the bureau let it. */
export const isAdmissible = (
  round: Pick<Dossier['round'], 'opensAt' | 'closesAt'>,
  { admittedUntil }: Pick<Dossier['application'], 'admittedUntil'>,
  now: Date,
): boolean =>
  isInWindow(round, now) || (admittedUntil !== null && round.opensAt <= now && now < admittedUntil);

/** 形式审查: the rules in the order in which they are read. */
export const FORMAL_RULES: readonly FormalRule[] = [
  {
    code: 'SIGNATURES',
    severity: 'BLOCKING',
    source: TRANSFORMATION_ACT,
    ground: 'ELIGIBILITY',
    text: { zh: '各参与单位均已签署当前内容', en: 'Every party has signed the present content' },
    passes: ({ project, parties }) => parties.every(({ signedHash }) => signedHash === project.contentHash),
  },
  {
    code: 'AGREEMENT',
    severity: 'BLOCKING',
    source: TRANSFORMATION_ACT,
    ground: 'GUIDELINE_MISMATCH',
    text: { zh: '协议已约定全部七项事项', en: 'The agreement settles all seven matters' },
    passes: ({ project }) => unsettled(project.agreement).length === 0,
  },
  {
    code: 'COLLABORATION',
    severity: 'BLOCKING',
    source: PROGRAMME,
    ground: 'ELIGIBILITY',
    text: (terms) => {
      const [enterprises, institutes] = [LEAST_ENTERPRISES.of(terms), LEAST_INSTITUTES.of(terms)];
      return {
        zh: `参与方至少包括 ${enterprises} 家企业和 ${institutes} 家高校、科研院所或医院`,
        en: `Taking part at least: enterprises ${enterprises}; universities, research institutes and hospitals ${institutes}`,
      };
    },
    passes: ({ parties, round: { terms } }) =>
      countOf(parties, INDUSTRY) >= LEAST_ENTERPRISES.of(terms) &&
      countOf(parties, SCIENCE) >= LEAST_INSTITUTES.of(terms),
  },
  {
    code: 'VERIFIED_PARTIES',
    severity: 'BLOCKING',
    source: PROGRAMME,
    ground: 'ELIGIBILITY',
    text: { zh: '各参与单位均已通过科技局核验', en: 'The bureau has verified every party' },
    passes: ({ parties }) => parties.every(({ organisation }) => organisation.verified),
  },
  {
    code: 'FUNDING',
    severity: 'BLOCKING',
    source: PROGRAMME,
    ground: 'OVER_LIMIT',
    text: {
      zh: '申请经费大于零，不超过各方签署的金额和上限',
      en: 'What is asked for is above zero, and within what the parties signed and the limit',
    },
    passes: ({ application: { requestedFunding }, project, round: { terms } }) => {
      const asked = new Big(requestedFunding);
      return asked.gt(0) && asked.lte(project.requestedFunding) && asked.lte(FUNDING_MAX.of(terms));
    },
  },
  {
    code: 'SELF_FUNDING',
    severity: (terms) => (SELF_FUNDING_BINDING.of(terms) === 1 ? 'BLOCKING' : 'ADVICE'),
    source: PROGRAMME,
    ground: 'GUIDELINE_MISMATCH',
    text: (terms) => {
      const percent = SELF_FUNDING_PERCENT.of(terms);
      return {
        zh: `自筹经费不低于申请经费的 ${percent}%`,
        en: `The parties bring in own funds of at least ${percent} % of what they ask for`,
      };
    },
    passes: ({ application: { requestedFunding }, parties, round: { terms } }) => {
      const own = parties.reduce((sum, { selfFunding }) => sum.plus(selfFunding), new Big(0));
      return own.times(100).gte(new Big(requestedFunding).times(SELF_FUNDING_PERCENT.of(terms)));
    },
  },
  {
    code: 'LEADER',
    severity: 'BLOCKING',
    source: PROGRAMME,
    ground: 'ELIGIBILITY',
    text: {
      zh: '已指定项目负责人，且属于参与单位',
      en: 'A leader is named and belongs to one of the parties',
    },
    passes: ({ leader, project }) => project.partyIds.some((id) => id === leader?.organisationId),
  },
  {
    code: 'LEADER_LOAD',
    severity: 'BLOCKING',
    source: NSFC,
    ground: 'OVER_LIMIT',
    text: (terms) => {
      const most = LEADER_PROJECTS.of(terms);
      return {
        zh: `负责人同时承担的项目不超过 ${most} 项（含本项目）`,
        en: `The leader leads at most ${most} projects at once, this one included`,
      };
    },
    passes: ({ leaderLoad, round: { terms } }) => leaderLoad + 1 <= LEADER_PROJECTS.of(terms),
  },
  {
    code: 'DATES',
    severity: 'BLOCKING',
    source: PROGRAMME,
    ground: 'GUIDELINE_MISMATCH',
    text: {
      zh: '起止日期完整、先后正确且尚未结束',
      en: 'Both dates are given, in order, and the end is not past',
    },
    passes: (dossier) => {
      const { startsOn, endsOn } = dossier.project;
      return startsOn !== null && endsOn !== null && startsOn <= endsOn && endsOn >= dayOf(momentOf(dossier));
    },
  },
  ...PLAN_CHECKS.map((check): FormalRule => {
    const { code, text, source } = check;
    const gaps = ({ project, parties, round }: Dossier): Refusal[] =>
      check.gaps(project.plan, { ...project, parties }, round.terms);
    const passes = (dossier: Dossier): boolean => gaps(dossier).length === 0;
    return { code, text, source, severity: 'BLOCKING', ground: 'GUIDELINE_MISMATCH', passes, gaps };
  }),
  {
    code: 'TRL',
    severity: 'BLOCKING',
    source: { zh: '本计划管理要求；GB/T 22900-2022', en: 'Rules of the programme; GB/T 22900-2022' },
    ground: 'GUIDELINE_MISMATCH',
    text: (terms) => {
      const least = LEAST_TRL.of(terms);
      return {
        zh: `成果或需求现有的技术成熟度不低于 ${least} 级（0 为不限）`,
        en: `The technology readiness of the achievement or the need is at least ${least} (0 = any)`,
      };
    },
    passes: ({ trl, round: { terms } }) => (trl ?? 0) >= LEAST_TRL.of(terms),
  },
  {
    code: 'WINDOW',
    severity: 'BLOCKING',
    source: { zh: '批次申报通知', en: 'Announcement of the round' },
    ground: 'GUIDELINE_MISMATCH',
    text: { zh: '在批次申报时间内提交', en: 'It is submitted in the window of its round' },
    passes: (dossier) => isAdmissible(dossier.round, dossier.application, momentOf(dossier)),
  },
];
