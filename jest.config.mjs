const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
      module: { type: 'es6' },
      sourceMaps: 'inline',
    },
  ],
};

// A package of parsers that is written as modules and published without saying so.
const parsers = { '/dt-sql-parser/.+\\.js$': ['@swc/jest', { module: { type: 'commonjs' } }] };

const base = {
  // What tests with real engines install lies outside.
  roots: ['<rootDir>/src', '<rootDir>/scripts', '<rootDir>/tests'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { ...transform, ...parsers },
  transformIgnorePatterns: ['/node_modules/(?!dt-sql-parser/)'],
  moduleNameMapper: { '^antlr4-c3$': '<rootDir>/tests/support/no-completion.cjs' },
};

export default {
  maxWorkers: 2,
  // Tests tell what is right, not how fast: a busy machine is no failure.
  testTimeout: 60_000,
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['<rootDir>/tests/{unit,architecture}/**/*.test.ts'],
    },
    {
      ...base,
      displayName: 'database',
      testMatch: ['<rootDir>/tests/{integration,contract,faults,fuzz,client,browser}/**/*.test.ts'],
      globalSetup: '<rootDir>/tests/support/global-setup.ts',
      globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
    },
  ],
};
