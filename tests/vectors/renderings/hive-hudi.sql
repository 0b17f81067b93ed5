-- A version

CREATE EXTERNAL TABLE `shop`.`orders` (
  `_hoodie_commit_time` STRING,
  `_hoodie_commit_seqno` STRING,
  `_hoodie_record_key` STRING,
  `_hoodie_partition_path` STRING,
  `_hoodie_file_name` STRING,
  `order_id` BIGINT COMMENT 'it\'s the key',
  `quantity` INT,
  `placed_at` TIMESTAMP,
  `from` STRING,
  `address` STRUCT<`street`: STRING, `town`: STRING>,
  `items` ARRAY<STRUCT<`sku`: STRING, `price`: DECIMAL(8, 2)>>,
  `coupon` STRING
)
COMMENT 'The shop\'s orders'
PARTITIONED BY (`country` STRING)
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
WITH SERDEPROPERTIES ('path' = 's3a://lake/shop/orders')
STORED AS INPUTFORMAT 'org.apache.hudi.hadoop.HoodieParquetInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat'
LOCATION 's3a://lake/shop/orders';
MSCK REPAIR TABLE `shop`.`orders`;
-- (TYPE_SUBSTITUTED) placed_at is timestamp, and TIMESTAMP in Hive: Hive shows it without a time zone.
-- (NOT_NULL_LEFT_OUT) Hive takes no NOT NULL there: order_id. Who writes has to see to it.
-- (COMMENT_LEFT_OUT) Hive is not told the comments of address.street: it keeps those of whole columns alone.

-- The next version

-- With hoodie.datasource.hive_sync.enable = true Hudi does this itself with the next batch that is written.
-- By default Hive refuses the next statement (gift BOOLEAN in the place of coupon STRING): run SET metaconf:hive.metastore.disallow.incompatible.col.type.changes=false before it in the same session, or have the metastore say so; or drop the table, where it is EXTERNAL, and register it anew.
ALTER TABLE `shop`.`orders` REPLACE COLUMNS (
  `_hoodie_commit_time` STRING,
  `_hoodie_commit_seqno` STRING,
  `_hoodie_record_key` STRING,
  `_hoodie_partition_path` STRING,
  `_hoodie_file_name` STRING,
  `order_id` BIGINT COMMENT 'given by the shop',
  `quantity` BIGINT,
  `placed_at` TIMESTAMP,
  `channel` STRING,
  `address` STRUCT<`street`: STRING, `city`: STRING, `zip`: STRING>,
  `items` ARRAY<STRUCT<`sku`: STRING, `price`: DECIMAL(10, 2)>>,
  `gift` BOOLEAN COMMENT 'wrapped'
) CASCADE;
-- Hive is not told the comments of address.street: it keeps those of whole columns alone.

-- Registration

CREATE EXTERNAL TABLE `shop`.`orders` (
  `_hoodie_commit_time` STRING,
  `_hoodie_commit_seqno` STRING,
  `_hoodie_record_key` STRING,
  `_hoodie_partition_path` STRING,
  `_hoodie_file_name` STRING,
  `order_id` BIGINT COMMENT 'given by the shop',
  `quantity` BIGINT,
  `placed_at` TIMESTAMP,
  `channel` STRING,
  `address` STRUCT<`street`: STRING, `city`: STRING, `zip`: STRING>,
  `items` ARRAY<STRUCT<`sku`: STRING, `price`: DECIMAL(10, 2)>>,
  `gift` BOOLEAN COMMENT 'wrapped'
)
COMMENT 'The shop\'s orders'
PARTITIONED BY (`country` STRING)
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
WITH SERDEPROPERTIES ('path' = 's3a://lake/shop/orders')
STORED AS INPUTFORMAT 'org.apache.hudi.hadoop.HoodieParquetInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat'
LOCATION 's3a://lake/shop/orders';
MSCK REPAIR TABLE `shop`.`orders`;
-- (TYPE_SUBSTITUTED) placed_at is timestamp, and TIMESTAMP in Hive: Hive shows it without a time zone.
-- (NOT_NULL_LEFT_OUT) Hive takes no NOT NULL there: order_id. Who writes has to see to it.
-- (COMMENT_LEFT_OUT) Hive is not told the comments of address.street: it keeps those of whole columns alone.
