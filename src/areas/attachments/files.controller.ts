import { pipeline } from 'node:stream/promises';
import { rm } from 'node:fs/promises';
import {
  Controller,
  Get,
  HttpException,
  Injectable,
  Logger,
  Param,
  PayloadTooLargeException,
  Post,
  Query,
  Req,
  Res,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import type { Request, Response } from 'express';
import { catchError, finalize, type Observable } from 'rxjs';
import { Me, senderOf, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { FILES_PATH } from '../../kernel/http';
import { publicId, uuidOf } from '../../kernel/ids';
import { Refusal } from '../../kernel/messages';
import { systemCode } from '../../kernel/start-error';
import { refuse } from './attachments.messages';
import { AttachmentsReader } from './attachments.reader';
import { AttachmentsService } from './attachments.service';
import { LARGEST_MB, type Upload } from './uploads';

/** What is sent back for a file that was taken. */
interface Taken {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly mediaType: string;
  readonly sha256: string;
}

type Sent = Request & { readonly file?: Upload };

/** Uploads of one account at the same time in this process: what is on its way lies on disk before it is counted. */
const MOST_AT_ONCE = 5;

/** Says what was wrong with an upload as every other refusal is said, and holds each account to a few at once. */
@Injectable()
class Receiving implements NestInterceptor {
  private readonly log = new Logger('Files');
  /** How many each account is sending, by its id. */
  private readonly open = new Map<string, number>();

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = execution.switchToHttp().getRequest<Sent>();
    const sender = senderOf(request).accountId!;
    if ((this.open.get(sender) ?? 0) >= MOST_AT_ONCE) throw refuse('attachments.busy', { max: MOST_AT_ONCE });
    this.count(sender, 1);
    return next.handle().pipe(
      catchError((error: unknown) => {
        throw this.refusalOf(error, request);
      }),
      finalize(() => this.count(sender, -1)),
    );
  }

  private count(sender: string, change: 1 | -1): void {
    const left = (this.open.get(sender) ?? 0) + change;
    if (left > 0) this.open.set(sender, left);
    else this.open.delete(sender);
  }

  private refusalOf(error: unknown, request: Sent): unknown {
    if (error instanceof PayloadTooLargeException)
      return refuse('attachments.too-large', { max: LARGEST_MB.value }, ['file']);
    if (error instanceof HttpException || !request.complete)
      return refuse('attachments.malformed', {}, ['file']);
    if (error instanceof Refusal || !systemCode(error)) return error;
    this.log.error({ msg: 'an upload could not be written', err: error });
    return refuse('attachments.store.unavailable', {});
  }
}

/** Where files go in and out: for whoever has signed in, by the same token as GraphQL, and by no cookie. */
@Controller(FILES_PATH)
export class FilesController {
  constructor(
    private readonly attachments: AttachmentsReader,
    private readonly service: AttachmentsService,
  ) {}

  @SignedIn()
  @Post()
  @UseInterceptors(Receiving, FileInterceptor('file'))
  async upload(
    @Me() actor: Actor,
    @Req() { file }: Sent,
    @Query('organisationId') organisationId?: string | readonly string[],
  ): Promise<Taken> {
    if (!file) throw refuse('attachments.malformed', {}, ['file']);
    try {
      const owner =
        organisationId === undefined ? undefined : uuidOf('org', String(organisationId), 'organisationId');
      const { id, name, size, mediaType, sha256 } = await this.service.take(actor, file, owner);
      return { id: publicId('attachment', id), name, size, mediaType, sha256 };
    } finally {
      await rm(file.path, { force: true });
    }
  }

  @SignedIn()
  @Get(':id')
  async download(@Me() actor: Actor, @Param('id') id: string, @Res() response: Response): Promise<void> {
    const attachment = await this.attachments.get(actor, uuidOf('attachment', id));
    const content = await this.service.open(attachment);
    response.set({
      'Content-Type': attachment.mediaType,
      'Content-Length': String(attachment.size),
      'Content-Disposition': `attachment; filename*=UTF-8''${encoded(attachment.name)}`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    });
    // Whoever hangs up, or a store that breaks off, ends the answer short of its length: the caller notices.
    await pipeline(content, response).catch(() => undefined);
  }
}

/** RFC 8187: what `encodeURIComponent` leaves but the header does not take. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
