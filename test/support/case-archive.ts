import { ZipFile } from 'yazl';
import { readArchive } from '../../src/areas/casefiles/case.archive';
import type { ApiClient } from './client';

/** The files of a case file, by name. */
export type CaseEntries = Map<string, Buffer>;

/** Takes the case file of a project as `client` gets it. */
export async function takeCase(client: ApiClient, projectId: string): Promise<Buffer> {
  const response = await fetch(`${client.url}/projects/${projectId}/case.zip`, {
    headers: await client.sent(),
  });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return Buffer.from(await response.arrayBuffer());
}

/** What is in a case file. */
export const entriesOf = async (zip: Buffer): Promise<CaseEntries> =>
  new Map((await readArchive(zip)).entries);

/** The case file packed anew after `change`, with its comment unless `change` gives another. */
export async function repacked(
  zip: Buffer,
  change: (entries: CaseEntries) => string | void,
): Promise<Buffer> {
  const archive = await readArchive(zip);
  const entries: CaseEntries = new Map(
    [...archive.entries].map(([name, bytes]) => [name, Buffer.from(bytes)]),
  );
  const comment = change(entries) ?? archive.comment;
  const packed = new ZipFile();
  for (const [name, bytes] of entries) packed.addBuffer(bytes, name, { compress: false });
  packed.end({ comment, forceZip64Format: false });
  const chunks: Buffer[] = [];
  for await (const chunk of packed.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
