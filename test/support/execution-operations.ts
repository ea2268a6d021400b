/** The operations of the journey from an approved project to its end. */
export const MOVE_PROJECT = `mutation ($id: ID!, $verb: ProjectVerb!, $note: String) {
  moveProject(input: { id: $id, verb: $verb, note: $note }) { state actions { name allowed code } } }`;

export const EDIT_TASK_BOOK = `mutation ($input: EditTaskBookInput!) { editTaskBook(input: $input) { version
  actions { name allowed code } } }`;

export const MOVE_TASK_BOOK = `mutation ($id: ID!, $verb: TaskBookVerb!, $note: String) {
  moveTaskBook(input: { id: $id, verb: $verb, note: $note }) { state project { state } } }`;

export const REQUEST_CHANGE = `mutation ($input: RequestChangeInput!) { requestChange(input: $input) { id state kind } }`;

export const CONSENT = `mutation ($input: ConsentToChangeInput!) { consentToChange(input: $input) { consentedAt consentedBy { name } } }`;

export const MOVE_CHANGE = `mutation ($id: ID!, $verb: ChangeVerb!, $note: String) {
  moveChange(input: { id: $id, verb: $verb, note: $note }) { state } }`;

export const REPORT_MILESTONE = `mutation ($input: ReportMilestoneInput!) { reportMilestone(input: $input) { state evidence reportedOn } }`;

export const MOVE_MILESTONE = `mutation ($id: ID!, $verb: MilestoneVerb!, $note: String) {
  moveMilestone(input: { id: $id, verb: $verb, note: $note }) { state } }`;

export const SUBMIT_REPORT = `mutation ($input: SubmitProgressReportInput!) { submitProgressReport(input: $input) { state } }`;

export const MOVE_REPORT = `mutation ($id: ID!, $verb: ProgressReportVerb!, $note: String) {
  moveProgressReport(input: { id: $id, verb: $verb, note: $note }) { state } }`;

export const FINAL_REPORT = `mutation ($input: SubmitFinalReportInput!) { submitFinalReport(input: $input) { id state
  results { name target needTarget achieved verdict needVerdict } } }`;

export const OPINION = `mutation ($input: GiveAcceptanceOpinionInput!) { giveAcceptanceOpinion(input: $input) {
  opinedAt results { name ownerVerdict ownerComment } } }`;

export const DECIDE = `mutation ($input: DecideAcceptanceInput!) { decideAcceptance(input: $input) { state
  project { state } results { name verdict decision } } }`;

export const ASSESS = `mutation ($input: AssessRecoveryInput!) { assessRecovery(input: $input) { state properlyUsed amount } }`;

export const MOVE_RECOVERY = `mutation ($id: ID!, $verb: RecoveryVerb!, $note: String) {
  moveRecovery(input: { id: $id, verb: $verb, note: $note }) { state amount dueOn recoveredOn } }`;

export const EXECUTION = `query ($id: ID!) { project(id: $id) {
  number state contentHash signedText leader { name } parties { organisation { name } }
  deadlines { kind dueOn settledOn overdue }
  taskBook { id state dueOn grantedFunding plan { objectives indicators { name unit baseline target needTarget }
    budget { year amount organisation { name } } } editions { number endsOn leader { name } parties { name } } }
  changes { nodes { id kind state } }
  milestones { id number title state } progressReports { id year state dueOn }
  acceptance { id state } recovery { id state grantedFunding amount }
  history(first: 100) { nodes { topic } } } }`;
