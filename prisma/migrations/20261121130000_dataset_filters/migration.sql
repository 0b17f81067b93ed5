-- Which datasets have a blocked version, and how many there are in all: few rows of many. Not a partial index, since the
-- client sends the status as a parameter.
-- CreateIndex
CREATE INDEX "schema_versions_of_status" ON "schema_versions"("status", "dataset_id");
