-- A version

-- `lake` has to be one of Iceberg: CREATE CATALOG … WITH ('type' = 'iceberg', …).
CREATE TABLE IF NOT EXISTS `lake`.`shop`.`orders` (
  `order_id` BIGINT NOT NULL COMMENT 'it''s the key',
  `country` STRING,
  `quantity` INT,
  `placed_at` TIMESTAMP_LTZ(6),
  `from` STRING,
  `address` ROW<`street` STRING, `town` STRING>,
  `items` ARRAY<ROW<`sku` STRING, `price` DECIMAL(8, 2)>>,
  `coupon` STRING,
  PRIMARY KEY (`order_id`) NOT ENFORCED
)
COMMENT 'The shop''s orders'
PARTITIONED BY (`country`)
WITH (
  'format-version' = '2',
  'write.upsert.enabled' = 'true'
);
-- (COMMENT_LEFT_OUT) Iceberg for Flink is not told the comments of address.street: it keeps those of whole columns alone.

-- The next version

ALTER TABLE `lake`.`shop`.`orders` DROP (`coupon`);
ALTER TABLE `lake`.`shop`.`orders` RENAME `from` TO `channel`;
ALTER TABLE `lake`.`shop`.`orders` ADD (`gift` BOOLEAN COMMENT 'wrapped');
-- address changes within, and Iceberg for Flink changes plain columns only: make this change in Spark.
-- items changes within, and Iceberg for Flink changes plain columns only: make this change in Spark.
ALTER TABLE `lake`.`shop`.`orders` MODIFY (`order_id` BIGINT NOT NULL COMMENT 'given by the shop', `quantity` BIGINT);
-- Iceberg for Flink is not told the comments of address.street: it keeps those of whole columns alone.
-- (SHARED_METADATA) ICEBERG keeps the columns with the table, where every engine finds them: run this in one engine alone.

-- Registration

CREATE TEMPORARY TABLE `orders_source` (
  `order_id` BIGINT,
  `country` STRING,
  `quantity` BIGINT,
  `placed_at` TIMESTAMP_LTZ(6),
  `channel` STRING,
  `address` ROW<`street` STRING, `city` STRING, `zip` STRING>,
  `items` ARRAY<ROW<`sku` STRING, `price` DECIMAL(10, 2)>>,
  `gift` BOOLEAN
) WITH (
  'connector' = 'kafka',
  'topic' = 'orders',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'orders-flink',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'json',
  'json.timestamp-format.standard' = 'ISO-8601'
);
-- `lake` has to be one of Iceberg: CREATE CATALOG … WITH ('type' = 'iceberg', …).
CREATE TABLE IF NOT EXISTS `lake`.`shop`.`orders` (
  `order_id` BIGINT NOT NULL COMMENT 'given by the shop',
  `country` STRING,
  `quantity` BIGINT,
  `placed_at` TIMESTAMP_LTZ(6),
  `channel` STRING,
  `address` ROW<`street` STRING, `city` STRING, `zip` STRING>,
  `items` ARRAY<ROW<`sku` STRING, `price` DECIMAL(10, 2)>>,
  `gift` BOOLEAN COMMENT 'wrapped',
  PRIMARY KEY (`order_id`) NOT ENFORCED
)
COMMENT 'The shop''s orders'
PARTITIONED BY (`country`)
WITH (
  'format-version' = '2',
  'write.upsert.enabled' = 'true'
);
INSERT INTO `lake`.`shop`.`orders` (`order_id`, `country`, `quantity`, `placed_at`, `channel`, `address`, `items`, `gift`) SELECT `order_id`, `country`, `quantity`, `placed_at`, `channel`, `address`, `items`, `gift` FROM `orders_source`;
-- (COMMENT_LEFT_OUT) Iceberg for Flink is not told the comments of address.street: it keeps those of whole columns alone.
