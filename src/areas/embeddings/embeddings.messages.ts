import { messages, refuser } from '../../kernel/messages';

export const embeddingsMessages = messages({
  'embeddings.off': {
    zh: '未配置向量服务：请运维人员设置 EMBEDDINGS_URL 与 EMBEDDINGS_MODEL',
    en: 'No endpoint of embeddings is set: the operator sets EMBEDDINGS_URL and EMBEDDINGS_MODEL',
  },
  'embeddings.fault.UNREACHABLE': {
    zh: '无法连接向量服务',
    en: 'The endpoint of embeddings cannot be reached',
  },
  'embeddings.fault.LATE': {
    zh: '向量服务未在规定时间内答复',
    en: 'The endpoint of embeddings did not answer in time',
  },
  'embeddings.fault.STATUS': {
    zh: '向量服务答复了 HTTP 状态 {status}',
    en: 'The endpoint of embeddings answered with HTTP status {status}',
  },
  'embeddings.fault.MALFORMED': {
    zh: '向量服务的答复不符合协议',
    en: 'The endpoint of embeddings answered something else than one vector a text',
  },
});

export const refuse = refuser(embeddingsMessages);
