/** Of no one organisation: mail for everybody, the suffixes under which names are sold, and names reserved by RFC 2606. */
const NOBODYS = new Set(
  `126.com 139.com 163.com 189.cn 21cn.com aliyun.com foxmail.com gmail.com googlemail.com hotmail.com icloud.com
  live.cn live.com mail.com mail.ru me.com msn.com outlook.cn outlook.com proton.me protonmail.com qq.com sina.cn
  sina.com sohu.com tom.com vip.163.com vip.126.com vip.qq.com vip.sina.com wo.cn yahoo.cn yahoo.com yahoo.com.cn
  yandex.com yeah.net zoho.com
  cn com net org edu gov int info ac.cn com.cn edu.cn gov.cn net.cn org.cn qh.cn xn--fiqs8s
  example.com example.net example.org`.split(/\s+/),
);
const RESERVED = /(^|\.)(example|test|invalid|localhost)$/;

/** Whether two e-mail domains are of one organisation: the same, or one below the other, and neither for everybody. */
export function areOneDomain(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (NOBODYS.has(short) || NOBODYS.has(long) || RESERVED.test(short)) return false;
  return short !== '' && (short === long || long.endsWith(`.${short}`));
}
