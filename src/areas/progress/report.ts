import { Check, Unique } from 'typeorm';
import { topic } from '../../kernel/facts';
import { Day, enumOf, Id, isOneOf, OneOf, Ref, Text, Version, Whole, Yuan } from '../../kernel/fields';
import { kind } from '../../kernel/kind';
import { lifecycle, type MovePayload } from '../../kernel/lifecycle';
import { NodeType } from '../../kernel/node';
import { nobody, policy } from '../../kernel/policy';
import { impartialOfficer, leadRepresentative, Project, projectInsider } from '../projects';
import { readableWithProject } from '../taskbooks';

export const reportSubmitted = topic<MovePayload>('report.submitted');
export const reportReturned = topic<MovePayload>('report.returned');
export const reportAccepted = topic<MovePayload>('report.accepted');
export const reportLapsed = topic<MovePayload>('report.lapsed');

/** From the year that it is about to the bureau's acceptance. */
export const reportLifecycle = lifecycle({
  initial: 'DUE',
  states: ['DUE', 'SUBMITTED', 'RETURNED', 'ACCEPTED', 'LAPSED'],
  moves: [
    { verb: 'SUBMIT', from: ['DUE', 'RETURNED'], to: 'SUBMITTED', fact: reportSubmitted },
    { verb: 'RETURN', from: ['SUBMITTED'], to: 'RETURNED', fact: reportReturned, note: 'required' },
    { verb: 'ACCEPT', from: ['SUBMITTED'], to: 'ACCEPTED', fact: reportAccepted },
    { verb: 'LAPSE', from: ['DUE', 'SUBMITTED', 'RETURNED'], to: 'LAPSED', fact: reportLapsed },
  ],
});

export type ReportState = (typeof reportLifecycle.states)[number];
export type ReportVerb = (typeof reportLifecycle.verbs)[number];
export const REPORT_VERBS = ['ACCEPT', 'RETURN'] as const;
export const ReportStateEnum = enumOf('ProgressReportState', reportLifecycle.states);
export const ReportVerbEnum = enumOf('ProgressReportVerb', REPORT_VERBS);

/** What a project tells of one year (年度进展报告). */
@NodeType('report', 'progress_reports', 'What a project tells of one year.')
@Check('progress_reports_state_check', isOneOf('state', reportLifecycle.states))
@Unique('progress_reports_project_id_year_key', ['projectId', 'year'])
export class ProgressReport {
  @Id() id!: string;
  @Version() version!: number;
  @OneOf(() => ReportStateEnum) state!: ReportState;
  @Ref(() => Project) projectId!: string;
  @Whole() year!: number;
  @Day({ description: 'Asia/Shanghai.' }) dueOn!: string;
  @Text({ nullable: true, description: 'What was done and reached.' }) progress!: string | null;
  @Text({ nullable: true, description: 'What stands in the way.' }) problems!: string | null;
  @Yuan({ nullable: true, description: 'Of the granted funding spent in that year, CNY yuan.' }) fundsUsed!:
    string | null;
  @Day({ nullable: true, description: 'When it was last submitted, Asia/Shanghai.' }) submittedOn!:
    string | null;
  /** Of the project; read with the record. */
  leadId!: string;
  partyIds!: string[];
}

/** Who may do what to a progress report, and who may know of it. */
export const reportPolicy = policy<ProgressReport>()<ReportVerb>({
  rules: {
    read: projectInsider,
    SUBMIT: leadRepresentative,
    RETURN: impartialOfficer,
    ACCEPT: impartialOfficer,
    LAPSE: nobody,
  },
  readable: readableWithProject(),
});

/** The progress report as the engine, the API and the tests know it. */
export const reportKind = kind({
  prefix: 'report',
  entity: ProgressReport,
  lifecycle: reportLifecycle,
  policy: reportPolicy,
  verbs: ['SUBMIT', ...REPORT_VERBS],
  labels: {
    DUE: { zh: '待提交', en: 'due' },
    SUBMITTED: { zh: '已提交', en: 'submitted' },
    RETURNED: { zh: '退回修改', en: 'returned' },
    ACCEPTED: { zh: '已接收', en: 'accepted' },
    LAPSED: { zh: '已失效', en: 'lapsed' },
    SUBMIT: { zh: '提交', en: 'submit' },
    RETURN: { zh: '退回', en: 'return' },
    ACCEPT: { zh: '接收', en: 'accept' },
    LAPSE: { zh: '失效', en: 'lapse' },
  },
});
