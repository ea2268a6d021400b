import { SYSTEM } from '../kernel/actor';
import { sql } from '../kernel/policy';
import { DraftNeedInput, NeedsReader, NeedsService } from '../areas/needs';
import { day, list, text, whole, word, words, yuan } from './cells';
import type { Column } from './columns';
import type { Subject, Target } from './subject';

const VISIBILITIES = {
  公开: 'PUBLIC',
  所有人: 'PUBLIC',
  会员: 'MEMBERS',
  认证单位: 'MEMBERS',
  保密: 'CONFIDENTIAL',
  不公开: 'CONFIDENTIAL',
};

const MODES = {
  合作开发: 'DEVELOPMENT',
  委托开发: 'DEVELOPMENT',
  技术开发: 'DEVELOPMENT',
  转让: 'TRANSFER',
  技术转让: 'TRANSFER',
  许可: 'LICENCE',
  技术许可: 'LICENCE',
  咨询: 'CONSULTING',
  技术咨询: 'CONSULTING',
  服务: 'SERVICE',
  技术服务: 'SERVICE',
  作价入股: 'EQUITY',
  技术入股: 'EQUITY',
};

/** Columns that needs and achievements have in common. */
export const COMMON_COLUMNS: readonly Column[] = [
  {
    field: 'externalId',
    headers: ['external_id', 'id', '编号', '序号', '需求编号', '成果编号', '外部编号', 'number'],
    read: text,
  },
  { field: 'sectors', headers: ['sectors', 'sector', '行业', '行业代码', '所属行业'], read: list },
  { field: 'modes', headers: ['modes', '合作方式', '转化方式'], read: words(MODES) },
  { field: 'keywords', headers: ['keywords', 'keyword', '关键词', '关键字'], read: list },
  {
    field: 'visibility',
    headers: ['visibility', '公开范围', '可见范围', '可见性'],
    read: word(VISIBILITIES),
  },
];

const METRIC = ['name', 'unit', 'current', 'target'] as const;

/** Needs become drafts unless told otherwise: their owner looks them over and submits them. */
export const needs: Subject<DraftNeedInput> = {
  columns: [
    ...COMMON_COLUMNS,
    { field: 'title', headers: ['title', '标题', '名称', '需求名称', '需求标题', '技术需求'], read: text },
    {
      field: 'description',
      headers: ['description', '描述', '需求描述', '需求内容', '详细描述', '摘要'],
      read: text,
    },
    { field: 'budgetMin', headers: ['budgetMin', '预算下限', '最低预算'], read: yuan },
    { field: 'budgetMax', headers: ['budgetMax', 'budget', '预算', '预算上限', '拟投入资金'], read: yuan },
    { field: 'deadline', headers: ['deadline', '截止日期', '截止时间', '期限'], read: day },
    { field: 'trlNow', headers: ['trlNow', 'trl', '当前成熟度', '成熟度', '技术就绪度'], read: whole },
    { field: 'trlWanted', headers: ['trlWanted', '期望成熟度', '目标成熟度'], read: whole },
    { field: 'metrics', headers: ['metrics'], read: (value) => value },
    { field: 'metric.name', headers: ['metric', 'metric.name', '指标', '指标名称'], read: text },
    { field: 'metric.unit', headers: ['metric.unit', '指标单位'], read: text },
    { field: 'metric.current', headers: ['metric.current', '指标现状', '现状'], read: text },
    { field: 'metric.target', headers: ['metric.target', '指标目标', '目标'], read: text },
  ],
  required: ['title', 'description'],
  fallback: 'draft',
  input: DraftNeedInput,
  shape: (values) => {
    const rest = Object.entries(values).filter(([field]) => !field.includes('.') && field !== 'externalId');
    const cells = METRIC.map((part) => [part, values[`metric.${part}`]] as const);
    const metric = Object.fromEntries(cells.filter(([, value]) => value !== undefined));
    return { ...(Object.keys(metric).length > 0 ? { metrics: [metric] } : {}), ...Object.fromEntries(rest) };
  },
  known: async ({ app, organisationId }, externalIds) => {
    const mine = sql`t.organisation_id = ${organisationId} AND t.external_id = ANY(${externalIds})`;
    const found = await app.get(NeedsReader).list(SYSTEM, mine);
    return new Set(found.map(({ externalId }) => externalId!));
  },
  write: async ({ app, state }: Target, input, externalId) => {
    const service = app.get(NeedsService);
    const { id } = await service.draft(SYSTEM, input, externalId);
    if (state !== 'draft') await service.move(SYSTEM, { id, verb: 'SUBMIT' });
    if (state === 'open') await service.move(SYSTEM, { id, verb: 'APPROVE' });
  },
};
