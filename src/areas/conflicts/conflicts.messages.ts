import { messages, refuser, type Refusal } from '../../kernel/messages';

/** What a conflict says, with its evidence. Draws keep the codes: one that was used stays. */
export const conflictTexts = messages({
  'experts.same-entity': {
    zh: '评审人所在单位“{organisation}”即本项目的参与单位（同一法人单位）',
    en: 'The expert belongs to “{organisation}”, a party of this project (same legal entity)',
  },
  'experts.former-entity': {
    zh: '评审人近 {years} 年内曾任职于本项目的参与单位“{organisation}”',
    en: 'The expert worked at “{organisation}”, a party of this project, within the last {years} years',
  },
  'experts.same-family': {
    zh: '评审人所在单位“{own}”与本项目的参与单位“{organisation}”有隶属或关联关系',
    en: 'The expert’s organisation “{own}” is of one family with “{organisation}”, a party of this project',
  },
  'experts.same-domain': {
    zh: '评审人的邮箱与本项目参与单位“{organisation}”成员的邮箱同属域名 {domain}',
    en: 'The expert’s e-mail is of the domain {domain}, as that of members of “{organisation}”, a party of this project',
  },
  'experts.same-name-at': {
    zh: '本项目参与单位“{organisation}”有同名人员“{name}”，可能是评审人本人',
    en: 'Somebody of the same name, “{name}”, belongs to “{organisation}”, a party of this project: perhaps the expert',
  },
  'experts.same-name-behind': {
    zh: '本项目的负责人、成果完成人或其合作者中有同名人员“{name}”，可能是评审人本人',
    en: 'Somebody of the same name, “{name}”, leads or built this project or worked with those who do: perhaps the expert',
  },
  'experts.same-name-competes': {
    zh: '同名人员“{name}”参与了本轮的另一项申报“{title}”，可能是评审人本人',
    en: 'Somebody of the same name, “{name}”, takes part in another application of this round, “{title}”: perhaps the expert',
  },
  'experts.leads': { zh: '评审人是本项目负责人', en: 'The expert leads this project' },
  'experts.contributed': {
    zh: '评审人是本项目所依托成果的完成人',
    en: 'The expert contributed to the achievement that this project builds on',
  },
  'experts.co-project': {
    zh: '评审人近 {years} 年内与本项目的参与单位或人员共同承担项目“{title}”（{year} 年申报）',
    en: 'Within the last {years} years the expert carried out the project “{title}” (applied for in {year}) with parties or people of this one',
  },
  'experts.co-application': {
    zh: '评审人近 {years} 年内与本项目的参与单位或人员共同申报“{title}”（{year} 年）',
    en: 'Within the last {years} years the expert applied together with parties or people of this project: “{title}” ({year})',
  },
  'experts.co-author': {
    zh: '评审人近 {years} 年内与本项目的负责人或成果完成人共同完成“{title}”（{year} 年）',
    en: 'Within the last {years} years the expert published “{title}” ({year}) together with the leader or a contributor of this project',
  },
  'experts.declared-organisation': {
    zh: '评审人申报了与单位“{name}”的关系',
    en: 'The expert declared a relation to “{name}”',
  },
  'experts.declared-person': {
    zh: '评审人申报了与“{name}”的关系，其为本项目人员或任职于参与单位',
    en: 'The expert declared a relation to {name}, who stands behind this project or works at a party',
  },
  'experts.competes': {
    zh: '评审人参与了本轮的另一项申报“{title}”',
    en: 'The expert takes part in another application of this round, “{title}”',
  },
  'experts.employer-competes': {
    zh: '评审人所在单位“{organisation}”参与了本轮的另一项申报“{title}”',
    en: 'The expert’s organisation “{organisation}” is a party of another application of this round, “{title}”',
  },
  'experts.similar': {
    zh: '评审人参与的另一项申报“{title}”与本申报文本相似度为 {likeness}',
    en: 'The expert’s other application “{title}” is like this one: {likeness} of their texts',
  },
  'experts.unsuitable': {
    zh: '申请人提出该专家不适宜评审',
    en: 'The applicant named the expert as unsuitable',
  },
  'experts.officer': {
    zh: '评审人是科技局工作人员，参与申报的办理与决定',
    en: 'The expert is an officer of the bureau, which decides on applications',
  },
  'experts.unavailable': {
    zh: '评审人在 {until} 前无法评审',
    en: 'The expert is unavailable until {until}',
  },
  'experts.load-reached': {
    zh: '评审人本轮已有 {load} 项评审，达到上限 {most} 项',
    en: 'The expert has {load} reviews in this round already, of {most} at most',
  },
});

export const conflictsMessages = messages({
  'experts.officer-conflict': {
    zh: '您与申报单位存在利害关系，应当回避：请由其他工作人员办理',
    en: 'You have a conflict of interest with a party: another officer has to handle this application',
  },
  'conflicts.never': {
    zh: '该情形不可豁免（同一法人单位始终回避）',
    en: 'This ground is never dismissed: who belongs to the same legal entity always steps aside',
  },
  'conflicts.not-found': {
    zh: '该专家对此申报没有此项回避情形',
    en: 'The expert has no such conflict with this application',
  },
  'conflicts.own-dismissal': {
    zh: '豁免须由另一名工作人员复核',
    en: 'Another officer has to confirm a dismissal',
  },
  'conflicts.own-person': {
    zh: '不能处理涉及本人的回避情形',
    en: 'You cannot decide on your own conflict of interest',
  },
  'conflicts.confirmed-already': { zh: '该豁免已复核', en: 'This dismissal is confirmed already' },
});

export const refuse = refuser(conflictsMessages);

/** What an officer is told who has to step aside. */
export const officerConflict = (): Refusal => refuse('experts.officer-conflict', {});
