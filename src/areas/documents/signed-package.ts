import Big from 'big.js';
import { DateTime } from 'luxon';
import { CITY_ZONE } from '../../kernel/clock';
import { MATTERS } from '../projects';
import { say, saidOr } from './documents.messages';
import { AMOUNTS, HEADS, NUMERIC, TOLD, type Package, type Said, type Saying } from './package.parts';
import { Sheet, type Column } from './sheet';

/** Writes what the parties sign, whole, as one document: what this program knows of in order, and after it all else. */
export class SignedPackage {
  private readonly content: Saying;
  private readonly sheet: Sheet;
  private chapters = 0;

  constructor(private readonly of: Package) {
    this.content = JSON.parse(of.text) as Saying;
    const signed = of.signatures.filter(({ at }) => at !== null);
    const at = new Date(Math.max(of.createdAt.getTime(), ...signed.map((one) => one.at!.getTime())));
    const partly = signed.length > 0 ? say('watermark.partly') : say('watermark.draft');
    this.sheet = new Sheet({
      ...{ title: this.content['title'] as string, at, foot: `SHA-256 ${of.hash}` },
      watermark: signed.length < of.signatures.length ? partly : undefined,
    });
  }

  /** The document as a stream. */
  write(): NodeJS.ReadableStream {
    this.cover();
    this.plan();
    this.attachments();
    this.rest();
    this.signatures();
    return this.sheet.end();
  }

  private cover(): void {
    const { number, state, hash, project } = this.of;
    this.sheet.cover(this.content['title'] as string, [
      say('kind'),
      `${project}${number === null ? '' : `　${number}`}　${state}`,
      say('hash', { hash }),
    ]);
    this.chapter('basics');
    for (const key of ['leader', 'requestedFunding', 'startsOn', 'endsOn', 'need', 'achievement', 'interest'])
      this.sheet.pair(labelOf(key), this.shown(key, this.content[key]));
    this.chapter('parties');
    const parties = this.content['parties'] as readonly Saying[];
    this.table('parties', parties);
    for (const { organisation, task } of parties)
      this.sheet.block(say('task-of', { organisation: this.named(organisation) }), this.shown('task', task));
    this.chapter('summary');
    this.sheet.paragraph(this.shown('summary', this.content['summary']));
    this.chapter('agreement');
    const agreement = this.content['agreement'] as Saying;
    const matters = Object.entries(MATTERS).filter(([key]) => key in agreement);
    for (const [key, { zh }] of matters) this.sheet.block(zh, this.shown(key, agreement[key]));
    this.labelled(Object.fromEntries(Object.entries(agreement).filter(([key]) => !(key in MATTERS))));
  }

  private plan(): void {
    const plan = this.content['plan'] as Saying | null | undefined;
    if (!plan) return;
    this.chapter('plan');
    const {
      workPackages = [],
      budget = [],
      milestones = [],
      ...more
    } = plan as Record<string, readonly Saying[]>;
    if (workPackages.length > 0) {
      this.sheet.block(labelOf('workPackages'), '');
      for (const { tasks, shares, ...one } of workPackages) {
        this.table('workPackages', [one]);
        this.sheet.block(labelOf('tasks'), this.shown('tasks', tasks));
        if ((shares as readonly Said[] | undefined)?.length)
          this.table('shares', shares as readonly Saying[]);
      }
    }
    if (budget.length > 0) {
      this.sheet.block(say('budget'), '');
      this.table('budget', budget);
    }
    this.milestones(milestones);
    this.labelled(more);
  }

  private milestones(milestones: readonly Saying[]): void {
    for (const { title, dueOn, indicators, ...others } of milestones) {
      this.sheet.block(
        `${labelOf('milestones')}：${this.shown('title', title)}`,
        `${labelOf('dueOn')}：${this.shown('dueOn', dueOn)}`,
      );
      if ((indicators as readonly Said[] | undefined)?.length)
        this.table('indicators', indicators as readonly Saying[]);
      this.labelled(others);
    }
  }

  private attachments(): void {
    const files = (this.content['attachments'] ?? []) as readonly Saying[];
    if (files.length === 0) return;
    this.chapter('attachments');
    this.table('attachments', files);
  }

  /** Whatever else was signed, under its key where it has no name here. */
  private rest(): void {
    const others = Object.entries(this.content).filter(([key]) => !TOLD.includes(key));
    if (others.length === 0) return;
    this.chapter('rest');
    this.labelled(Object.fromEntries(others));
  }

  private signatures(): void {
    this.sheet.page();
    this.chapter('signatures');
    this.sheet.paragraph(say('signatures.text', { hash: this.of.hash }));
    const columns = ['organisation', 'person', 'capacity', 'at'].map((key, at) => ({
      title: say(`signatures.${key}`),
      width: [4, 2, 4, 3][at]!,
    }));
    const rows = this.of.signatures.map(({ organisation, person, at, delegatedBy }) => {
      if (at === null) return [organisation, '', say('signatures.none'), ''];
      const by =
        delegatedBy === null
          ? say('signatures.representative')
          : say('signatures.delegate', { name: delegatedBy });
      return [organisation, person ?? '', by, timeOf(at)];
    });
    this.sheet.table(columns, rows);
  }

  private chapter(key: string): void {
    this.sheet.heading(`${++this.chapters}　${say(`chapter.${key}`)}`);
  }

  /** A table of what has short values; further keys of a row follow it, so that nothing is left out. */
  private table(key: string, rows: readonly Saying[]): void {
    const heads = HEADS[key]!;
    const columns: Column[] = heads.map(([name, width]) => ({
      title: labelOf(name),
      width,
      right: NUMERIC.includes(name),
    }));
    this.sheet.table(
      columns,
      rows.map((row) => heads.map(([name]) => this.shown(name, row[name] ?? null))),
    );
    for (const row of rows) {
      const known = ['task', ...heads.map(([name]) => name)];
      this.labelled(Object.fromEntries(Object.entries(row).filter(([name]) => !known.includes(name))));
    }
  }

  private labelled(value: Said | undefined): void {
    for (const [key, inner] of Object.entries(value ?? {}))
      this.sheet.block(labelOf(key), this.shown(key, inner as Said));
  }

  private shown(key: string, value: Said | undefined): string {
    if (value === null || value === undefined || value === '') return say('open');
    if (Array.isArray(value)) return value.map((one: Said) => this.shown(key, one)).join('\n');
    if (typeof value === 'object')
      return Object.entries(value)
        .map(([name, inner]) => `${labelOf(name)}：${this.shown(name, inner)}`)
        .join('；');
    if (AMOUNTS.includes(key)) return say('yuan', { amount: grouped(String(value)) });
    return typeof value === 'string' ? saidOr(`value.${key}.${value}`, this.named(value)) : String(value);
  }

  /** A public id with what it names. */
  private named(value: Said | undefined): string {
    const id = value as string;
    const name = this.of.names.get(id);
    return name === undefined ? id : `${name}（${id}）`;
  }
}

const labelOf = (key: string): string => saidOr(`label.${key}`, key);

/** Yuan with thousands separators: 3,500,000.00. */
const grouped = (amount: string): string => new Big(amount).toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, ',');

const timeOf = (at: Date): string =>
  DateTime.fromJSDate(at, { zone: CITY_ZONE }).toFormat("yyyy-MM-dd HH:mm:ss '(UTC+8)'");
