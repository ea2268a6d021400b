import { messages, refuser } from '../../kernel/messages';

export const attachmentsMessages = messages({
  'attachments.malformed': {
    zh: '请以 multipart/form-data 的“file”字段上传一个文件；本次上传不完整或格式有误，未保存任何内容',
    en: 'Send one file in the field “file” of multipart/form-data; this upload is incomplete or malformed, and nothing was kept',
  },
  'attachments.too-large': {
    zh: '文件过大：最多 {max} MB',
    en: 'The file is too large: at most {max} MB',
  },
  'attachments.busy': {
    zh: '您正在上传的文件过多：同时最多 {max} 个，请待其完成',
    en: 'You are sending too many files at once: at most {max}; wait until one is through',
  },
  'attachments.empty': { zh: '文件是空的', en: 'The file is empty' },
  'attachments.name-invalid': {
    zh: '文件名不可用：须为 1 至 {max} 个字符并带扩展名，不得含控制字符、路径分隔符或改变文字方向的字符',
    en: 'The file name cannot be used: it has 1 to {max} characters with an extension, and no control characters, path separators or characters that turn the direction of text',
  },
  'attachments.type-unknown': {
    zh: '按内容判断，该文件不是可接受的类型：{allowed}',
    en: 'By its content the file is none of the types accepted: {allowed}',
  },
  'attachments.type-lies': {
    zh: '文件名以 .{extension} 结尾，但内容是 {mediaType}',
    en: 'The file name ends in .{extension}, but the content is {mediaType}',
  },
  'attachments.macros': {
    zh: '含有宏的文档不予接受；请另存为不含宏的文档',
    en: 'Documents with macros are not accepted; save it without macros',
  },
  'attachments.bomb': {
    zh: '文档解压后过大或嵌套过深，不予接受',
    en: 'Unpacked, the document is too large or nested too deeply',
  },
  'attachments.damaged': {
    zh: '文档已损坏或已加密，无法读取',
    en: 'The document is damaged or encrypted and cannot be read',
  },
  'attachments.infected': {
    zh: '文件含有恶意代码（{infection}），未保存',
    en: 'The file holds malicious code ({infection}) and was not kept',
  },
  'attachments.scanner.unavailable': {
    zh: '病毒扫描服务暂时不可用，文件未保存；请稍后再试',
    en: 'The virus scanner does not answer, so the file was not kept; try again later',
  },
  'attachments.store.unavailable': {
    zh: '文件存储暂时不可用；请稍后再试',
    en: 'The file store does not answer; try again later',
  },
  'attachments.too-many-unbound': {
    zh: '您已有 {max} 个尚未使用的文件；请先使用，或等待其到期删除',
    en: 'You have {max} files that belong to nothing yet; use them, or wait until they are removed',
  },
  'attachments.which-organisation': {
    zh: '您属于多家单位：请用 organisationId 说明文件属于哪一家',
    en: 'You are a member of several organisations: say with organisationId whose file it is',
  },
  'attachments.not-member': {
    zh: '您不是该单位的成员',
    en: 'You are not a member of this organisation',
  },
  'attachments.too-many': { zh: '最多 {max} 个附件', en: 'At most {max} attachments' },
});

export const refuse = refuser(attachmentsMessages);
