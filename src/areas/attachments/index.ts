export { Attachment } from './attachment';
export { attachable } from './attachment.subjects';
export { AttachmentsModule } from './attachments.module';
export { AttachmentsReader } from './attachments.reader';
export { AttachmentsService } from './attachments.service';
