import { topic } from '../../kernel/facts';
import { enumOf } from '../../kernel/fields';
import { lifecycle, type MovePayload } from '../../kernel/lifecycle';

export const taskBookOpened = topic<{ projectId: string; dueOn: string }>('taskbook.opened');
export const taskBookEdited = topic<MovePayload>('taskbook.edited');
export const taskBookSubmitted = topic<MovePayload>('taskbook.submitted');
export const taskBookReturned = topic<MovePayload>('taskbook.returned');
export const taskBookConfirmed = topic<MovePayload>('taskbook.confirmed');
export const taskBookAmended = topic<MovePayload>('taskbook.amended');
export const taskBookLapsed = topic<MovePayload>('taskbook.lapsed');

/** From a draft that opens with the approval to the confirmed plan, which only approved changes amend. */
export const taskBookLifecycle = lifecycle({
  initial: 'DRAFT',
  states: ['DRAFT', 'SUBMITTED', 'RETURNED', 'CONFIRMED', 'LAPSED'],
  moves: [
    { verb: 'EDIT', from: ['DRAFT'], to: 'DRAFT', fact: taskBookEdited },
    { verb: 'EDIT', from: ['RETURNED'], to: 'RETURNED', fact: taskBookEdited },
    { verb: 'SUBMIT', from: ['DRAFT', 'RETURNED'], to: 'SUBMITTED', fact: taskBookSubmitted },
    { verb: 'RETURN', from: ['SUBMITTED'], to: 'RETURNED', fact: taskBookReturned, note: 'required' },
    { verb: 'CONFIRM', from: ['SUBMITTED'], to: 'CONFIRMED', fact: taskBookConfirmed },
    { verb: 'AMEND', from: ['CONFIRMED'], to: 'CONFIRMED', fact: taskBookAmended },
    { verb: 'LAPSE', from: ['DRAFT', 'SUBMITTED', 'RETURNED'], to: 'LAPSED', fact: taskBookLapsed },
  ],
});

export const TASK_BOOK_STATES = taskBookLifecycle.states;
export type TaskBookState = (typeof TASK_BOOK_STATES)[number];
export type TaskBookVerb = (typeof taskBookLifecycle.verbs)[number];

/** The steps that people take by `moveTaskBook`. */
export const TASK_BOOK_VERBS = ['SUBMIT', 'RETURN', 'CONFIRM'] as const;
export const TaskBookStateEnum = enumOf('TaskBookState', TASK_BOOK_STATES);
export const TaskBookVerbEnum = enumOf('TaskBookVerb', TASK_BOOK_VERBS);
