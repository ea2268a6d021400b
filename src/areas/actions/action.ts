import { Check, Column, Index } from 'typeorm';
import { HideField } from '@nestjs/graphql';
import { topic } from '../../kernel/facts';
import { Day, enumOf, Id, Instant, isOneOf, OneOf, Ref, Text, Version } from '../../kernel/fields';
import { isBureau } from '../../kernel/actor';
import { kind } from '../../kernel/kind';
import { lifecycle, type MovePayload } from '../../kernel/lifecycle';
import { NodeType } from '../../kernel/node';
import { any, bureau, policy, sql, type Rule, type Sql } from '../../kernel/policy';
import { involved, involvedIn, Meeting } from '../liaison';
import { Organisation } from '../organisations';
import { Person } from '../people';

/** Somebody undertook something at a meeting. */
export const actionSet = topic<{ meetingId: string; ownerId: string; dueOn: string }>('action.set');
export const actionCompleted = topic<MovePayload>('action.completed');
export const actionConfirmed = topic<MovePayload>('action.confirmed');
export const actionReopened = topic<MovePayload>('action.reopened');
/** It has another last day; the note says why. */
export const actionPostponed = topic<MovePayload>('action.postponed');

/** From what was undertaken to what the bureau has seen done. */
export const actionLifecycle = lifecycle({
  initial: 'OPEN',
  states: ['OPEN', 'DONE', 'CONFIRMED'],
  moves: [
    { verb: 'COMPLETE', from: ['OPEN'], to: 'DONE', fact: actionCompleted },
    { verb: 'CONFIRM', from: ['DONE'], to: 'CONFIRMED', fact: actionConfirmed },
    { verb: 'REOPEN', from: ['DONE', 'CONFIRMED'], to: 'OPEN', fact: actionReopened, note: 'required' },
    { verb: 'POSTPONE', from: ['OPEN'], to: 'OPEN', fact: actionPostponed, note: 'required' },
  ],
});

export const ACTION_STATES = actionLifecycle.states;
export type ActionState = (typeof ACTION_STATES)[number];
export type ActionVerb = (typeof actionLifecycle.verbs)[number];
export const ACTION_VERBS = ['CONFIRM', 'REOPEN'] as const;
export const ActionStateEnum = enumOf('ActionItemState', ACTION_STATES);
export const ActionVerbEnum = enumOf('ActionItemVerb', ACTION_VERBS);

/** What one party undertook to do, and by when (行动事项). */
@NodeType('action', 'action_items', 'What one party undertook at a meeting, and by when.')
@Check('action_items_state_check', isOneOf('state', ACTION_STATES))
@Index(['meetingId', 'dueOn', 'id'])
@Index(['ownerId'])
@Index(['ownerPersonId'])
@Index('action_items_open_idx', ['dueOn'], { where: `state = 'OPEN'` })
export class ActionItem {
  @Id() id!: string;
  @Version() version!: number;
  @OneOf(() => ActionStateEnum) state!: ActionState;
  @Ref(() => Meeting, { as: 'meeting' }) meetingId!: string;
  @Text() text!: string;
  @Ref(() => Organisation, { as: 'owner' }) ownerId!: string;
  @Ref(() => Person, { as: 'ownerPerson', nullable: true }) ownerPersonId!: string | null;
  @Day({ description: 'The last day, Asia/Shanghai.' }) dueOn!: string;
  @Instant({ nullable: true, description: 'When its owner said that it is done.' }) doneAt!: Date | null;
  @Instant({ nullable: true, description: 'When the bureau saw it done.' }) confirmedAt!: Date | null;
  /** The record that it is about: its id's prefix, and its uuid. */
  @Column('text', { nullable: true }) @HideField() subjectType!: string | null;
  @Column('uuid', { nullable: true }) @HideField() subjectId!: string | null;
  /** Of the meeting at which it was set; read with the record. */
  seriesId!: string;
  /** The day of that meeting; read with the record. */
  setOn!: string;
  /** Who takes part in the series; read with the record. */
  partyIds!: string[];
}

/** Its owner: a member of the organisation that undertook it. */
export const owner: Rule<Pick<ActionItem, 'ownerId'>> = (actor, { ownerId }) =>
  actor.organisationIds.includes(ownerId);
/** 回避: nobody confirms what their own organisation undertook. */
const officer: Rule<Pick<ActionItem, 'ownerId'>> = (actor, item) => isBureau(actor) && !owner(actor, item);

/** A column of the meeting at which the item `t` was set. */
export const ofMeeting = (column: Sql): Sql =>
  sql`(SELECT ${column} FROM meetings m WHERE m.id = t.meeting_id)`;

/** Who may do what to an action item, and who may know of it. */
export const actionPolicy = policy<ActionItem>()<ActionVerb>({
  rules: {
    read: involved,
    COMPLETE: any(owner, bureau),
    CONFIRM: officer,
    REOPEN: officer,
    POSTPONE: any(owner, bureau),
  },
  readable: (actor) => involvedIn(actor, ofMeeting(sql`m.series_id`)),
});

/** The action item as the engine, the API and the tests know it. */
export const actionKind = kind({
  prefix: 'action',
  entity: ActionItem,
  lifecycle: actionLifecycle,
  policy: actionPolicy,
  verbs: ['COMPLETE', 'CONFIRM', 'REOPEN', 'POSTPONE'],
  labels: {
    OPEN: { zh: '待办', en: 'open' },
    DONE: { zh: '已完成，待确认', en: 'done, to be confirmed' },
    CONFIRMED: { zh: '已确认', en: 'confirmed' },
    COMPLETE: { zh: '完成', en: 'complete' },
    CONFIRM: { zh: '确认', en: 'confirm' },
    REOPEN: { zh: '退回重办', en: 'reopen' },
    POSTPONE: { zh: '调整期限', en: 'postpone' },
  },
});
