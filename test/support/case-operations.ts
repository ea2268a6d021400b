/** The operations of the journey from a need to an approved project. */
export const DRAFT_NEED = `mutation ($input: DraftNeedInput!) { draftNeed(input: $input) { id state completeness } }`;

export const MATCHES = `query ($id: ID!) { achievement(id: $id) { matches(first: 5) { nodes {
      score candidate { __typename ... on Need { id } } reasons { factor contribution text terms } } } } }`;

export const JUDGE = `mutation ($s: ID!, $c: ID!) { judgeMatch(subjectId: $s, candidateId: $c, verdict: USEFUL) }`;

export const EXPRESS = `mutation ($input: ExpressInterestInput!) { expressInterest(input: $input) { id state answerDueOn from { name } } }`;

export const ANSWER = `mutation ($input: AnswerInterestInput!) { answerInterest(input: $input) { state need { state } } }`;

export const PROPOSE = `mutation ($input: ProposeProjectInput!) { proposeProject(input: $input) { id state contentHash } }`;

export const EDIT = `mutation ($input: EditProjectInput!) { editProject(input: $input) { state contentHash parties { signedAt } } }`;

export const DRAW = `mutation ($input: DrawReviewersInput!) { drawReviewers(input: $input) { id reviewer { id name } conflicts { ground } } }`;

export const DETERMINE = `mutation ($input: DetermineInput!) { determineApplication(input: $input) { state grantedFunding averageScore } }`;

export const OPINIONS = `query ($id: ID!) { application(id: $id) { reviews { comment reviewer { id } } } }`;

export const OBJECT = `mutation ($input: ObjectInput!) { objectToApplication(input: $input) { id } }`;

export const RESOLVE = `mutation ($input: ResolveObjectionInput!) { resolveObjection(input: $input) { upheld resolvedAt } }`;

export const WALK = `query ($id: ID!) { project(id: $id) {
      number state
      application { number state approvedOn grantedFunding round { year quarter } notice { objections { upheld } } }
      interest { state from { name } need { title state organisation { name } history(first: 50) { nodes { topic hash } } } }
      achievement { title organisation { name } }
      history(first: 50) { nodes { topic } } } }`;

export const MOVE_NEED = `mutation ($id: ID!, $verb: NeedVerb!) { moveNeed(input: { id: $id, verb: $verb }) { state publishedAt } }`;

export const MOVE_ACHIEVEMENT = `mutation ($id: ID!, $verb: AchievementVerb!) { moveAchievement(input: { id: $id, verb: $verb }) { state } }`;

export const MOVE_APPLICATION = `mutation ($id: ID!, $verb: ApplicationVerb!, $note: String) {
  moveApplication(input: { id: $id, verb: $verb, note: $note }) { id state number approvedOn notice { startsOn endsOn } } }`;

export const SIGN = `mutation ($input: SignProjectInput!) { signProject(input: $input) { id state } }`;

export const DRAFT_ACHIEVEMENT = `mutation ($input: DraftAchievementInput!) { draftAchievement(input: $input) { id } }`;
