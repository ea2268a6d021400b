import { messages, refuser } from '../../kernel/messages';
import { sql } from '../../kernel/policy';
import { notice } from '../notifications';

/** The version of `reviewers.consent`: it changes with every change of that text. */
export const CONSENT_VERSION = '2026-1';

export const reviewersMessages = messages({
  'reviewers.consent': {
    zh: '本人同意担任评审专家，并单独同意为抽取专家和回避审查处理以下信息：姓名、单位及任职经历、研究领域、论文与项目合作关系、本人申报的亲属及利害关系。上述信息仅供本人和科技局查看，不向申报单位公开；评审意见在决定后以匿名方式反馈。本人可随时退出并撤回同意。',
    en: 'I agree to serve as a reviewer and separately consent that the following is processed for drawing experts and checking conflicts of interest: name, present and past affiliations, fields of expertise, joint papers and projects, and the relatives and interests that I declare. Only I and the bureau see it, never an applicant; my opinions are passed on after the decision without my name. I can leave and take back my consent at any time.',
  },
  'reviewers.consent-outdated': {
    zh: '同意书已更新，请阅读第 {version} 版后再确认',
    en: 'The text of the consent has changed: read version {version} and confirm it',
  },
  'reviewers.no-account': {
    zh: '该人员没有账号，无法发出邀请',
    en: 'This person has no account: an invitation would reach nobody',
  },
  'reviewers.in-pool': { zh: '该人员已在专家库中', en: 'This person is in the pool already' },
  'reviewers.not-in-pool': { zh: '您不在专家库中', en: 'You are not in the pool of reviewers' },
  'reviewers.dates': { zh: '结束日期不能早于开始日期', en: 'A period cannot end before it begins' },
  'reviewers.above-limit': {
    zh: '每批次评审数量上限为 {most} 项',
    en: 'A reviewer takes at most {most} reviews in a round',
  },
  'relations.one-target': {
    zh: '请指明一个单位或一名人员（二者选一）',
    en: 'Name one organisation or one person, not both',
  },
  'relations.self': { zh: '不能申报与本人的关系', en: 'You cannot declare a relation to yourself' },
  'relations.withdrawn-already': { zh: '该申报已撤回', en: 'This declaration has been withdrawn already' },
  'relations.no-person': { zh: '您的账号没有个人资料', en: 'Your account has no profile' },
  'unsuitable.too-many': {
    zh: '最多可提出 {most} 名不适宜评审的专家',
    en: 'At most {most} experts can be named as unsuitable',
  },
  'unsuitable.not-representative': {
    zh: '只有牵头单位的代表可以提出不适宜评审的专家',
    en: 'Only a representative of the lead can name unsuitable experts',
  },
  'unsuitable.handed-in': {
    zh: '申报提交后不能再更改不适宜评审的专家名单',
    en: 'Once the application is handed in, the experts named as unsuitable cannot be changed',
  },
});

export const refuse = refuser(reviewersMessages);

/** A person is asked to join the pool. */
export const invitation = notice('reviewer.invited', {
  kind: 'REVIEWS',
  path: '/reviewers',
  title: { zh: '邀请您担任评审专家', en: 'You are invited to review' },
  text: {
    zh: '西宁市科学技术局邀请您加入评审专家库。请登录平台阅读同意书，然后选择同意或谢绝。',
    en: 'The Science and Technology Bureau of Xining invites you to join its pool of reviewers. Please sign in, read what you would consent to, and accept or decline.',
  },
  next: { zh: '阅读并答复：', en: 'Read and answer:' },
  why: {
    zh: '您收到此通知，因为科技局点名邀请了您。',
    en: 'You receive this because the bureau has invited you by name.',
  },
  useful: () => sql`EXISTS (SELECT FROM reviewers r WHERE r.id = t.subject_id AND r.state = 'INVITED')`,
});
