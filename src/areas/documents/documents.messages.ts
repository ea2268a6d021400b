import { messages, sentence, type Scalar } from '../../kernel/messages';

export const documentsMessages = messages({
  'documents.kind': { zh: '联合项目签署文本', en: 'Joint project as signed' },
  'documents.hash': { zh: '内容哈希（SHA-256）：{hash}', en: 'Hash of the content (SHA-256): {hash}' },
  'documents.watermark.draft': { zh: '草稿', en: 'Draft' },
  'documents.watermark.partly': { zh: '未全部签署', en: 'Not signed by all' },
  'documents.open': { zh: '（未填写）', en: '(left open)' },
  'documents.yuan': { zh: '{amount} 元', en: 'CNY {amount}' },
  'documents.budget': { zh: '经费预算', en: 'Budget' },
  'documents.task-of': { zh: '{organisation} 的任务', en: 'Task of {organisation}' },
  'documents.chapter.basics': { zh: '基本信息', en: 'Basics' },
  'documents.chapter.parties': { zh: '参与单位', en: 'Parties' },
  'documents.chapter.summary': { zh: '项目概述', en: 'Summary' },
  'documents.chapter.agreement': {
    zh: '合作协议（《促进科技成果转化法》第二十六条）',
    en: 'Agreement (Law on Promoting the Transformation of S&T Achievements, art. 26)',
  },
  'documents.chapter.plan': { zh: '实施方案', en: 'Plan' },
  'documents.chapter.attachments': { zh: '附件', en: 'Attachments' },
  'documents.chapter.rest': { zh: '其他签署内容', en: 'What else is signed' },
  'documents.chapter.signatures': { zh: '签署页', en: 'Signatures' },
  'documents.signatures.text': {
    zh: '各方签署的是按 RFC 8785 规范化的 JSON 文本，其 SHA-256 为 {hash}。内容有任何修改，已有签署即告作废。',
    en: 'The parties signed JSON text canonicalised by RFC 8785 whose SHA-256 is {hash}. Any change of it voids the signatures.',
  },
  'documents.signatures.organisation': { zh: '单位', en: 'Organisation' },
  'documents.signatures.person': { zh: '签署人', en: 'Signed by' },
  'documents.signatures.capacity': { zh: '签署身份', en: 'Capacity' },
  'documents.signatures.at': { zh: '签署时间', en: 'Signed at' },
  'documents.signatures.none': { zh: '尚未签署', en: 'Not signed yet' },
  'documents.signatures.representative': { zh: '单位授权代表', en: 'Representative' },
  'documents.signatures.delegate': {
    zh: '受 {name} 委托签署',
    en: 'By a delegation of {name}',
  },
  'documents.label.title': { zh: '名称', en: 'Title' },
  'documents.label.leader': { zh: '项目负责人', en: 'Leader' },
  'documents.label.requestedFunding': { zh: '申请经费', en: 'Funding asked for' },
  'documents.label.startsOn': { zh: '开始日期', en: 'Starts on' },
  'documents.label.endsOn': { zh: '结束日期', en: 'Ends on' },
  'documents.label.need': { zh: '技术需求', en: 'Need' },
  'documents.label.achievement': { zh: '科技成果', en: 'Achievement' },
  'documents.label.interest': { zh: '对接意向', en: 'Interest' },
  'documents.label.organisation': { zh: '单位', en: 'Organisation' },
  'documents.label.role': { zh: '角色', en: 'Role' },
  'documents.label.selfFunding': { zh: '自筹经费', en: 'Own funds' },
  'documents.label.workPackages': { zh: '工作包', en: 'Work packages' },
  'documents.label.tasks': { zh: '工作内容', en: 'Tasks' },
  'documents.label.personMonths': { zh: '投入（人月）', en: 'Person-months' },
  'documents.label.year': { zh: '年度', en: 'Year' },
  'documents.label.category': { zh: '科目', en: 'Category' },
  'documents.label.requested': { zh: '申请经费', en: 'Asked for' },
  'documents.label.milestones': { zh: '里程碑', en: 'Milestone' },
  'documents.label.dueOn': { zh: '完成日期', en: 'Due on' },
  'documents.label.name': { zh: '名称', en: 'Name' },
  'documents.label.unit': { zh: '单位', en: 'Unit' },
  'documents.label.baseline': { zh: '现状', en: 'Baseline' },
  'documents.label.target': { zh: '目标', en: 'Target' },
  'documents.label.metric': { zh: '对应需求指标', en: 'Metric of the need' },
  'documents.label.pledges': { zh: '科研诚信承诺', en: 'Pledges of research integrity' },
  'documents.label.version': { zh: '版本', en: 'Version' },
  'documents.label.text': { zh: '内容', en: 'Text' },
  'documents.label.sha256': { zh: '哈希（SHA-256）', en: 'SHA-256' },
  'documents.value.role.LEAD': { zh: '牵头', en: 'Lead' },
  'documents.value.role.PARTICIPANT': { zh: '参与', en: 'Participant' },
  'documents.value.category.EQUIPMENT': { zh: '设备费', en: 'Equipment' },
  'documents.value.category.OPERATIONS': { zh: '业务费', en: 'Operations' },
  'documents.value.category.LABOUR': { zh: '劳务费', en: 'Labour' },
  'documents.value.category.INDIRECT': { zh: '间接费用', en: 'Indirect costs' },
});

/** A sentence of a document: documents are in Chinese, whoever asks, so that everybody holds the same bytes. */
export const say = (part: string, params: Record<string, Scalar> = {}): string =>
  sentence(`documents.${part}`, params, 'zh');

/** As `say`, or the word itself where there is no sentence for it. */
export const saidOr = (part: string, word: string): string =>
  `documents.${part}` in documentsMessages ? say(part) : word;
