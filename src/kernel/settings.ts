import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import sql from 'sql-template-tag';
import { v5 as uuidv5 } from 'uuid';
import { refuseAccess } from './access';
import { isBureau, type Actor } from './actor';
import { factColumns, Facts, topic, type FactRow } from './facts';
import { HeldValue } from './held-value';
import { messages, refuser, type Sentence } from './messages';
import { UnitOfWork } from './unit-of-work';

/** A number of the programme that is no law: it has a default, and the bureau may change it. */
export interface Setting {
  readonly key: string;
  readonly fallback: number;
  readonly text: Sentence;
  /** What it may be set to; whole numbers only where the default is one. */
  readonly min: number;
  readonly max: number;
  /** What holds now in this process; at most a few seconds behind a change made in another. */
  readonly value: number;
}

export const settingChanged = topic<{ key: string; from: number; to: number }>('setting.changed');

const refuse = refuser(
  messages({
    'settings.unknown': { zh: '没有参数“{key}”', en: 'There is no setting “{key}”' },
    'settings.range': {
      zh: '“{key}”应在 {min} 到 {max} 之间',
      en: '“{key}” must be from {min} to {max}',
    },
    'settings.whole': { zh: '“{key}”应为整数', en: '“{key}” must be a whole number' },
  }),
);

const declared = new Map<string, Setting>();
const changed = new HeldValue<ReadonlyMap<string, number>>(new Map());
const REFRESH_MS = 5_000;
/** Where the ids of settings are derived from, as facts need them: uuid v5 of the key. */
const NAMESPACE = '6f2d6a52-2e0b-5d0a-9f4c-8f1f6c1f0a55';

/** What a setting means, with its unit, and the range it may be set in: unless said, from 0 to a million. */
type About = Sentence & { readonly min?: number; readonly max?: number };

/** Declares a setting. */
export function setting(key: string, fallback: number, about: About): Setting {
  const { zh, en, min = 0, max = 1_000_000 } = about;
  if (declared.has(key)) throw new Error(`setting declared twice: ${key}`);
  if (fallback < min || fallback > max) throw new Error(`setting out of its own range: ${key}`);
  const made: Setting = {
    ...{ key, fallback, text: { zh, en }, min, max },
    get value() {
      return changed.value.get(key) ?? fallback;
    },
  };
  declared.set(key, made);
  return made;
}

/** Every declared setting by key. */
export const allSettings = (): ReadonlyMap<string, Setting> => declared;

/** The id of a setting as the subject of facts. */
export const settingId = (key: string): string => uuidv5(key, NAMESPACE);

/** Keeps this process's settings in step with the database, and changes them. */
@Injectable()
export class Settings implements OnApplicationBootstrap {
  private stop: (() => void) | undefined;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.stop = await changed.follow(() => this.read(), REFRESH_MS);
  }

  beforeApplicationShutdown(): void {
    this.stop?.();
  }

  /** Reads every changed setting. */
  refresh(): Promise<void> {
    return changed.refresh(() => this.read());
  }

  /** Changes a setting and tells why; only the bureau may. Setting what holds already changes nothing. */
  change(actor: Actor, key: string, value: number, reason: string): Promise<Setting> {
    if (actor.kind !== 'system' && !isBureau(actor)) throw refuseAccess('FORBIDDEN', {});
    const subject = checked(key, value);
    return this.uow.run(async () => {
      await this.uow.query(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`setting ${key}`}::text, 0))`);
      const [before] = await this.uow.query<{ value: number }>(
        sql`SELECT value::float8 AS value FROM settings WHERE key = ${key}`,
      );
      const from = before?.value ?? subject.fallback;
      if (from !== value) {
        await this.uow.query(sql`INSERT INTO settings (key, value) VALUES (${key}, ${value})
          ON CONFLICT (key) DO UPDATE SET value = excluded.value`);
        const payload = { key, from, to: value };
        const stated = { subject: { type: 'setting', id: settingId(key) }, actor, note: reason, payload };
        await this.facts.state(settingChanged, stated);
      }
      this.uow.afterCommit(() => changed.hold(new Map(changed.value).set(key, value)));
      return subject;
    });
  }

  /** The latest change of each setting, by its key. */
  async lastChanges(): Promise<Map<string, FactRow<{ key: string }>>> {
    const ids = [...declared.keys()].map(settingId);
    const rows = await this.uow.query<FactRow<{ key: string }>>(sql`
      SELECT DISTINCT ON (f.subject_id) ${factColumns('f.')} FROM facts f
      WHERE f.subject_id = ANY(${ids}::uuid[]) ORDER BY f.subject_id, f.seq DESC`);
    return new Map(rows.map((row) => [row.payload.key, row]));
  }

  private async read(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.uow.query<{ key: string; value: number }>(
      sql`SELECT key, value::float8 AS value FROM settings`,
    );
    return new Map(rows.map(({ key, value }) => [key, value]));
  }
}

/** The setting of a key, when it may be set to the value; refuses otherwise. */
function checked(key: string, value: number): Setting {
  const subject = declared.get(key);
  if (!subject) throw refuse('settings.unknown', { key }, ['input', 'key']);
  const { min, max, fallback } = subject;
  // A NaN is in no range.
  if (!(value >= min && value <= max)) throw refuse('settings.range', { key, min, max }, ['input', 'value']);
  if (Number.isInteger(fallback) && !Number.isInteger(value))
    throw refuse('settings.whole', { key }, ['input', 'value']);
  return subject;
}
