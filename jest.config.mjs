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

const base = { testEnvironment: 'node', extensionsToTreatAsEsm: ['.ts'], transform };

export default {
  maxWorkers: 2,
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['<rootDir>/tests/{unit,architecture}/**/*.test.ts'],
    },
    {
      ...base,
      displayName: 'database',
      testMatch: ['<rootDir>/tests/{integration,contract,faults}/**/*.test.ts'],
      globalSetup: '<rootDir>/tests/support/global-setup.ts',
      globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
    },
  ],
};
