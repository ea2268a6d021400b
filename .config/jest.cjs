/** Sources are TypeScript and Nest is ESM-only: swc turns both into CommonJS for Jest. */
const swc = (parser, transform) => [
  '@swc/jest',
  { swcrc: false, jsc: { target: 'es2022', parser, transform, keepClassNames: true }, module: { type: 'commonjs' } },
];

const base = {
  rootDir: `${__dirname}/..`,
  testEnvironment: 'node',
  transform: {
    '\\.ts$': swc({ syntax: 'typescript', decorators: true }, { legacyDecorator: true, decoratorMetadata: true }),
    '\\.m?js$': swc({ syntax: 'ecmascript' }),
  },
  transformIgnorePatterns: ['/node_modules/(?!(@nestjs|typeid-js|uuid|sql-template-tag|jose|stemmer|auto-bind)/)'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/var'],
};

module.exports = {
  ...base,
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  testMatch: ['<rootDir>/{src,seeds,test,bench}/**/*.{spec,db-spec,journey,browser}.ts'],
  testTimeout: 60_000,
  // Many tests wait for timers and servers more than they compute.
  maxWorkers: 3,
  // What each test file has loaded stays behind in its worker: a fresh one is quicker than a full one.
  workerIdleMemoryLimit: '1GB',
};
