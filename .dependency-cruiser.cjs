/** @type {import('dependency-cruiser').IConfiguration} */
const pure = '^src/(schema|evolution|ddl|rendering)/';

module.exports = {
  forbidden: [
    {
      name: 'pure-folders-import-only-themselves',
      severity: 'error',
      comment:
        'schema, evolution, ddl and rendering are total functions: no framework, no I/O, no clock. SHA-256 is the one exception.',
      from: { path: pure },
      to: { pathNot: [pure, '^(node:)?crypto$'] },
    },
    {
      name: 'schema-is-at-the-bottom',
      severity: 'error',
      from: { path: '^src/schema/' },
      to: { path: '^src/(evolution|ddl|rendering)/' },
    },
    {
      name: 'evolution-knows-no-ddl',
      severity: 'error',
      from: { path: '^src/evolution/' },
      to: { path: '^src/(ddl|rendering)/' },
    },
    {
      name: 'ddl-and-rendering-stand-apart',
      severity: 'error',
      from: { path: '^src/(ddl|rendering)/' },
      to: { path: '^src/(ddl|rendering)/', pathNot: '^src/$1/' },
    },
    {
      name: 'http-and-db-know-no-feature',
      severity: 'error',
      from: { path: '^src/(http|db)/' },
      to: { path: '^src/(features|app|context|main)' },
    },
    {
      name: 'only-repositories-and-db-talk-to-prisma',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/db/', '\\.repository\\.ts$', '^src/generated/'] },
      to: { path: ['^src/generated/', '^node_modules/(@prisma|pg)/'] },
    },
    {
      name: 'a-feature-uses-another-through-its-service',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: ['^src/features/$1/', '\\.(service|schemas|types)\\.ts$'] },
    },
    {
      name: 'services-know-no-http',
      severity: 'error',
      from: { path: '\\.(service|repository)\\.ts$' },
      to: { path: '^(src/http/|node_modules/express/)' },
    },
    {
      name: 'repositories-are-last',
      severity: 'error',
      from: { path: '\\.repository\\.ts$' },
      to: { path: '\\.(service|endpoints|schemas)\\.ts$' },
    },
    { name: 'no-cycles', severity: 'error', from: { pathNot: '^src/generated/' }, to: { circular: true } },
    {
      name: 'src-needs-no-dev-dependency',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'only-main-uses-main', severity: 'error', from: {}, to: { path: '^src/main\\.ts$' } },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^src/generated/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
