import type { Sentence } from '../../kernel/messages';
import type { NoticeKind } from '../notifications';
import * as to from './audiences';

/** A fact that people are told of: which, whom, and in what words. */
export interface Hearing {
  readonly topic: string;
  readonly kind: NoticeKind;
  readonly to: to.Audience;
  readonly title: Sentence;
  readonly text: Sentence;
  readonly next: Sentence;
}

type Words = readonly [zh: string, en: string];
const both = ([zh, en]: Words): Sentence => ({ zh, en });

const hear = (
  topic: string,
  kind: NoticeKind,
  audience: to.Audience,
  title: Words,
  text: Words,
  next: Words,
): Hearing => ({ topic, kind, to: audience, title: both(title), text: both(text), next: both(next) });

const LOOK: Words = ['查看：', 'See it:'];
const CHECK: Words = ['审核：', 'Check it:'];
const ANSWER: Words = ['阅读并答复：', 'Read and answer:'];
const MEND: Words = ['修改后重新提交：', 'Mend it and submit again:'];
const OBJECT: Words = [
  '查看；对决定不服的，可依法申请复核：',
  'Read it; you may ask for a review of the decision:',
];

/** The one place that says which fact makes which notice for whom; `{title}` and `{note}` come from the record and the fact. */
// prettier-ignore
export const HEARD: readonly Hearing[] = [
  hear('need.submitted', 'NEEDS', to.officers, ['待审核的需求：{title}', 'A need to be checked: {title}'], ['企业提交了需求《{title}》，等待审核发布。', 'The need “{title}” was submitted and waits to be published.'], CHECK),
  hear('need.published', 'NEEDS', to.parties, ['需求已发布：{title}', 'Published: {title}'], ['你单位的需求《{title}》已发布，平台开始为它匹配成果和团队。', 'Your need “{title}” is published and is being matched.'], ['查看匹配：', 'See its matches:']),
  hear('need.returned', 'NEEDS', to.parties, ['需求退回修改：{title}', 'Returned: {title}'], ['需求《{title}》被退回。理由：{note}', 'The need “{title}” was returned. Reason: {note}'], MEND),
  hear('need.rejected', 'NEEDS', to.parties, ['需求未予发布：{title}', 'Not published: {title}'], ['需求《{title}》未予发布。理由：{note}', 'The need “{title}” will not be published. Reason: {note}'], LOOK),
  hear('need.confirmation-asked', 'NEEDS', to.parties, ['需求是否仍然有效：{title}', 'Is it still open? {title}'], ['需求《{title}》发布已久，请确认是否仍然有效；不确认将到期下架。', 'The need “{title}” has been open for long. Please confirm it, or it will expire.'], ['确认：', 'Confirm it:']),
  hear('need.expired', 'NEEDS', to.parties, ['需求已到期：{title}', 'Expired: {title}'], ['需求《{title}》已到期，不再参与匹配。', 'The need “{title}” has expired and is matched no more.'], ['如仍需要，可重新发布：', 'Reopen it if you still need it:']),
  hear('need.disclosed', 'NEEDS', to.named, ['有单位向你单位披露了需求：{title}', 'A need was disclosed to you: {title}'], ['一条保密需求《{title}》已定向披露给你单位，请勿外传。', 'The confidential need “{title}” was disclosed to your organisation; keep it to yourselves.'], ANSWER),
  hear('achievement.submitted', 'NEEDS', to.officers, ['待审核的成果：{title}', 'An achievement to be checked: {title}'], ['成果《{title}》已提交，等待审核发布。', 'The achievement “{title}” was submitted and waits to be published.'], CHECK),
  hear('achievement.published', 'NEEDS', to.parties, ['成果已发布：{title}', 'Published: {title}'], ['你单位的成果《{title}》已发布。', 'Your achievement “{title}” is published.'], ['查看匹配的需求：', 'See the needs that it fits:']),
  hear('achievement.returned', 'NEEDS', to.parties, ['成果退回修改：{title}', 'Returned: {title}'], ['成果《{title}》被退回。理由：{note}', 'The achievement “{title}” was returned. Reason: {note}'], MEND),
  hear('achievement.rejected', 'NEEDS', to.parties, ['成果未予发布：{title}', 'Not published: {title}'], ['成果《{title}》未予发布。理由：{note}', 'The achievement “{title}” will not be published. Reason: {note}'], LOOK),
  hear('achievement.disclosed', 'NEEDS', to.named, ['有单位向你单位披露了成果：{title}', 'An achievement was disclosed to you: {title}'], ['一项保密成果《{title}》已定向披露给你单位，请勿外传。', 'The confidential achievement “{title}” was disclosed to your organisation; keep it to yourselves.'], ANSWER),

  hear('interest.expressed', 'INTERESTS', to.asked, ['收到合作意向：{title}', 'Interest in {title}'], ['有单位对《{title}》表达了合作意向，等待你单位答复。', 'An organisation is interested in “{title}” and waits for your answer.'], ANSWER),
  hear('interest.accepted', 'INTERESTS', to.asking, ['合作意向已接受：{title}', 'Accepted: {title}'], ['对方接受了你单位对《{title}》的合作意向，双方可以直接联系。', 'Your interest in “{title}” was accepted; you can talk to each other now.'], ['查看联系方式，发起联合项目：', 'See the contact and propose a joint project:']),
  hear('interest.declined', 'INTERESTS', to.asking, ['合作意向未获接受：{title}', 'Declined: {title}'], ['对方未接受你单位对《{title}》的合作意向。说明：{note}', 'Your interest in “{title}” was declined. They say: {note}'], LOOK),
  hear('interest.withdrawn', 'INTERESTS', to.asked, ['合作意向已撤回：{title}', 'Withdrawn: {title}'], ['对《{title}》的一条合作意向已撤回，无需答复。', 'An interest in “{title}” was withdrawn; no answer is needed.'], LOOK),
  hear('interest.escalated', 'INTERESTS', to.officers, ['合作意向逾期未答复：{title}', 'Interest not answered: {title}'], ['对《{title}》的合作意向到期未获答复，请协助联系。', 'An interest in “{title}” was not answered in time; please help the two along.'], LOOK),

  hear('project.proposed', 'PROJECTS', to.parties, ['联合项目已发起：{title}', 'Joint project proposed: {title}'], ['联合项目《{title}》把你单位列为参与方，请阅读、补充并签署。', 'The joint project “{title}” names you as a party. Please read it, add what is yours and sign.'], ['阅读：', 'Read it:']),
  hear('project.voided', 'PROJECTS', to.parties, ['签署失效，请重新签署：{title}', 'Signatures void: {title}'], ['联合项目《{title}》的内容有变更，已有签署失效，需要重新签署。', 'The joint project “{title}” was changed, so its signatures are void and are needed again.'], ['阅读变更并签署：', 'Read the change and sign:']),
  hear('project.signed', 'PROJECTS', to.parties, ['各方均已签署：{title}', 'Signed by every party: {title}'], ['联合项目《{title}》已由各方签署，可以申报。', 'The joint project “{title}” is signed by every party and can apply.'], ['申报：', 'Apply:']),
  hear('project.withdrawn', 'PROJECTS', to.parties, ['联合项目已撤回：{title}', 'Withdrawn: {title}'], ['联合项目《{title}》已撤回。说明：{note}', 'The joint project “{title}” was withdrawn. They say: {note}'], LOOK),
  hear('project.started', 'PROJECTS', to.parties, ['项目开始执行：{title}', 'Under way: {title}'], ['项目《{title}》任务书已确认，进入执行期。', 'The task book of “{title}” is confirmed; the project is under way.'], ['查看里程碑：', 'See its milestones:']),
  hear('project.completed', 'PROJECTS', to.parties, ['项目已结题：{title}', 'Completed: {title}'], ['项目《{title}》已通过验收并结题。', 'The project “{title}” was accepted and is completed.'], LOOK),
  hear('project.terminated', 'DECISIONS', to.parties, ['项目终止：{title}', 'Terminated: {title}'], ['项目《{title}》已终止。理由：{note}', 'The project “{title}” was terminated. Reason: {note}'], OBJECT),

  hear('round.opened', 'APPLICATIONS', to.everyLead, ['联合申报开放：{title}', 'A round is open: {title}'], ['{title} 季度联合申报已开放，各方签署后的联合项目可以申报。', 'The joint-application round {title} is open to projects that every party has signed.'], ['查看条件与截止时间：', 'See its terms and when it closes:']),
  hear('application.submitted', 'APPLICATIONS', to.officers, ['收到申报：{title}', 'Application received: {title}'], ['项目《{title}》已提交申报，等待形式审查。', 'The project “{title}” has applied and waits for its formal check.'], CHECK),
  hear('application.accepted', 'APPLICATIONS', to.parties, ['形式审查通过：{title}', 'Formally accepted: {title}'], ['项目《{title}》的申报通过形式审查，进入专家评审。', 'The application of “{title}” passed its formal check and goes to review.'], LOOK),
  hear('application.returned', 'DECISIONS', to.parties, ['申报需补正：{title}', 'To be supplemented: {title}'], ['项目《{title}》的申报需要补正。说明：{note}', 'The application of “{title}” has to be supplemented. They say: {note}'], ['补正并在期限内重新提交：', 'Supplement it in time:']),
  hear('application.refused', 'DECISIONS', to.parties, ['申报不予受理：{title}', 'Refused: {title}'], ['项目《{title}》的申报未通过形式审查。理由：{note}', 'The application of “{title}” did not pass its formal check. Reason: {note}'], OBJECT),
  hear('application.recommended', 'APPLICATIONS', to.parties, ['拟立项：{title}', 'Recommended: {title}'], ['项目《{title}》经评审拟予立项，将进行公示。', 'The project “{title}” is recommended and will be put on public notice.'], LOOK),
  hear('application.declined', 'DECISIONS', to.parties, ['未予立项：{title}', 'Not approved: {title}'], ['项目《{title}》未予立项。理由：{note}', 'The project “{title}” was not approved. Reason: {note}'], OBJECT),
  hear('application.notice-started', 'APPLICATIONS', to.parties, ['公示开始：{title}', 'On public notice: {title}'], ['项目《{title}》开始公示。', 'The public notice of “{title}” has begun.'], ['查看公示期：', 'See how long it runs:']),
  hear('application.objected', 'APPLICATIONS', to.parties, ['公示收到异议：{title}', 'An objection: {title}'], ['项目《{title}》的公示收到异议，处理完毕前不作决定。', 'There is an objection to “{title}”; nothing is decided before it is dealt with.'], LOOK),
  hear('application.cleared', 'APPLICATIONS', to.parties, ['异议已处理：{title}', 'Objections dealt with: {title}'], ['项目《{title}》公示期间的异议均已处理。', 'The objections to “{title}” have been dealt with.'], LOOK),
  hear('application.objection-upheld', 'DECISIONS', to.parties, ['异议成立：{title}', 'Objection upheld: {title}'], ['对项目《{title}》的异议成立。理由：{note}', 'An objection to “{title}” was upheld. Reason: {note}'], OBJECT),
  hear('application.approved', 'DECISIONS', to.parties, ['批准立项：{title}', 'Approved: {title}'], ['项目《{title}》已批准立项，请在期限内编制任务书。', 'The project “{title}” is approved. Please draw up its task book in time.'], ['查看立项编号和任务书期限：', 'See its number and when the task book is due:']),
  hear('application.reopened', 'APPLICATIONS', to.parties, ['申报重新审理：{title}', 'Reopened: {title}'], ['项目《{title}》的申报将重新审理。', 'The application of “{title}” is taken up again.'], LOOK),
  hear('application.lapsed', 'DECISIONS', to.parties, ['申报失效：{title}', 'Lapsed: {title}'], ['项目《{title}》的申报逾期未补正，已失效。', 'The application of “{title}” was not supplemented in time and has lapsed.'], OBJECT),
  hear('application.admitted-late', 'APPLICATIONS', to.parties, ['准予逾期提交：{title}', 'Admitted late: {title}'], ['科技局准予项目《{title}》逾期提交。理由：{note}', 'The bureau admits “{title}” after the closing date. Reason: {note}'], LOOK),
  hear('application.withdrawn', 'APPLICATIONS', to.officers, ['申报撤回：{title}', 'Withdrawn: {title}'], ['项目《{title}》撤回了申报。', 'The project “{title}” has withdrawn its application.'], LOOK),

  hear('objection.stated', 'APPLICATIONS', to.officers, ['收到异议：{title}', 'Objection stated: {title}'], ['对项目《{title}》的公示提出了异议，请在期限内处理。', 'An objection was stated to the notice of “{title}”; please deal with it in time.'], CHECK),
  hear('objection.resolved', 'DECISIONS', to.objector, ['您的异议已有处理结果：{title}', 'Your objection was dealt with: {title}'], ['您对项目《{title}》提出的异议已处理完毕。', 'Your objection to “{title}” has been dealt with.'], ['查看结果和理由：', 'Read the outcome and why:']),
  hear('objection.overdue', 'APPLICATIONS', to.officers, ['异议逾期未处理：{title}', 'Objection overdue: {title}'], ['对项目《{title}》的异议已逾期未处理，公示不能结束。', 'An objection to “{title}” is overdue; its notice cannot end.'], CHECK),
  hear('reconsideration.asked', 'APPLICATIONS', to.officers, ['收到复核申请：{title}', 'A review of the decision is asked for: {title}'], ['对项目《{title}》的决定申请了复核，须由其他工作人员办理。', 'A review of the decision on “{title}” is asked for; another officer has to deal with it.'], CHECK),
  hear('reconsideration.due-soon', 'APPLICATIONS', to.officers, ['复核即将到期：{title}', 'Review of a decision due soon: {title}'], ['对项目《{title}》的复核即将到期。', 'The review of the decision on “{title}” is due soon.'], CHECK),
  hear('reconsideration.overdue', 'APPLICATIONS', to.officers, ['复核逾期：{title}', 'Review of a decision overdue: {title}'], ['对项目《{title}》的复核已逾期。', 'The review of the decision on “{title}” is overdue.'], CHECK),
  hear('reconsideration.upheld', 'DECISIONS', to.parties, ['复核结论：原决定撤销，{title}', 'Decision set aside: {title}'], ['对项目《{title}》决定的复核成立。理由：{note}', 'The decision on “{title}” was set aside. Reason: {note}'], LOOK),
  hear('reconsideration.dismissed', 'DECISIONS', to.parties, ['复核结论：维持原决定，{title}', 'Decision stands: {title}'], ['对项目《{title}》决定的复核不成立，原决定维持。理由：{note}', 'The decision on “{title}” stands. Reason: {note}'], LOOK),

  hear('review.assigned', 'REVIEWS', to.reviewer, ['请评审：{title}', 'Please review: {title}'], ['您被抽取评审项目《{title}》。如有应当回避的情形，请先声明并交回。', 'You were drawn to review “{title}”. If you have a conflict of interest, please say so and hand it back first.'], ['阅读材料并评分：', 'Read it and score:']),
  hear('review.released', 'REVIEWS', to.reviewer, ['评审任务已取消：{title}', 'Review released: {title}'], ['项目《{title}》不再需要您评审。', 'Your review of “{title}” is not needed any more.'], LOOK),
  hear('review.handed-back', 'REVIEWS', to.officers, ['评审被交回：{title}', 'Review handed back: {title}'], ['项目《{title}》的一项评审被交回，请补抽专家。', 'A review of “{title}” was handed back; please draw another expert.'], ['补抽：', 'Draw again:']),
  hear('panel.convened', 'REVIEWS', to.panellists, ['请参加评审会表决：{title}', 'A panel is convened: {title}'], ['项目《{title}》的专家组已召集，请参加表决。', 'The panel on “{title}” is convened; please vote.'], ['表决：', 'Vote:']),

  hear('taskbook.submitted', 'PROJECTS', to.officers, ['任务书待确认：{title}', 'Task book to be confirmed: {title}'], ['项目《{title}》提交了任务书。', 'The project “{title}” has submitted its task book.'], CHECK),
  hear('taskbook.returned', 'PROJECTS', to.parties, ['任务书退回修改：{title}', 'Task book returned: {title}'], ['项目《{title}》的任务书被退回。理由：{note}', 'The task book of “{title}” was returned. Reason: {note}'], MEND),
  hear('change.requested', 'PROJECTS', to.parties, ['项目变更待同意：{title}', 'A change is asked for: {title}'], ['项目《{title}》申请变更，需要参与方同意。', 'A change of “{title}” is asked for and needs the parties’ consent.'], ANSWER),
  hear('change.consented', 'PROJECTS', to.officers, ['项目变更待审批：{title}', 'A change to be approved: {title}'], ['项目《{title}》的变更已获参与方同意，等待审批。', 'The parties consent to a change of “{title}”; it waits for approval.'], CHECK),
  hear('change.approved', 'DECISIONS', to.parties, ['变更获批：{title}', 'Change approved: {title}'], ['项目《{title}》的变更已批准。', 'The change of “{title}” is approved.'], LOOK),
  hear('change.refused', 'DECISIONS', to.parties, ['变更未获批准：{title}', 'Change refused: {title}'], ['项目《{title}》的变更未获批准。理由：{note}', 'The change of “{title}” was refused. Reason: {note}'], LOOK),
  hear('milestone.reported', 'PROJECTS', to.officers, ['里程碑待核实：{title}', 'Milestone to be checked: {title}'], ['项目《{title}》报告完成一个里程碑。', 'The project “{title}” reports a milestone.'], CHECK),
  hear('milestone.returned', 'PROJECTS', to.parties, ['里程碑报告退回：{title}', 'Milestone returned: {title}'], ['项目《{title}》的里程碑报告被退回。理由：{note}', 'A report on a milestone of “{title}” was returned. Reason: {note}'], MEND),
  hear('milestone.reached', 'PROJECTS', to.parties, ['里程碑已确认：{title}', 'Milestone reached: {title}'], ['项目《{title}》的一个里程碑已确认完成。', 'A milestone of “{title}” is confirmed.'], LOOK),
  hear('grant.uncovered', 'PROJECTS', to.officers, ['经费待落实：{title}', 'No budget yet: {title}'], ['项目《{title}》已立项，尚无预算可以承担其经费。', 'The project “{title}” is approved, and no budget covers its grant yet.'], ['指定资金：', 'Name a fund:']),
  hear('grant.committed', 'PROJECTS', to.parties, ['经费已落实：{title}', 'The grant is covered: {title}'], ['项目《{title}》的经费已有预算承担。', 'A budget covers the grant of “{title}”.'], LOOK),
  hear('grant.planned', 'PROJECTS', to.parties, ['拨付计划：{title}', 'How the grant is paid: {title}'], ['项目《{title}》的经费拨付计划已确定。', 'It is planned how the grant of “{title}” is paid.'], LOOK),
  hear('grant.closed', 'PROJECTS', to.parties, ['经费已结清：{title}', 'The grant is closed: {title}'], ['项目《{title}》的经费已结清，不再拨付。说明：{note}', 'The grant of “{title}” is closed; nothing more is paid. They say: {note}'], LOOK),
  hear('instalment.requested', 'PROJECTS', to.officers, ['拨付申请：{title}', 'A payment is requested: {title}'], ['项目《{title}》申请拨付一笔经费。', 'A payment is requested for “{title}”.'], CHECK),
  hear('instalment.endorsed', 'PROJECTS', to.officers, ['拨付待批准：{title}', 'A payment to be approved: {title}'], ['项目《{title}》的一笔拨付已初审，须由另一名工作人员批准。', 'A payment for “{title}” is endorsed; another officer has to approve it.'], CHECK),
  hear('instalment.approved', 'PROJECTS', to.officers, ['拨付已批准：{title}', 'A payment is approved: {title}'], ['项目《{title}》的一笔拨付已批准，请办理。', 'A payment for “{title}” is approved; please make it.'], ['办理：', 'Pay it:']),
  hear('instalment.returned', 'PROJECTS', to.parties, ['拨付申请退回：{title}', 'Payment returned: {title}'], ['项目《{title}》的一笔拨付被退回。理由：{note}', 'A payment for “{title}” was returned. Reason: {note}'], MEND),
  hear('instalment.paid', 'PROJECTS', to.parties, ['经费已拨付：{title}', 'Paid: {title}'], ['项目《{title}》的一笔经费已拨付，请查收。', 'An instalment of “{title}” was paid; please see that it arrives.'], LOOK),
  hear('instalment.reversed', 'PROJECTS', to.parties, ['拨付已冲回：{title}', 'Payment taken back: {title}'], ['项目《{title}》的一笔拨付未能到账，已冲回。说明：{note}', 'A payment for “{title}” did not arrive and was taken back. They say: {note}'], LOOK),
  hear('matching.shown', 'PROJECTS', to.officers, ['配套资金待核实：{title}', 'Matching money to be checked: {title}'], ['项目《{title}》的参与方提交了配套资金凭证。', 'A party of “{title}” shows what it has put in itself.'], CHECK),
  hear('matching.accepted', 'PROJECTS', to.parties, ['配套资金已核实：{title}', 'Matching money accepted: {title}'], ['项目《{title}》的一笔配套资金已核实。', 'Matching money of “{title}” is accepted.'], LOOK),
  hear('matching.returned', 'PROJECTS', to.parties, ['配套资金凭证退回：{title}', 'Matching money returned: {title}'], ['项目《{title}》的一笔配套资金凭证被退回。理由：{note}', 'What was shown as matching money of “{title}” was returned. Reason: {note}'], MEND),
  hear('report.submitted', 'PROJECTS', to.officers, ['年度报告待审：{title}', 'Yearly report to be checked: {title}'], ['项目《{title}》提交了年度进展报告。', 'The project “{title}” has submitted its yearly report.'], CHECK),
  hear('report.returned', 'PROJECTS', to.parties, ['年度报告退回：{title}', 'Yearly report returned: {title}'], ['项目《{title}》的年度报告被退回。理由：{note}', 'The yearly report of “{title}” was returned. Reason: {note}'], MEND),
  hear('report.accepted', 'PROJECTS', to.parties, ['年度报告已通过：{title}', 'Yearly report accepted: {title}'], ['项目《{title}》的年度报告已通过。', 'The yearly report of “{title}” is accepted.'], LOOK),
  hear('acceptance.submitted', 'PROJECTS', to.officers, ['申请验收：{title}', 'Acceptance asked for: {title}'], ['项目《{title}》提交结题报告，申请验收。', 'The project “{title}” has submitted its final report.'], CHECK),
  hear('acceptance.returned', 'PROJECTS', to.parties, ['结题报告退回：{title}', 'Final report returned: {title}'], ['项目《{title}》的结题报告被退回。理由：{note}', 'The final report of “{title}” was returned. Reason: {note}'], MEND),
  hear('acceptance.accepted', 'DECISIONS', to.parties, ['通过验收：{title}', 'Accepted: {title}'], ['项目《{title}》通过验收。', 'The project “{title}” passed its acceptance.'], LOOK),
  hear('acceptance.failed', 'DECISIONS', to.parties, ['未通过验收：{title}', 'Not accepted: {title}'], ['项目《{title}》未通过验收。理由：{note}', 'The project “{title}” did not pass its acceptance. Reason: {note}'], OBJECT),
  hear('recovery.assessed', 'DECISIONS', to.parties, ['应退经费已核定：{title}', 'Repayment assessed: {title}'], ['项目《{title}》应退回的经费已核定，请在期限内退回。', 'What “{title}” has to give back is assessed; please repay it in time.'], OBJECT),
  hear('recovery.returned', 'PROJECTS', to.parties, ['退款凭证退回：{title}', 'Proof of repayment returned: {title}'], ['项目《{title}》的退款材料被退回。理由：{note}', 'The proof of repayment of “{title}” was returned. Reason: {note}'], MEND),

  hear('contract.filed', 'PROJECTS', to.officers, ['待登记的技术合同：{title}', 'A contract to be registered: {title}'], ['技术合同《{title}》申请登记，请在期限内决定。', 'The technology contract “{title}” was filed; please decide in time.'], CHECK),
  hear('contract.returned', 'PROJECTS', to.parties, ['技术合同退回补正：{title}', 'Contract returned: {title}'], ['技术合同《{title}》需要补正。说明：{note}', 'The technology contract “{title}” has to be supplemented. They say: {note}'], MEND),
  hear('contract.referred', 'PROJECTS', to.parties, ['技术合同送专家评审：{title}', 'With experts: {title}'], ['技术合同《{title}》须经专家评审后登记。', 'The technology contract “{title}” is reviewed by experts before it is registered.'], LOOK),
  hear('contract.registered', 'DECISIONS', to.parties, ['技术合同已登记：{title}', 'Contract registered: {title}'], ['技术合同《{title}》已登记。', 'The technology contract “{title}” is registered.'], ['查看登记编号和核定的金额：', 'See its number and the amounts as settled:']),
  hear('contract.refused', 'DECISIONS', to.parties, ['技术合同不予登记：{title}', 'Contract not registered: {title}'], ['技术合同《{title}》不予登记。理由：{note}', 'The technology contract “{title}” is not registered. Reason: {note}'], ['查看；卖方可在期限内提出异议：', 'Read it; the seller may object in time:']),
  hear('contract.objected', 'PROJECTS', to.officers, ['对不予登记的异议：{title}', 'Refusal objected to: {title}'], ['卖方对不予登记《{title}》提出异议。理由：{note}', 'The seller objects to the refusal of “{title}”. Reason: {note}'], CHECK),
  hear('contract.upheld', 'DECISIONS', to.parties, ['异议成立，重新审查：{title}', 'Objection upheld: {title}'], ['对《{title}》不予登记的异议成立，合同重新审查。', 'The objection about “{title}” was upheld; the contract is looked at again.'], LOOK),
  hear('contract.overruled', 'DECISIONS', to.parties, ['异议不成立：{title}', 'Objection overruled: {title}'], ['对《{title}》不予登记的异议不成立。理由：{note}', 'The objection about “{title}” was overruled. Reason: {note}'], LOOK),
  hear('contract.change-asked', 'PROJECTS', to.officers, ['技术合同申请变更：{title}', 'A contract is to change: {title}'], ['技术合同《{title}》申请变更登记。说明：{note}', 'A change of the registered contract “{title}” is asked for. They say: {note}'], CHECK),
  hear('contract.changed', 'DECISIONS', to.parties, ['技术合同变更已登记：{title}', 'Change registered: {title}'], ['技术合同《{title}》的变更已登记。', 'The change of the contract “{title}” is registered.'], LOOK),
  hear('contract.change-declined', 'DECISIONS', to.parties, ['技术合同变更未获准：{title}', 'Change declined: {title}'], ['技术合同《{title}》的变更未获准。理由：{note}', 'The change of the contract “{title}” was declined. Reason: {note}'], LOOK),
  hear('contract.cancelled', 'DECISIONS', to.parties, ['技术合同登记已注销：{title}', 'Registration cancelled: {title}'], ['技术合同《{title}》的登记已注销。理由：{note}', 'The registration of “{title}” was cancelled. Reason: {note}'], OBJECT),
  hear('contract.overdue', 'DEADLINES', to.nextWithContract, ['技术合同逾期：{title}', 'Contract overdue: {title}'], ['技术合同《{title}》的办理期限已过。', 'The day for the next step with the contract “{title}” has passed.'], LOOK),

  hear('organisation.member-invited', 'ACCOUNT', to.theMember, ['邀请您加入：{title}', 'You are invited to join {title}'], ['{title} 邀请您成为成员，接受后方可代表该单位。', '{title} invites you as a member; you act for it once you accept.'], ['接受或谢绝：', 'Accept or decline:']),
  hear('organisation.member-removed', 'ACCOUNT', to.theMember, ['您已不再是成员：{title}', 'No longer a member of {title}'], ['您在 {title} 的成员资格已终止。', 'Your membership of {title} has ended.'], LOOK),
  hear('account.role-granted', 'ACCOUNT', to.holder, ['您的平台角色有变化', 'You have another role'], ['管理员为您增加了平台角色，下次操作起生效。', 'An administrator has given you a role; it holds from your next request on.'], LOOK),
  hear('account.role-revoked', 'ACCOUNT', to.holder, ['您的平台角色有变化', 'A role of yours has ended'], ['管理员取消了您的一个平台角色，下次操作起生效。', 'An administrator has taken a role from you; it holds from your next request on.'], LOOK),
  hear('account.refresh-token-reused', 'ACCOUNT', to.holder, ['登录凭据被重复使用', 'A sign-in was used twice'], ['您的一次登录凭据被重复使用，该会话已被终止。如非本人操作，请修改密码。', 'A token of one of your sessions was used a second time, so the session was ended. If it was not you, change your password.'], LOOK),
  hear('organisation.registered', 'ACCOUNT', to.officers, ['待核验的单位：{title}', 'To be verified: {title}'], ['{title} 已在平台登记，等待核验。', '{title} has registered and waits to be verified.'], CHECK),
  hear('organisation.verified', 'ACCOUNT', to.itself, ['单位已核验：{title}', 'Verified: {title}'], ['{title} 已通过核验，可以发布需求和成果、参与联合申报。', '{title} is verified: it can publish and take part in joint applications.'], LOOK),
];

