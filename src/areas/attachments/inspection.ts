import { open } from 'node:fs/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { VirusScanner } from '../../kernel/virus-scanner';
import { attachmentInfected } from './attachment.facts';
import { refuse } from './attachments.messages';
import { officeTypeOf } from './office';
import type { Upload } from './uploads';

/** Looks through what came in, before any of it is kept. */
@Injectable()
export class Inspection {
  private readonly log = new Logger('Files');

  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly scanner: VirusScanner,
  ) {}

  /** The name and the media type of an upload. Refuses an empty file, a bad name, a wrong type, and what may do harm. */
  async of(actor: Actor, upload: Upload): Promise<{ name: string; mediaType: string }> {
    if (upload.size === 0) throw refuse('attachments.empty', {}, ['file']);
    const name = fitName(upload.originalname);
    const mediaType = await mediaTypeOf(upload.path, name);
    const infection = await this.infectionOf(upload.path);
    if (infection === undefined) return { name, mediaType };
    await this.uow.run(async () => {
      const subject = { type: 'attachment', id: newId(this.clock.now()) };
      const payload = { infection, sha256: upload.sha256 };
      await this.facts.state(attachmentInfected, { subject, actor, payload });
    });
    throw refuse('attachments.infected', { infection }, ['file']);
  }

  /** A file of which nothing is known is not taken. */
  private async infectionOf(path: string): Promise<string | undefined> {
    try {
      return await this.scanner.infection(path);
    } catch (error) {
      this.log.error({ msg: 'the virus scanner does not answer', err: error });
      throw refuse('attachments.scanner.unavailable', {});
    }
  }
}

/** Characters of a file name. */
const LONGEST_NAME = 200;
/** Control characters, path separators, line ends, halves of characters, and what turns the direction of text. */
const UNFIT =
  /[\u0000-\u001f\u007f-\u009f/\\\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/u;

/** The file name, NFC-normalised. Refuses one that lies to whoever looks at it, or to a file system. */
function fitName(given: string): string {
  const name = given.normalize('NFC').trim();
  if (UNFIT.test(name) || [...name].length > LONGEST_NAME || !/[^.]\.[^.]+$/.test(name))
    throw refuse('attachments.name-invalid', { max: LONGEST_NAME }, ['file']);
  return name;
}

const extensionOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1).toLowerCase();

/** What may be attached, and the extensions that it goes by. */
const EXTENSIONS: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
};

/**
 * How files of a kind begin. Our own seven lines rather than a library that knows hundreds of formats: only what may be
 * attached is looked into, so that no parser of another format meets what a stranger sends.
 */
const SIGNATURES: readonly (readonly [RegExp, string])[] = [
  [/^%PDF-\d/, 'application/pdf'],
  [/^\x89PNG\r\n\x1a\n/, 'image/png'],
  [/^\xff\xd8\xff/, 'image/jpeg'],
  [/^GIF8[79]a/, 'image/gif'],
  [/^RIFF[^]{4}WEBP/, 'image/webp'],
  [/^PK\x03\x04/, 'zip'],
];
const LONGEST_SIGNATURE = 12;

/** What a local file is by its content. Refuses what may not be attached, what `name` lies about, and unsafe documents. */
async function mediaTypeOf(path: string, name: string): Promise<string> {
  const beginning = await beginningOf(path);
  const known = SIGNATURES.find(([signature]) => signature.test(beginning))?.[1];
  const mediaType = known === 'zip' ? await officeTypeOf(path) : known;
  const extensions = mediaType === undefined ? undefined : EXTENSIONS[mediaType];
  if (mediaType === undefined || !extensions) {
    const allowed = Object.values(EXTENSIONS).flat().join(', ');
    throw refuse('attachments.type-unknown', { allowed }, ['file']);
  }
  const extension = extensionOf(name);
  if (!extensions.includes(extension))
    throw refuse('attachments.type-lies', { extension, mediaType }, ['file']);
  return mediaType;
}

/** The first bytes, a character each. */
async function beginningOf(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST_SIGNATURE), 0, LONGEST_SIGNATURE, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}
