import { Module } from '@nestjs/common';
import { MulterModule } from '@nestjs/platform-express';
import { Config } from '../../kernel/config';
import { AttachmentsJobs } from './attachments.jobs';
import { AttachmentsReader } from './attachments.reader';
import { AttachmentsResolver } from './attachments.resolver';
import { AttachmentsService } from './attachments.service';
import { FilesController } from './files.controller';
import { Inspection } from './inspection';
import { uploadOptions } from './uploads';

@Module({
  imports: [MulterModule.registerAsync({ inject: [Config], useFactory: uploadOptions })],
  controllers: [FilesController],
  providers: [AttachmentsReader, AttachmentsService, Inspection, AttachmentsResolver, AttachmentsJobs],
  exports: [AttachmentsReader, AttachmentsService],
})
export class AttachmentsModule {}
