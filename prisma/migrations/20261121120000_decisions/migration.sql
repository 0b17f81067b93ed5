-- Nothing below uses the new values: PostgreSQL takes them into use only after the transaction that adds them.
ALTER TYPE "schema_origin" ADD VALUE 'DECISION';
ALTER TYPE "schema_origin" ADD VALUE 'ROLLBACK';

-- AlterTable
ALTER TABLE "datasets"
    ADD COLUMN "former_pk_fields" TEXT[] DEFAULT ARRAY[]::TEXT[],
    ADD COLUMN "former_partition_keys" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "schema_versions"
    ADD COLUMN "base_version" INTEGER,
    ADD COLUMN "null_only_paths" JSONB NOT NULL DEFAULT '[]',
    ADD COLUMN "derived_from_version" INTEGER,
    ADD COLUMN "led_to_version" INTEGER,
    ADD COLUMN "decided_at" TIMESTAMPTZ(3),
    ADD COLUMN "decided_by_type" TEXT,
    ADD COLUMN "decided_by_name" TEXT,
    ADD COLUMN "decision_reason" TEXT,
    ADD COLUMN "resolutions" JSONB NOT NULL DEFAULT '[]',
    ADD COLUMN "applied_at" TIMESTAMPTZ(3),
    ADD COLUMN "applied_by_type" TEXT,
    ADD COLUMN "applied_by_name" TEXT,
    ADD COLUMN "applied_commit" TEXT;

-- AlterTable
ALTER TABLE "dataset_columns"
    ADD COLUMN "settled" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "renamed_to" TEXT,
    ADD COLUMN "arrived_version" INTEGER;

-- AlterTable
ALTER TABLE "ddl_statements" ADD COLUMN "forced" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "schema_versions_by_commit" ON "schema_versions"("dataset_id", "applied_commit");

-- What Prisma's schema language cannot say.

ALTER TABLE "schema_versions"
    ADD CONSTRAINT "schema_versions_earlier_versions" CHECK (
        "base_version" < "version" AND "derived_from_version" < "version" AND "led_to_version" > "version"
    ),
    -- A decision names who and why; an approval also where it led.
    ADD CONSTRAINT "schema_versions_decided" CHECK (
        ("status" IN ('APPROVED', 'REJECTED', 'RESOLVED')) = ("decided_at" IS NOT NULL)
        AND ("decided_at" IS NULL) = ("decided_by_type" IS NULL)
        AND ("decided_at" IS NULL) = ("decided_by_name" IS NULL)
        AND ("decided_at" IS NULL) = ("decision_reason" IS NULL)
        AND ("status" = 'APPROVED') = ("led_to_version" IS NOT NULL)
    ),
    -- Only what was once the schema of the table can have been applied to it.
    ADD CONSTRAINT "schema_versions_applied" CHECK (
        ("applied_at" IS NULL) = ("applied_by_type" IS NULL)
        AND ("applied_at" IS NULL) = ("applied_by_name" IS NULL)
        AND ("applied_at" IS NULL OR "status" IN ('ACTIVE', 'OBSOLETE'))
        AND ("applied_commit" IS NULL OR "applied_at" IS NOT NULL)
    ),
    ADD CONSTRAINT "schema_versions_decision_shapes" CHECK (
        jsonb_typeof("null_only_paths") = 'array' AND jsonb_typeof("resolutions") = 'array'
    );

ALTER TABLE "dataset_columns"
    ADD CONSTRAINT "dataset_columns_tombstone" CHECK (
        "dropped_version" IS NOT NULL OR ("renamed_to" IS NULL AND "arrived_version" IS NULL)
    );

-- A settled column is one of the facts that the engine needs.
DROP INDEX "dataset_columns_facts";
CREATE INDEX "dataset_columns_facts" ON "dataset_columns"("dataset_id")
    WHERE "pinned" OR "settled" OR "absence" <> 'REQUIRED' OR "dropped_version" IS NOT NULL;

-- As before, with what a submission was judged by and where a version came from among the things that never change.
CREATE OR REPLACE FUNCTION "schema_versions_check_update"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW."id", NEW."dataset_id", NEW."version", NEW."change_type", NEW."origin", NEW."schema_json", NEW."fingerprint",
        NEW."logical_fingerprint", NEW."compared_with_version", NEW."changes", NEW."claimed_change_type", NEW."source",
        NEW."actor_type", NEW."actor_name", NEW."created_at", NEW."valid_from", NEW."problem_key",
        NEW."base_version", NEW."null_only_paths", NEW."derived_from_version")
        IS DISTINCT FROM
       (OLD."id", OLD."dataset_id", OLD."version", OLD."change_type", OLD."origin", OLD."schema_json", OLD."fingerprint",
        OLD."logical_fingerprint", OLD."compared_with_version", OLD."changes", OLD."claimed_change_type", OLD."source",
        OLD."actor_type", OLD."actor_name", OLD."created_at", OLD."valid_from", OLD."problem_key",
        OLD."base_version", OLD."null_only_paths", OLD."derived_from_version")
       OR (OLD."valid_to" IS NOT NULL AND NEW."valid_to" IS DISTINCT FROM OLD."valid_to")
    THEN
        RAISE EXCEPTION 'version % of dataset % is immutable (violates check constraint "schema_versions_immutable")', OLD."version", OLD."dataset_id"
            USING ERRCODE = 'check_violation', TABLE = 'schema_versions', CONSTRAINT = 'schema_versions_immutable';
    END IF;
    IF NEW."status" <> OLD."status" AND NOT (
        (OLD."status" = 'ACTIVE' AND NEW."status" = 'OBSOLETE')
        OR (OLD."status" = 'BLOCKED' AND NEW."status" IN ('APPROVED', 'REJECTED', 'RESOLVED'))
        OR (OLD."status" = 'REJECTED' AND NEW."status" IN ('APPROVED', 'RESOLVED'))
    ) THEN
        RAISE EXCEPTION 'a version that is % cannot become % (violates check constraint "schema_versions_transition")', OLD."status", NEW."status"
            USING ERRCODE = 'check_violation', TABLE = 'schema_versions', CONSTRAINT = 'schema_versions_transition';
    END IF;
    RETURN NEW;
END;
$$;