/** Facts that nobody is told of by this table, and why not. A test holds that every fact is in one of the two. */
// prettier-ignore
export const UNHEARD: Readonly<Record<string, string>> = {
  ...because('told by an area of its own, in time with its own rules', [
    'alert.raised', 'meeting.planned', 'meeting.recomputed', 'meeting.rescheduled', 'meeting.held', 'meeting.missed',
    'meeting.cancelled', 'meeting.reinstated', 'reviewer.invited', 'project.signature-awaited', 'deadline.missed',
    'taskbook.opened', 'notification.failed',
  ]),
  ...because('the one who did it knows, and nobody else is concerned yet', [
    'account.signed-up', 'account.calendar-feed-created', 'account.calendar-feed-revoked', 'need.drafted',
    'need.edited', 'contract.drafted', 'contract.edited', 'contract.withdrawn', 'need.withdrawn', 'need.closed',
    'need.reopened', 'need.confirmed', 'achievement.drafted', 'achievement.edited', 'achievement.closed',
    'achievement.withdrawn', 'achievement.reopened', 'search.saved', 'search.edited', 'search.muted',
    'search.deleted', 'person.updated', 'person.affiliated', 'person.matching-set', 'match.judged',
    'application.drafted', 'application.unsuitable-named', 'attachment.uploaded', 'attachment.bound',
    'attachment.removed', 'organisation.parent-set', 'organisation.member-added', 'organisation.invitation-ended',
    'organisation.signing-delegated', 'organisation.delegation-revoked', 'reviewer.consented', 'reviewer.declined',
    'reviewer.updated', 'relation.declared', 'relation.withdrawn', 'taskbook.edited', 'change.withdrawn',
    'reconsideration.withdrawn', 'review.submitted', 'recovery.confirmed', 'series.contacts-set',
  ]),
  ...because('another fact of the same moment is told', [
    'need.matched', 'project.edited', 'project.signed-by', 'project.applied', 'project.released', 'project.approved',
    'project.amended', 'taskbook.confirmed', 'taskbook.amended', 'taskbook.lapsed', 'change.lapsed',
    'milestone.lapsed', 'report.lapsed', 'acceptance.lapsed', 'acceptance.opined', 'objection.mooted',
    'recovery.opened', 'recovery.cleared', 'recovery.recovered', 'series.started', 'series.ended', 'series.closed',
    'series.changed', 'series.paused', 'series.resumed', 'series.meeting-added', 'notification.told',
    'notification.retried', 'grant.opened', 'instalment.planned', 'instalment.lapsed',
  ]),
  ...because('work of the bureau, which sees it on its boards; telling others would break the blindness of a review', [
    'assignment.asked', 'assignment.proposed', 'assignment.cancelled', 'assignment.adopted', 'round.planned',
    'round.closed', 'round.decided', 'round.seed-committed', 'round.pool-closed', 'round.seed-revealed',
    'application.experts-weighed', 'draw.experts-drawn', 'review.opened', 'review.disclosed', 'review.voided',
    'review.conflict-found', 'dismissal.stated', 'dismissal.confirmed', 'panel.voted', 'panel.closed',
    'panel.cancelled', 'panel.annulled', 'reviewer.suspended', 'reviewer.restored', 'reviewer.retired', 'case.exported',
    'attachment.infected',
  ]),
  ...because('whoever keeps it sees it on a page of their own', [
    'robot.added', 'robot.changed', 'robot.disabled', 'robot.enabled', 'robot.tested', 'target.set', 'contract.recorded',
    'contract-reference.announced', 'programme.revised', 'fund.opened', 'fund.called', 'fundyear.announced',
    'fundyear.allocated', 'fundyear.reduced', 'fundyear.carried-over',
  ]),
  ...because('it stands on the next agenda, and in the calendars of those whom it concerns', [
    'action.set', 'action.completed', 'action.confirmed', 'action.reopened', 'action.postponed',
    'meeting.agenda-point-added', 'meeting.agenda-point-removed', 'meeting.amended',
  ]),
  ...because('the platform’s own workings', [
    'concept.added', 'concept.edited', 'concept.removed', 'embeddings.adopted', 'embeddings.dropped',
    'embeddings.switched', 'relevance.counted', 'weights.fitted', 'weights.kept', 'weights.set', 'weights.used',
    'setting.changed', 'holidays.announced',
  ]),
};

function because(why: string, topics: readonly string[]): Record<string, string> {
  return Object.fromEntries(topics.map((topic) => [topic, why]));
}
