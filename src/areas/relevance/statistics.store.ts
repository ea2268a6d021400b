import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts, topic } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { decodeBasis, encodeBasis } from '../../engine/lsa';
import { SIDES, type Latent, type Side, type SideStatistics, type Statistics } from '../../engine/statistics';
import type { Vocabulary } from '../../engine/vocabulary';

/** Texts were counted anew: every process weighs by it from then on. */
export const statisticsCounted = topic<{ version: number; documents: number }>('relevance.counted');
/** The type of subject under which the fact stands. */
export const STATISTICS = 'statistics';

interface Row {
  readonly version: number;
  readonly lexicon: string;
  readonly documents: Readonly<Record<Side, { documents: number; averageLength: number }>>;
  readonly units: Buffer;
  readonly frequencies: Buffer;
  readonly latent: Buffer | null;
}

/** So many versions can be looked at again; older ones are removed. */
const KEPT = 5;
const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** Keeps what was counted, by version. */
@Injectable()
export class StatisticsStore {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
  ) {}

  /** The number and the lexicon of the latest version; 0 where nothing was counted. */
  async latest(): Promise<{ version: number; lexicon: string }> {
    const [row] = await this.uow.query<{ version: number; lexicon: string }>(
      sql`SELECT version, lexicon FROM match_statistics ORDER BY version DESC LIMIT 1`,
    );
    return row ?? { version: 0, lexicon: '0' };
  }

  /** A version, in the numbers of this vocabulary; undefined where it is not kept. */
  async read(version: number, vocabulary: Vocabulary): Promise<Statistics | undefined> {
    const [row] = await this.uow.query<Row>(
      sql`SELECT version, lexicon, documents, units, frequencies, latent FROM match_statistics WHERE version = ${version}`,
    );
    if (!row) return undefined;
    const units = (await unpack(row.units)).toString().split('\n');
    const numbers = Uint32Array.from(units, (unit) => vocabulary.number(unit));
    const counts = asNumbers(await unpack(row.frequencies));
    const side = (which: Side, at: number): SideStatistics => ({
      ...row.documents[which],
      frequencies: spread(
        numbers,
        counts.subarray(at * units.length, (at + 1) * units.length),
        vocabulary,
        0,
      ),
    });
    return {
      version,
      sides: { need: side('need', 0), achievement: side('achievement', 1) },
      latent: row.latent ? await latentOf(await unpack(row.latent), numbers, vocabulary) : undefined,
    };
  }

  /** Keeps a new version and tells every process; undefined where another process was faster. */
  async keep(counted: Statistics, vocabulary: Vocabulary, lexicon: string): Promise<Statistics | undefined> {
    const { sides, latent } = counted;
    const units = await pack([...vocabulary.keys()].join('\n'));
    const frequencies = await pack(
      Buffer.concat(SIDES.map((side) => bytesOf(filled(sides[side].frequencies, vocabulary.size)))),
    );
    const columns = latent && bytesOf(filled(Uint32Array.from(latent.columns), vocabulary.size, NONE));
    const meaning =
      latent && (await pack(Buffer.concat([lengthOf(columns!), columns!, await encodeBasis(latent.basis)])));
    const documents = Object.fromEntries(
      SIDES.map((side) => [side, { ...sides[side], frequencies: undefined }]),
    );
    const version = counted.version + 1;
    return this.uow.run(async () => {
      await this.uow.query(sql`SELECT pg_advisory_xact_lock(hashtextextended('benfu match statistics', 0))`);
      if ((await this.latest()).version !== counted.version) return undefined;
      await this.uow.query(sql`
        INSERT INTO match_statistics (version, lexicon, made_at, documents, units, frequencies, latent)
        VALUES (${version}, ${lexicon}, ${this.clock.now()}, ${JSON.stringify(documents)}::jsonb, ${units},
                ${frequencies}, ${meaning ?? null})`);
      await this.uow.query(sql`DELETE FROM match_statistics WHERE version <= ${version - KEPT}`);
      const total = sides.need.documents + sides.achievement.documents;
      const subject = { type: STATISTICS, id: newId(this.clock.now()) };
      await this.facts.state(statisticsCounted, {
        subject,
        actor: SYSTEM,
        payload: { version, documents: total },
      });
      return { ...counted, version };
    });
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint32Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);
const lengthOf = (bytes: Buffer): Buffer => bytesOf(Uint32Array.of(bytes.length));
/** A copy: bytes from the database need not begin where numbers may. */
const asNumbers = (bytes: Buffer): Uint32Array => new Uint32Array(Uint8Array.from(bytes).buffer);

function filled(numbers: Uint32Array, size: number, otherwise = 0): Uint32Array {
  const all = new Uint32Array(size).fill(otherwise);
  all.set(numbers.subarray(0, size));
  return all;
}

/** Values of units in the order stored, in the order of this vocabulary. */
function spread(
  numbers: Uint32Array,
  values: Uint32Array,
  { size }: Vocabulary,
  otherwise: number,
): Uint32Array {
  const all = new Uint32Array(size).fill(otherwise);
  numbers.forEach((number, at) => (all[number] = values[at]!));
  return all;
}

async function latentOf(bytes: Buffer, numbers: Uint32Array, vocabulary: Vocabulary): Promise<Latent> {
  const end = 4 + bytes.readUInt32LE(0);
  const stored = asNumbers(bytes.subarray(4, end));
  const columns = spread(numbers, stored, vocabulary, NONE);
  return { basis: await decodeBasis(bytes.subarray(end)), columns: Int32Array.from(columns) };
}

/** −1 as it stands among unsigned numbers. */
const NONE = 0xffff_ffff;
