import type { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import { refuseAccess } from '../../kernel/access';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { FileStore } from '../../kernel/file-store';
import { newId } from '../../kernel/ids';
import { sql } from '../../kernel/policy';
import { setting } from '../../kernel/settings';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { Attachment, AttachmentBinding } from './attachment';
import * as facts from './attachment.facts';
import type { Attachable } from './attachment.subjects';
import { refuse } from './attachments.messages';
import { AttachmentsReader, owns } from './attachments.reader';
import { Inspection } from './inspection';
import type { Upload } from './uploads';

/** What one account may have lying about: nobody fills the store by sending. */
const MOST_UNBOUND = setting('attachments.max-unbound', 100, {
  zh: '每个账号未使用附件的最大数量（个）',
  en: 'Files of one account that belong to nothing, at most',
  min: 1,
});

/** Takes files in, gives them out, and binds them to records. */
@Injectable()
export class AttachmentsService {
  private readonly log = new Logger('Files');

  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly store: FileStore,
    private readonly attachments: AttachmentsReader,
    private readonly inspection: Inspection,
  ) {}

  /**
   * Takes a file that came in, for one of the actor's organisations, or for themselves where they have none. Refuses
   * what is not what it says, may do harm, or cannot be kept.
   */
  async take(actor: Actor, upload: Upload, organisationId?: string): Promise<Attachment> {
    const owner = ownerOf(actor, organisationId);
    const { name, mediaType } = await this.inspection.of(actor, upload);
    const attachment = Object.assign(new Attachment(), {
      ...{ id: newId(this.clock.now()), name, mediaType, size: upload.size, sha256: upload.sha256 },
      ...{ uploadedAt: this.clock.now(), organisationId: owner, uploaderId: actor.accountId!, kept: false },
    });
    // The row stands before the bytes: whatever breaks off in between is found by it, and cleared away.
    await this.uow.run(() => this.announce(attachment));
    await this.answering(this.store.keep(attachment.id, upload.path));
    await this.uow.run(async () => {
      await this.uow.manager.update(Attachment, { id: attachment.id }, { kept: true });
      const subject = { type: 'attachment', id: attachment.id };
      const payload = { organisationId: owner };
      await this.facts.state(facts.attachmentUploaded, { subject, actor, payload });
    });
    return attachment;
  }

  /** The bytes of a file that the caller may read. */
  open({ id }: Attachment): Promise<Readable> {
    return this.answering(this.store.open(id));
  }

  /**
   * Binds files to a record, in the transaction in progress, and gives them in that order. Those bound to it before may
   * stay or come back whoever asks; any other must be the actor's own. `most` at once; `field` names the input.
   */
  async bind(
    actor: Actor,
    to: Attachable,
    subjectId: string,
    ids: readonly string[],
    { most, field = 'attachmentIds' }: { readonly most: number; readonly field?: string },
  ): Promise<Attachment[]> {
    const wanted = [...new Set(ids)];
    if (wanted.length > most) throw refuse('attachments.too-many', { max: most }, ['input', field]);
    const subject = { subjectType: to.type, subjectId };
    const found = await this.attachments.hold(wanted);
    const bound = await this.uow.manager.findBy(AttachmentBinding, subject);
    const before = new Set(bound.map(({ attachmentId }) => attachmentId));
    for (const [at, id] of wanted.entries()) {
      const attachment = found.get(id);
      const theirs = attachment && (before.has(id) || actor.kind === 'system' || owns(actor, attachment));
      if (!theirs) throw refuseAccess('NOT_FOUND', { field }, ['input', field, String(at)]);
      if (!before.has(id)) await this.bindOne(actor, id, subject);
    }
    return wanted.map((id) => found.get(id)!);
  }

  /** Removes what belongs to nothing since one instant, and what never reached the store since another. */
  async removeForgotten(unboundSince: Date, unkeptSince: Date): Promise<void> {
    for (let removed = true; removed;) {
      removed = await this.uow.run(async () => {
        const id = (await this.attachments.oneForgotten(unboundSince, unkeptSince))?.id;
        if (id === undefined) return false;
        await this.uow.manager.delete(Attachment, { id });
        const subject = { type: 'attachment', id };
        await this.facts.state(facts.attachmentRemoved, { subject, actor: SYSTEM, payload: {} });
        // Last: where the store does not let go, the row stays and is tried again.
        await this.store.remove(id);
        return true;
      });
    }
  }

  private async bindOne(
    actor: Actor,
    attachmentId: string,
    subject: Pick<AttachmentBinding, 'subjectType' | 'subjectId'>,
  ): Promise<void> {
    const binding = { ...subject, attachmentId, boundAt: this.clock.now() };
    await this.uow.manager.insert(AttachmentBinding, binding);
    const stated = { subject: { type: 'attachment', id: attachmentId }, actor, payload: subject };
    await this.facts.state(facts.attachmentBound, stated);
  }

  /** One at a time for an account, so that its uploads are counted one by one. */
  private async announce(attachment: Attachment): Promise<void> {
    const { uploaderId } = attachment;
    await this.uow.query(
      sql`SELECT pg_advisory_xact_lock(hashtextextended(${`files ${uploaderId}`}::text, 0))`,
    );
    const unbound = await this.attachments.count(sql`t.uploader_id = ${uploaderId}
      AND NOT EXISTS (SELECT 1 FROM attachment_bindings b WHERE b.attachment_id = t.id)`);
    if (unbound >= MOST_UNBOUND.value)
      throw refuse('attachments.too-many-unbound', { max: MOST_UNBOUND.value });
    await this.uow.manager.insert(Attachment, attachment);
  }

  /** What the store says, or a refusal where it does not answer: somebody else's server is no defect of ours. */
  private async answering<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      this.log.error({ msg: 'the file store does not answer', err: error });
      throw refuse('attachments.store.unavailable', {});
    }
  }
}

function ownerOf(actor: Actor, organisationId: string | undefined): string | null {
  const at = ['organisationId'];
  if (organisationId === undefined) {
    if (actor.organisationIds.length > 1) throw refuse('attachments.which-organisation', {}, at);
    return actor.organisationIds[0] ?? null;
  }
  if (!actor.organisationIds.includes(organisationId)) throw refuse('attachments.not-member', {}, at);
  return organisationId;
}
