-- A version

CREATE TABLE `lake`.`shop`.`orders` (
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
  'connector' = 'hudi',
  'path' = 's3a://lake/shop/orders',
  'table.type' = 'COPY_ON_WRITE',
  'precombine.field' = 'placed_at'
);
-- (COMMENT_LEFT_OUT) Hudi for Flink is not told the comments of address.street: it keeps those of whole columns alone.

-- The next version

ALTER TABLE `lake`.`shop`.`orders` DROP (`coupon`);
ALTER TABLE `lake`.`shop`.`orders` RENAME `from` TO `channel`;
ALTER TABLE `lake`.`shop`.`orders` ADD (`gift` BOOLEAN COMMENT 'wrapped');
ALTER TABLE `lake`.`shop`.`orders` MODIFY (`order_id` BIGINT NOT NULL COMMENT 'given by the shop', `quantity` BIGINT, `address` ROW<`street` STRING, `city` STRING, `zip` STRING>, `items` ARRAY<ROW<`sku` STRING, `price` DECIMAL(10, 2)>>);
-- Hudi for Flink is not told the comments of address.street: it keeps those of whole columns alone.

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
CREATE TABLE `lake`.`shop`.`orders` (
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
  'connector' = 'hudi',
  'path' = 's3a://lake/shop/orders',
  'table.type' = 'COPY_ON_WRITE',
  'precombine.field' = 'placed_at'
);
INSERT INTO `lake`.`shop`.`orders` (`order_id`, `country`, `quantity`, `placed_at`, `channel`, `address`, `items`, `gift`) SELECT `order_id`, `country`, `quantity`, `placed_at`, `channel`, `address`, `items`, `gift` FROM `orders_source`;
-- (COMMENT_LEFT_OUT) Hudi for Flink is not told the comments of address.street: it keeps those of whole columns alone.
