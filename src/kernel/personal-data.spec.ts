import { personalDataIn } from './personal-data';

describe('personal data', () => {
  it.each([
    ['PHONE', '联系人电话13812345678'],
    ['PHONE', '电话：138 1234 5678。'],
    ['PHONE', '138-1234-5678'],
    ['PHONE', '+86 138 1234 5678'],
    ['PHONE', '8613812345678'],
    ['PHONE', '１３８１２３４５６７８'],
    ['PHONE', '138\u200b1234\u200b5678'],
    ['PHONE', '138.1234.5678'],
    ['PHONE', '138–1234–5678'],
    ['PHONE', '0971-6123456'],
    ['PHONE', '(010)12345678'],
    ['PHONE', '010 1234 5678'],
    ['IDENTITY_NUMBER', '身份证63010219900307123X'],
    ['IDENTITY_NUMBER', '630102199003071234'],
    ['IDENTITY_NUMBER', '630102 19900307 123x'],
    ['IDENTITY_NUMBER', '630102900307123'],
    ['EMAIL', '请发送至zhang.san@test.example'],
    ['EMAIL', '张三＠test.example'],
    ['EMAIL', '张三@盐湖.中国'],
  ])('%s is found in %s', (kind, text) => expect(personalDataIn(text)).toBe(kind));

  it.each([
    '青海盐湖所 × 西部矿业：2025-03-14 至 2025-04-30 月对接',
    '2025年第三季度联合申报，编号 XN-2025-Q3-0012',
    '经费 1500000.00 元，自筹 12345678901 元',
    '公示：2025-03-17—2025-03-21，09:30',
    '统一社会信用代码 91630100MA75TEX012',
    'need_01h455vb4pex5vsknk084sn02q',
    '@ 青海大学',
    '纯度 99.99 %，硫酸根 0.08 %，2025 3000 4000',
    '',
  ])('is not found in %s', (text) => expect(personalDataIn(text)).toBeUndefined());
});
