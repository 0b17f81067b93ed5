-- A version

CREATE EXTERNAL TABLE `shop`.`orders` (
  `order_id` BIGINT COMMENT 'it\'s the key',
  `country` STRING,
  `quantity` INT,
  `placed_at` TIMESTAMP WITH LOCAL TIME ZONE,
  `from` STRING,
  `address` STRUCT<`street`: STRING, `town`: STRING>,
  `items` ARRAY<STRUCT<`sku`: STRING, `price`: DECIMAL(8, 2)>>,
  `coupon` STRING
)
COMMENT 'The shop\'s orders'
PARTITIONED BY SPEC (`country`)
STORED BY ICEBERG
LOCATION 's3a://lake/shop/orders'
TBLPROPERTIES (
  'format-version' = '2'
);
-- (NOT_NULL_LEFT_OUT) Iceberg's storage handler for Hive takes no NOT NULL there: order_id. Who writes has to see to it.
-- (COMMENT_LEFT_OUT) Iceberg's storage handler for Hive is not told the comments of address.street: it keeps those of whole columns alone.

-- The next version

-- address changes within, and Iceberg's storage handler for Hive changes plain columns only: make this change in Spark.
-- items changes within, and Iceberg's storage handler for Hive changes plain columns only: make this change in Spark.
ALTER TABLE `shop`.`orders` REPLACE COLUMNS (
  `order_id` BIGINT COMMENT 'it\'s the key',
  `country` STRING,
  `quantity` INT,
  `placed_at` TIMESTAMP WITH LOCAL TIME ZONE,
  `from` STRING,
  `address` STRUCT<`street`: STRING, `town`: STRING>,
  `items` ARRAY<STRUCT<`sku`: STRING, `price`: DECIMAL(8, 2)>>
);
ALTER TABLE `shop`.`orders` CHANGE COLUMN `from` `channel` STRING;
ALTER TABLE `shop`.`orders` CHANGE COLUMN `order_id` `order_id` BIGINT COMMENT 'given by the shop';
ALTER TABLE `shop`.`orders` CHANGE COLUMN `quantity` `quantity` BIGINT;
ALTER TABLE `shop`.`orders` ADD COLUMNS (`gift` BOOLEAN COMMENT 'wrapped');
-- Iceberg's storage handler for Hive is not told the comments of address.street: it keeps those of whole columns alone.
-- (SHARED_METADATA) ICEBERG keeps the columns with the table, where every engine finds them: run this in one engine alone.

-- Registration

-- A metastore of Hive that does not know this Iceberg table takes it by its newest metadata file:
-- CREATE EXTERNAL TABLE `shop`.`orders` (
--   `order_id` BIGINT COMMENT 'given by the shop',
--   `country` STRING,
--   `quantity` BIGINT,
--   `placed_at` TIMESTAMP WITH LOCAL TIME ZONE,
--   `channel` STRING,
--   `address` STRUCT<`street`: STRING, `city`: STRING, `zip`: STRING>,
--   `items` ARRAY<STRUCT<`sku`: STRING, `price`: DECIMAL(10, 2)>>,
--   `gift` BOOLEAN COMMENT 'wrapped'
-- )
-- COMMENT 'The shop\'s orders'
-- PARTITIONED BY SPEC (`country`)
-- STORED BY ICEBERG
-- LOCATION 's3a://lake/shop/orders'
-- TBLPROPERTIES (
--   'format-version' = '2',
--   'metadata_location' = 's3a://lake/shop/orders/metadata/<newest>.metadata.json'
-- )
-- (NOT_NULL_LEFT_OUT) Iceberg's storage handler for Hive takes no NOT NULL there: order_id. Who writes has to see to it.
-- (COMMENT_LEFT_OUT) Iceberg's storage handler for Hive is not told the comments of address.street: it keeps those of whole columns alone.
