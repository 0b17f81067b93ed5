-- CreateEnum
CREATE TYPE "ingestion_mode" AS ENUM ('append', 'upsert');

-- CreateEnum
CREATE TYPE "table_format" AS ENUM ('PARQUET', 'HUDI', 'DELTA', 'ICEBERG');

-- CreateEnum
CREATE TYPE "change_type" AS ENUM ('INITIAL', 'NON_BREAKING', 'BREAKING');

-- CreateEnum
CREATE TYPE "version_status" AS ENUM ('ACTIVE', 'OBSOLETE', 'BLOCKED', 'APPROVED', 'REJECTED', 'RESOLVED');

-- CreateEnum
CREATE TYPE "schema_origin" AS ENUM ('INFERRED', 'DECLARED', 'DDL');

-- CreateEnum
CREATE TYPE "column_absence" AS ENUM ('REQUIRED', 'UNSEEN', 'ALLOWED');

-- CreateTable
CREATE TABLE "datasets" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "kafka_topic" TEXT,
    "source_uri" TEXT,
    "mode" "ingestion_mode" NOT NULL,
    "pk_fields" TEXT[] NOT NULL,
    "partition_keys" TEXT[] NOT NULL,
    "derived_fields" TEXT[] NOT NULL,
    "protected_fields" TEXT[] NOT NULL,
    "transform_jars" TEXT[] NOT NULL,
    "table_format" "table_format" NOT NULL,
    "table_catalog" TEXT,
    "table_database" TEXT,
    "table_name" TEXT,
    "location" TEXT,
    "description" TEXT,
    "owner" TEXT,
    "labels" JSONB NOT NULL DEFAULT '{}',
    "properties" JSONB NOT NULL DEFAULT '{}',
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "paused_reason" TEXT,
    "evolution_policy" JSONB NOT NULL DEFAULT '{}',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "active_schema_version_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "datasets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "schema_versions" (
    "id" SERIAL NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "status" "version_status" NOT NULL,
    "change_type" "change_type" NOT NULL,
    "origin" "schema_origin" NOT NULL,
    "schema_json" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "logical_fingerprint" TEXT NOT NULL,
    "compared_with_version" INTEGER,
    "changes" JSONB NOT NULL DEFAULT '[]',
    "reason" TEXT NOT NULL,
    "claimed_change_type" TEXT,
    "source" JSONB NOT NULL DEFAULT '{}',
    "actor_type" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "valid_from" TIMESTAMPTZ(3),
    "valid_to" TIMESTAMPTZ(3),
    "problem_key" TEXT,
    "occurrences" INTEGER NOT NULL DEFAULT 1,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "schema_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset_columns" (
    "dataset_id" INTEGER NOT NULL,
    "path_hash" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "steps" TEXT[] NOT NULL,
    "type" TEXT NOT NULL,
    "pinned" BOOLEAN NOT NULL DEFAULT false,
    "absence" "column_absence" NOT NULL DEFAULT 'REQUIRED',
    "added_version" INTEGER NOT NULL,
    "changed_version" INTEGER NOT NULL,
    "dropped_version" INTEGER,

    CONSTRAINT "dataset_columns_pkey" PRIMARY KEY ("dataset_id","path_hash")
);

-- CreateTable
CREATE TABLE "ddl_statements" (
    "id" SERIAL NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "version_id" INTEGER NOT NULL,
    "statement" TEXT NOT NULL,
    "operations" JSONB NOT NULL,
    "reason" TEXT,
    "actor_type" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ddl_statements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "events" (
    "id" BIGSERIAL NOT NULL,
    "transaction_id" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,
    "type" TEXT NOT NULL,
    "dataset_id" INTEGER,
    "dataset_name" TEXT,
    "version" INTEGER,
    "actor_type" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "reason" TEXT,
    "request_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "events_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "datasets_name_key_unique" ON "datasets"("name_key");

-- CreateIndex
CREATE UNIQUE INDEX "datasets_active_version_unique" ON "datasets"("active_schema_version_id");

-- CreateIndex
CREATE INDEX "datasets_kafka_topic" ON "datasets"("kafka_topic");

-- CreateIndex
CREATE INDEX "schema_versions_by_status" ON "schema_versions"("dataset_id", "status", "version");

-- CreateIndex
CREATE UNIQUE INDEX "schema_versions_number_unique" ON "schema_versions"("dataset_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "ddl_statements_version_unique" ON "ddl_statements"("version_id");

-- CreateIndex
CREATE INDEX "ddl_statements_by_dataset" ON "ddl_statements"("dataset_id", "id");

-- CreateIndex
CREATE INDEX "events_feed" ON "events"("transaction_id", "id");

-- CreateIndex
CREATE INDEX "events_by_dataset" ON "events"("dataset_id", "transaction_id", "id");

-- AddForeignKey
ALTER TABLE "datasets" ADD CONSTRAINT "datasets_active_schema_version_id_fkey" FOREIGN KEY ("active_schema_version_id") REFERENCES "schema_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schema_versions" ADD CONSTRAINT "schema_versions_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "datasets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_columns" ADD CONSTRAINT "dataset_columns_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "datasets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ddl_statements" ADD CONSTRAINT "ddl_statements_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "datasets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ddl_statements" ADD CONSTRAINT "ddl_statements_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "schema_versions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema language cannot say. Names are part of the code: src/db/errors.ts maps them to refusals.

ALTER TABLE "datasets"
    ADD CONSTRAINT "datasets_name_valid" CHECK ("name" COLLATE "C" ~ '^[A-Za-z][A-Za-z0-9_.-]{0,127}$'),
    -- The "C" collation: lower() must not depend on the database's language.
    ADD CONSTRAINT "datasets_name_key_is_lower_case" CHECK ("name_key" = lower("name" COLLATE "C")),
    ADD CONSTRAINT "datasets_revision_positive" CHECK ("revision" > 0),
    ADD CONSTRAINT "datasets_upsert_has_keys" CHECK ("mode" <> 'upsert' OR cardinality("pk_fields") > 0),
    ADD CONSTRAINT "datasets_paused_reason_needs_pause" CHECK ("paused" OR "paused_reason" IS NULL),
    ADD CONSTRAINT "datasets_json_objects" CHECK (
        jsonb_typeof("labels") = 'object'
        AND jsonb_typeof("properties") = 'object'
        AND jsonb_typeof("evolution_policy") = 'object'
    );

ALTER TABLE "schema_versions"
    ADD CONSTRAINT "schema_versions_number_positive" CHECK ("version" > 0),
    ADD CONSTRAINT "schema_versions_occurrences_positive" CHECK ("occurrences" > 0),
    ADD CONSTRAINT "schema_versions_compared_with_earlier" CHECK ("compared_with_version" < "version"),
    ADD CONSTRAINT "schema_versions_problem_is_breaking" CHECK (
        ("status" IN ('ACTIVE', 'OBSOLETE')) = ("problem_key" IS NULL)
        AND ("problem_key" IS NULL OR "change_type" = 'BREAKING')
    ),
    ADD CONSTRAINT "schema_versions_validity" CHECK (
        CASE "status"
            WHEN 'ACTIVE' THEN "valid_from" IS NOT NULL AND "valid_to" IS NULL
            WHEN 'OBSOLETE' THEN "valid_from" IS NOT NULL AND "valid_to" IS NOT NULL AND "valid_to" >= "valid_from"
            ELSE "valid_from" IS NULL AND "valid_to" IS NULL
        END
    ),
    ADD CONSTRAINT "schema_versions_json_shapes" CHECK (
        jsonb_typeof("changes") = 'array' AND jsonb_typeof("source") = 'object'
    );

ALTER TABLE "dataset_columns"
    ADD CONSTRAINT "dataset_columns_path_not_empty" CHECK (cardinality("steps") > 0),
    ADD CONSTRAINT "dataset_columns_path_hash" CHECK ("path_hash" = encode(sha256(convert_to("path", 'UTF8')), 'hex')),
    ADD CONSTRAINT "dataset_columns_versions_ordered" CHECK (
        "added_version" > 0 AND "changed_version" >= "added_version" AND "dropped_version" >= "added_version"
    );

-- Invariant 1: at most one active version of a dataset.
CREATE UNIQUE INDEX "schema_versions_one_active" ON "schema_versions"("dataset_id") WHERE "status" = 'ACTIVE';

-- Invariant 4: at most one open record of a problem.
CREATE UNIQUE INDEX "schema_versions_one_open_problem" ON "schema_versions"("dataset_id", "problem_key")
    WHERE "status" IN ('BLOCKED', 'REJECTED');

-- Search by the beginning of a name, whatever the database's collation. The condition always holds; Prisma compares
-- no partial index, and could not express this one.
CREATE INDEX "datasets_name_prefix" ON "datasets"("name_key" text_pattern_ops) WHERE "name_key" IS NOT NULL;

-- The facts that the engine needs: few, beside a row for every column that ever was.
CREATE INDEX "dataset_columns_facts" ON "dataset_columns"("dataset_id")
    WHERE "pinned" OR "absence" <> 'REQUIRED' OR "dropped_version" IS NOT NULL;

-- The triggers name their constraint in the message as PostgreSQL does: the driver adapter passes on nothing else.

-- Invariant 2: numbers are contiguous from 1. Two transactions that both read the same maximum meet in the unique index.
CREATE FUNCTION "schema_versions_check_insert"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    expected integer;
BEGIN
    SELECT coalesce(max("version"), 0) + 1 INTO expected FROM "schema_versions" WHERE "dataset_id" = NEW."dataset_id";
    IF NEW."version" <> expected THEN
        RAISE EXCEPTION 'version % of dataset % would leave a gap: the next one is % (violates check constraint "schema_versions_contiguous")', NEW."version", NEW."dataset_id", expected
            USING ERRCODE = 'check_violation', TABLE = 'schema_versions', CONSTRAINT = 'schema_versions_contiguous';
    END IF;
    IF NEW."status" NOT IN ('ACTIVE', 'BLOCKED') THEN
        RAISE EXCEPTION 'a version begins as ACTIVE or BLOCKED, not as % (violates check constraint "schema_versions_transition")', NEW."status"
            USING ERRCODE = 'check_violation', TABLE = 'schema_versions', CONSTRAINT = 'schema_versions_transition';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER "schema_versions_on_insert" BEFORE INSERT ON "schema_versions"
    FOR EACH ROW EXECUTE FUNCTION "schema_versions_check_insert"();

-- A version is immutable but for its status and the bookkeeping around it.
CREATE FUNCTION "schema_versions_check_update"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW."id", NEW."dataset_id", NEW."version", NEW."change_type", NEW."origin", NEW."schema_json", NEW."fingerprint",
        NEW."logical_fingerprint", NEW."compared_with_version", NEW."changes", NEW."claimed_change_type", NEW."source",
        NEW."actor_type", NEW."actor_name", NEW."created_at", NEW."valid_from", NEW."problem_key")
        IS DISTINCT FROM
       (OLD."id", OLD."dataset_id", OLD."version", OLD."change_type", OLD."origin", OLD."schema_json", OLD."fingerprint",
        OLD."logical_fingerprint", OLD."compared_with_version", OLD."changes", OLD."claimed_change_type", OLD."source",
        OLD."actor_type", OLD."actor_name", OLD."created_at", OLD."valid_from", OLD."problem_key")
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

CREATE TRIGGER "schema_versions_on_update" BEFORE UPDATE ON "schema_versions"
    FOR EACH ROW EXECUTE FUNCTION "schema_versions_check_update"();

-- Versions go only with their dataset, whose row is gone by the time the cascade reaches them.
CREATE FUNCTION "schema_versions_check_delete"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM "datasets" WHERE "id" = OLD."dataset_id") THEN
        RAISE EXCEPTION 'version % of dataset % cannot be deleted on its own (violates check constraint "schema_versions_immutable")', OLD."version", OLD."dataset_id"
            USING ERRCODE = 'check_violation', TABLE = 'schema_versions', CONSTRAINT = 'schema_versions_immutable';
    END IF;
    RETURN OLD;
END;
$$;

CREATE TRIGGER "schema_versions_on_delete" BEFORE DELETE ON "schema_versions"
    FOR EACH ROW EXECUTE FUNCTION "schema_versions_check_delete"();

-- Invariant 3: at commit the pointer names the active version of the same dataset, or there is neither.
CREATE FUNCTION "datasets_check_active_version"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    checked integer := CASE TG_TABLE_NAME WHEN 'datasets' THEN (to_jsonb(NEW) ->> 'id')::integer
                                          ELSE (to_jsonb(NEW) ->> 'dataset_id')::integer END;
    pointer integer;
    active integer;
BEGIN
    SELECT d."active_schema_version_id", v."id" INTO pointer, active
    FROM "datasets" d LEFT JOIN "schema_versions" v ON v."dataset_id" = d."id" AND v."status" = 'ACTIVE'
    WHERE d."id" = checked;
    IF pointer IS DISTINCT FROM active THEN
        RAISE EXCEPTION 'dataset % points at version id %, its active one is % (violates check constraint "datasets_active_version_matches")', checked, pointer, active
            USING ERRCODE = 'check_violation', TABLE = 'datasets', CONSTRAINT = 'datasets_active_version_matches';
    END IF;
    RETURN NULL;
END;
$$;

CREATE CONSTRAINT TRIGGER "datasets_active_version_matches"
    AFTER INSERT OR UPDATE OF "active_schema_version_id" ON "datasets"
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "datasets_check_active_version"();

CREATE CONSTRAINT TRIGGER "schema_versions_active_matches"
    AFTER INSERT OR UPDATE OF "status" ON "schema_versions"
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "datasets_check_active_version"();

-- What happened has happened.
CREATE FUNCTION "events_refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'events are only ever appended (violates check constraint "events_append_only")'
        USING ERRCODE = 'check_violation', TABLE = 'events', CONSTRAINT = 'events_append_only';
END;
$$;

CREATE TRIGGER "events_append_only" BEFORE UPDATE OR DELETE ON "events"
    FOR EACH ROW EXECUTE FUNCTION "events_refuse_change"();

CREATE TRIGGER "events_no_truncate" BEFORE TRUNCATE ON "events"
    FOR EACH STATEMENT EXECUTE FUNCTION "events_refuse_change"();
