export { SigningModule } from './signing.module';
