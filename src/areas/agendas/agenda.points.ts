import { sentence, type Locale, type Scalar } from '../../kernel/messages';
import type { ActionItem } from '../actions';
import type { Meeting } from '../liaison';
import { indicatorOf } from '../targets';
import { AGENDA_KINDS, type AgendaKind, type AgendaTopic } from './agenda';
import type { Open } from './agenda.sources';

/** One point before it is put into a language. */
export interface Point {
  readonly kind: AgendaKind;
  /** The words of a person; else the sentence of the kind is said with `params`. */
  readonly text?: string;
  readonly params: (locale: Locale) => Record<string, Scalar>;
  readonly subjectType: string | null;
  readonly subjectId: string | null;
  /** The point that a person put there. */
  readonly topic?: AgendaTopic;
}

/** What a point says. */
export const wordsOf = ({ kind, text, params }: Point, locale: Locale): string =>
  text ?? sentence(`liaison.agenda.${kind}`, params(locale), locale);

/** What tells a point from the others of its meeting. */
export const keyOf = ({ kind, subjectType, subjectId, topic }: Point): string =>
  [topic?.id ?? kind, subjectType, subjectId].join(' ');

/** The points of a meeting: what people put there, then what is overdue, what waits for an answer, what is open. */
export function pointsOf(
  meeting: Meeting,
  open: Open,
  topics: readonly AgendaTopic[],
  today: string,
): Point[] {
  const { partyIds } = meeting;
  const meets = (id: string): boolean => partyIds.includes(id);
  const found = [
    ...topics.filter(({ meetingId }) => meetingId === meeting.id).map(asPoint),
    ...open.items.filter((item) => isEarlier(item, meeting)).map((item) => action(item, open, today)),
    ...open.deadlines.filter(({ project }) => project.partyIds.some(meets)).map((one) => due(one, today)),
    ...open.applications
      .filter((one) => one.partyIds.some(meets))
      .map((one) => point('APPLICATION', 'application', one.id, { text: open.titleOf(one.projectId) })),
    ...open.interests
      .filter(({ fromId, toId }) => meets(fromId) && meets(toId))
      .map(({ id, message, toId }) =>
        point('INTEREST', 'interest', id, { text: shortened(message), owner: open.nameOf(toId) }),
      ),
    ...partyIds.flatMap((id) =>
      open.needs
        .filter(({ organisationId }) => organisationId === id)
        .map((need) => point('NEED', 'need', need.id, { text: need.title, owner: open.nameOf(id) })),
    ),
    ...open.targets.filter(({ ownerId, citywide }) => citywide || meets(ownerId!)).map(behind),
  ];
  // Sorting keeps the order of equals.
  return found.sort((a, b) => AGENDA_KINDS.indexOf(a.kind) - AGENDA_KINDS.indexOf(b.kind));
}

const point = (kind: AgendaKind, type: string, id: string, said: Record<string, Scalar>): Point => ({
  ...{ kind, subjectType: type, subjectId: id },
  params: () => said,
});

const asPoint = (topic: AgendaTopic): Point => {
  const { text, subjectType, subjectId } = topic;
  return { kind: 'MANUAL', text, params: () => ({}), subjectType, subjectId, topic };
};

const action = ({ id, text, ownerId, dueOn }: ActionItem, { nameOf }: Open, today: string): Point =>
  point(dueOn < today ? 'ACTION_OVERDUE' : 'ACTION', 'action', id, { text, owner: nameOf(ownerId), dueOn });

function due({ kind, aboutId, dueOn, project }: Open['deadlines'][number], today: string): Point {
  const said = { text: project.title, what: `deadlines.kind.${kind}`, dueOn };
  const [type, id] = kind === 'MILESTONE' ? ['milestone', aboutId] : ['project', project.id];
  return point(dueOn < today ? 'DEADLINE_OVERDUE' : 'MILESTONE_DUE', type, id, said);
}

const behind = ({ id, indicator, goal, actual }: Open['targets'][number]): Point => ({
  ...{ kind: 'TARGET_BEHIND', subjectType: 'target', subjectId: id },
  params: (locale) => ({ text: indicatorOf(indicator)?.name[locale] ?? indicator, goal, actual }),
});

const isEarlier = (item: ActionItem, meeting: Meeting): boolean =>
  item.seriesId === meeting.seriesId && item.meetingId !== meeting.id && item.setOn <= meeting.meetsOn;

const LONGEST = 80;
const shortened = (text: string): string => {
  const letters = [...text];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join('')}…` : text;
};
