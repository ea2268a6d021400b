const WEIGHTS = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];

/** Whether a Chinese patent or application number is well-formed with the right check character (ZC 0006-2003). */
export function isPatentNumber(written: string): boolean {
  const bare = written
    .normalize('NFKC')
    .toUpperCase()
    .replace(/^(ZL|CN)/, '')
    .replace(/[\s.]/g, '');
  const found = /^(\d{8}|(?:19|20)\d{10})([\dX])$/.exec(bare);
  if (!found) return false;
  const sum = [...found[1]!].reduce((total, digit, at) => total + Number(digit) * WEIGHTS[at]!, 0);
  return '0123456789X'[sum % 11] === found[2];
}
