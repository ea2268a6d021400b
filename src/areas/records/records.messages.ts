import { messages, sentence, type Scalar } from '../../kernel/messages';

messages({
  'records.month': { zh: '{month} 会议记录', en: 'Record of {month}' },
  'records.year': { zh: '{year} 年度记录', en: 'Record of {year}' },
  'records.parties': { zh: '对接方', en: 'Parties' },
  'records.time': { zh: '会议时间', en: 'Time' },
  'records.place': { zh: '地点', en: 'Place' },
  'records.state': { zh: '状态', en: 'State' },
  'records.attendance': { zh: '出席人员', en: 'Attendance' },
  'records.guests': { zh: '列席人员', en: 'Guests' },
  'records.agenda': { zh: '议程', en: 'Agenda' },
  'records.minutes': { zh: '会议纪要', en: 'Minutes' },
  'records.version': { zh: '第 {number} 版，{name} 于 {at} 记录', en: 'Version {number}, by {name} at {at}' },
  'records.decisions': { zh: '议定事项', en: 'Decisions' },
  'records.actions': { zh: '行动事项', en: 'Action items' },
  'records.action': { zh: '事项', en: 'Action' },
  'records.owner': { zh: '责任单位', en: 'Owner' },
  'records.due': { zh: '期限', en: 'Due' },
  'records.next': { zh: '下次会议', en: 'Next meeting' },
  'records.none': { zh: '无', en: 'None' },
  'records.overview': { zh: '全年情况', en: 'The year' },
  'records.of-month': { zh: '月份', en: 'Month' },
  'records.late': { zh: '纪要', en: 'Minutes' },
  'records.late-days': { zh: '迟 {days} 天', en: '{days} days late' },
  'records.set': { zh: '设定', en: 'Set' },
  'records.done': { zh: '已办', en: 'Done' },
  'records.open': { zh: '未办', en: 'Open' },
  'records.no-meeting': { zh: '无会议', en: 'No meeting' },
});

/** A sentence of a record: records are in Chinese, whoever asks. */
export const say = (part: string, params: Record<string, Scalar> = {}): string =>
  sentence(`records.${part}`, params, 'zh');
