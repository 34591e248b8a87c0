-- What a contract says of an account beside its prices (domain/park/file-terms.ts, FileTerms), and the steps of a tariff (FileStep[]): as a
-- park file writes them, in one notation. Prices by the clock and of capacity lie in tariff_version.content.
alter table account add column terms jsonb not null default '{}' check (jsonb_typeof(terms) = 'object');
alter table tariff add column steps jsonb not null default '[]' check (jsonb_typeof(steps) = 'array');
