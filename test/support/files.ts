import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import type { ApiClient, Data } from './client';

/** A small PDF. */
export const aPdf = (text = '技术方案'): Buffer => Buffer.from(`%PDF-1.7\n% ${text}\n%%EOF\n`);
/** A PNG of one pixel. */
export const aPng = (): Buffer =>
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );

const MAIN = {
  docx: [
    'word/document.xml',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
  ],
  xlsx: ['xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'],
  docm: ['word/document.xml', 'application/vnd.ms-word.document.macroEnabled.main+xml'],
} as const;

/** An archive of these entries. */
export function aZip(entries: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(entries)) zip.addBuffer(content, name);
  zip.end();
  return buffer(zip.outputStream);
}

/** An Office document with further parts. */
export function anOffice(
  kind: keyof typeof MAIN,
  parts: Readonly<Record<string, Buffer>> = {},
): Promise<Buffer> {
  const [part, type] = MAIN[kind];
  const types = `<Types><Override PartName="/${part}" ContentType="${type}"/></Types>`;
  return aZip({ '[Content_Types].xml': Buffer.from(types), [part]: Buffer.from('<x/>'), ...parts });
}

/** What came back from `POST /files`. */
export interface UploadAnswer {
  readonly status: number;
  readonly body: Data;
  /** Of the first refusal. */
  readonly code: string | undefined;
}

/** Uploads as a caller of the API. */
export async function upload(
  client: ApiClient,
  name: string,
  bytes: Uint8Array,
  { query = '', field = 'file' }: { readonly query?: string; readonly field?: string } = {},
): Promise<UploadAnswer> {
  const form = new FormData();
  form.append(field, new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
  const request = { method: 'POST', body: form, headers: await client.sent() };
  const response = await fetch(`${client.url}/files${query}`, request);
  const body = await response.json();
  return { status: response.status, body, code: body.errors?.[0]?.extensions.code };
}

/** Downloads as a caller of the API. */
export async function download(client: ApiClient, id: string): Promise<Response> {
  return fetch(`${client.url}/files/${id}`, { headers: await client.sent() });
}

/** A place for files that a test can look into. */
export class FilesDirectory {
  readonly path = mkdtempSync(join(tmpdir(), 'benfu-files-'));

  /** What lies in it: kept files and half ones, with their sizes in bytes. */
  all(): { name: string; size: number }[] {
    return readdirSync(this.path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => ({ name, size: statSync(join(parentPath, name)).size }));
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
