import { addDays } from '../../src/kernel/calendar';
import { Clock } from '../../src/kernel/clock';
import { FundsService } from '../../src/areas/funds';
import { ProjectsService } from '../../src/areas/projects';
import type { Cast } from './cast';
import { CARBONATE, ORGANISATIONS } from './facts';

const FICTION = '（起止日期、分工与协议条款为演示文本，纯属虚构）';

const AGREEMENT = {
  organisation: '设联合工作组，双方各指定一名负责人，每月会商一次。',
  tasks: '分工见各方任务。',
  funding: '专项资金按任务分配，由牵头单位统一管理。',
  intellectualProperty: '各自完成的归各自，共同完成的共有。',
  benefits: '转化收益按贡献比例分配，另行签订补充协议。',
  risks: '技术风险由双方共同承担，重大变更须协商一致并报科技局。',
  breach: '违约方返还未使用资金并赔偿实际损失。',
};

/** The lithium carbonate project of the special fund: proposed, and not signed yet. */
export async function proposeCarbonate(cast: Cast): Promise<void> {
  const [lead, partner] = CARBONATE.partners;
  const leader = cast.actor(lead);
  const startsOn = addDays(cast.app.get(Clock).today(), 30);
  const by = `由${ORGANISATIONS[lead].name}与${ORGANISATIONS[partner].name}合作，依托${CARBONATE.reliesOn}`;
  await cast.app.get(ProjectsService).propose(leader, {
    title: CARBONATE.title,
    summary: `${by}，研究高纯碳酸锂的绿色结晶精制。${FICTION}`,
    leaderId: leader.personId,
    parties: [
      {
        organisationId: cast.organisation(lead),
        role: 'LEAD',
        task: '牵头；杂质走向研究与公斤级验证（演示）',
      },
      {
        organisationId: cast.organisation(partner),
        role: 'PARTICIPANT',
        task: '反应结晶与粒度控制工艺（演示）',
      },
    ],
    requestedFunding: CARBONATE.fund,
    startsOn,
    endsOn: addDays(startsOn, 730),
    agreement: AGREEMENT,
  });
}

/** What the city announced for it, with its day: that money has come is for a document to say. */
export async function announceFund(cast: Cast): Promise<void> {
  const { title, titleEn, fund, fundCode: code, announcedIn: year, fundDue } = CARBONATE;
  const funds = cast.app.get(FundsService);
  const bureau = cast.actor('bureau');
  const name = `${title}专项资金`;
  const { id: fundId } = await funds.open(bureau, { code, name, nameEn: `Special fund: ${titleEn}` });
  const source = `${year} 年 1 月市级报纸关于“五个城市”建设的报道 (a municipal newspaper, January ${year})`;
  await funds.announce(bureau, { fundId, year, amount: fund, dueOn: `${year}-${fundDue}`, source });
}
