import { topic } from '../../kernel/facts';

/** An owner's verdict on a candidate; its subject is the verdict, which nobody else can read. */
export const matchJudged = topic<{ subjectId: string; candidateId: string; verdict: string }>('match.judged');
