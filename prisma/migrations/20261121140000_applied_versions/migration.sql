-- The version that the real table was last said to have, asked for with every batch: found at once, also among many that
-- nobody acknowledged. Partial, so Prisma does not know of it.
CREATE INDEX "schema_versions_applied" ON "schema_versions"("dataset_id", "version" DESC) WHERE "applied_at" IS NOT NULL;
