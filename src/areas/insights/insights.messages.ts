import { messages, refuser } from '../../kernel/messages';

export const insightsMessages = messages({
  'insights.sides': {
    zh: '只能比较需求与成果',
    en: 'Only a need and an achievement are compared',
  },
  'insights.kind': {
    zh: '只有需求与成果按文本匹配',
    en: 'Only needs and achievements are matched by their texts',
  },
  'insights.not-owner': {
    zh: '只有所属单位和科技局可以查看其匹配结果',
    en: 'Only its owner and the bureau see what a need or achievement is matched with',
  },
  'insights.version': {
    zh: '版本号应取自 Match.version',
    en: 'A version is what Match.version said',
  },
  'insights.version-gone': {
    zh: '第 {version} 版统计数据已不再保存',
    en: 'The statistics of version {version} are not kept any more',
  },
  'insights.embeddings-gone': {
    zh: '该版本所用的文本向量已不再保存',
    en: 'The embeddings of that version are not kept any more',
  },
});

export const refuse = refuser(insightsMessages);
