import { Module, type DynamicModule } from '@nestjs/common';
import { AREAS } from './areas';
import { ApiModule } from './kernel/graphql';
import { KernelModule, type KernelParts } from './kernel/kernel.module';

/** The whole program: the kernel, the areas, and the API where this process serves it. */
@Module({})
export class AppModule {
  static with(parts: KernelParts): DynamicModule {
    const api = parts.config.serves ? [ApiModule.create()] : [];
    return { module: AppModule, imports: [KernelModule.with(parts), ...AREAS, ...api] };
  }
}
