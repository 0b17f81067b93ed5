-- A version

-- `lake` has to be one of Delta: CREATE CATALOG … WITH ('type' = 'delta-catalog', …).
CREATE TABLE `lake`.`shop`.`orders` (
  `order_id` BIGINT NOT NULL COMMENT 'it''s the key',
  `country` STRING,
  `quantity` INT,
  `placed_at` TIMESTAMP_LTZ(6),
  `from` STRING,
  `address` ROW<`street` STRING, `town` STRING>,
  `items` ARRAY<ROW<`sku` STRING, `price` DECIMAL(8, 2)>>,
  `coupon` STRING
)
COMMENT 'The shop''s orders'
PARTITIONED BY (`country`)
WITH (
  'connector' = 'delta',
  'table-path' = 's3a://lake/shop/orders'
);
-- (COMMENT_LEFT_OUT) Delta for Flink is not told the comments of address.street: it keeps those of whole columns alone.

-- The next version

-- Delta's catalog for Flink changes no columns and reads them from Delta's log: make this change in Spark, and Flink finds it.

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
-- `lake` has to be one of Delta: CREATE CATALOG … WITH ('type' = 'delta-catalog', …).
CREATE TABLE `lake`.`shop`.`orders` (
  `order_id` BIGINT NOT NULL COMMENT 'given by the shop',
  `country` STRING,
  `quantity` BIGINT,
  `placed_at` TIMESTAMP_LTZ(6),
  `channel` STRING,
  `address` ROW<`street` STRING, `city` STRING, `zip` STRING>,
  `items` ARRAY<ROW<`sku` STRING, `price` DECIMAL(10, 2)>>,
  `gift` BOOLEAN COMMENT 'wrapped'
)
COMMENT 'The shop''s orders'
PARTITIONED BY (`country`)
WITH (
  'connector' = 'delta',
  'table-path' = 's3a://lake/shop/orders'
);
INSERT INTO `lake`.`shop`.`orders` (`order_id`, `country`, `quantity`, `placed_at`, `channel`, `address`, `items`, `gift`) SELECT `order_id`, `country`, `quantity`, `placed_at`, `channel`, `address`, `items`, `gift` FROM `orders_source`;
-- (COMMENT_LEFT_OUT) Delta for Flink is not told the comments of address.street: it keeps those of whole columns alone.
