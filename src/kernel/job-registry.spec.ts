import { Injectable, type Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { topic } from './facts';
import { Every, Job, JobRegistry, On } from './job-registry';

const grown = topic<{ by: number }>('registry-spec.grown');

@Injectable()
class Garden {
  private readonly plot = 'north';

  @Job('garden.dig', { queue: 'slow' })
  async dig(): Promise<string> {
    return this.plot;
  }

  @Every('0 6 * * *', 'garden.water')
  async water(): Promise<void> {}

  @On(grown)
  async prune(): Promise<void> {}
}

@Injectable()
class Allotment extends Garden {}

@Injectable()
class Neighbour {
  @Job('garden.dig')
  async digToo(): Promise<void> {}
}

@Injectable()
class Stranger {
  @On({ name: 'registry-spec.never-declared', blind: false })
  async hear(): Promise<void> {}
}

async function registryOf(...providers: Type[]): Promise<JobRegistry> {
  const module = await Test.createTestingModule({
    imports: [DiscoveryModule],
    providers: [JobRegistry, ...providers],
  })
    .setLogger(false as never)
    .compile();
  await module.init();
  return module.get(JobRegistry);
}

it('finds what providers declare, bound to them', async () => {
  const registry = await registryOf(Garden);
  expect(registry.handler('garden.dig').queue).toBe('slow');
  await expect(registry.handler('garden.dig').run({})).resolves.toBe('north');
  expect(registry.schedules).toMatchObject([{ name: 'garden.water', pattern: '0 6 * * *', queue: 'quick' }]);
  expect(registry.hearers('registry-spec.grown')).toMatchObject([{ name: 'Garden.prune' }]);
  expect(() => registry.handler('garden.fly')).toThrow('no handler for job garden.fly');
});

it.each([
  ['two handlers of one job', [Garden, Neighbour], 'two handlers for garden.dig'],
  ['a handler that is inherited twice', [Garden, Allotment], 'two handlers for garden.dig'],
  ['an unknown topic', [Stranger], 'unknown topic: registry-spec.never-declared'],
])('stops the start: %s', async (_name, providers, message) => {
  await expect(registryOf(...providers)).rejects.toThrow(message);
});
