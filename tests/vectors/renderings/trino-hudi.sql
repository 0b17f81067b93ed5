-- A version

-- The Hudi connector of Trino only reads: tables come to it from the Hive metastore. Let the job sync them there (hoodie.datasource.hive_sync.enable = true), or register the table in Hive.

-- The next version

-- The Hudi connector of Trino only reads: tables come to it from the Hive metastore. Let the job sync them there (hoodie.datasource.hive_sync.enable = true), or register the table in Hive.

-- Registration

-- The Hudi connector of Trino only reads: tables come to it from the Hive metastore. Let the job sync them there (hoodie.datasource.hive_sync.enable = true), or register the table in Hive.
