import { Controller, Get, Injectable, Res } from '@nestjs/common';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import { Public } from './access';

type Probe = () => Promise<unknown>;

const PROBE_MS = 2_000;

/** Whether this process can take work: asked by load balancers, answered from what it depends on. */
@Injectable()
export class Health {
  private readonly probes = new Map<string, Probe>();
  private open = false;

  constructor(dataSource: DataSource) {
    this.probe('database', () => dataSource.query('select 1'));
  }

  /** Adds something without which no work can be done. */
  probe(name: string, probe: Probe): void {
    this.probes.set(name, probe);
  }

  /** The start is complete: migrations are done, the door may open. */
  ready(): void {
    this.open = true;
  }

  /** The shutdown has begun: no new work, whatever the probes say. */
  unready(): void {
    this.open = false;
  }

  /** The state of each dependency; ready when all are `ok`. */
  async check(): Promise<{ ready: boolean; checks: Record<string, 'ok' | 'failed'> }> {
    const asked = [...this.probes].map(async ([name, probe]) => [name, await passes(probe)] as const);
    const checks = Object.fromEntries(await Promise.all(asked));
    return { ready: this.open && Object.values(checks).every((state) => state === 'ok'), checks };
  }
}

async function passes(probe: Probe): Promise<'ok' | 'failed'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>(
    (_done, fail) => (timer = setTimeout(() => fail(new Error('late')), PROBE_MS)),
  );
  try {
    await Promise.race([probe(), late]);
    return 'ok';
  } catch {
    return 'failed';
  } finally {
    clearTimeout(timer);
  }
}

/** `/health/live`: the process runs. `/health/ready`: it can take work. */
@Controller('health')
export class HealthController {
  constructor(private readonly health: Health) {}

  @Public()
  @Get('live')
  live(): { status: string } {
    return { status: 'ok' };
  }

  @Public()
  @Get('ready')
  async ready(@Res({ passthrough: true }) response: Response): Promise<object> {
    const { ready, checks } = await this.health.check();
    response.status(ready ? 200 : 503).setHeader('Cache-Control', 'no-store');
    return { status: ready ? 'ok' : 'unavailable', checks };
  }
}
