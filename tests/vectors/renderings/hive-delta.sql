-- A version

CREATE EXTERNAL TABLE `shop`.`orders` (
  `order_id` BIGINT COMMENT 'it\'s the key',
  `country` STRING,
  `quantity` INT,
  `placed_at` TIMESTAMP,
  `from` STRING,
  `address` STRUCT<`street`: STRING, `town`: STRING>,
  `items` ARRAY<STRUCT<`sku`: STRING, `price`: DECIMAL(8, 2)>>,
  `coupon` STRING
)
COMMENT 'The shop\'s orders'
STORED BY 'io.delta.hive.DeltaStorageHandler'
LOCATION 's3a://lake/shop/orders';
-- (TYPE_SUBSTITUTED) placed_at is timestamp, and TIMESTAMP in Delta's storage handler for Hive: Hive shows it without a time zone.
-- (NOT_NULL_LEFT_OUT) Delta's storage handler for Hive takes no NOT NULL there: order_id. Who writes has to see to it.
-- (COMMENT_LEFT_OUT) Delta's storage handler for Hive is not told the comments of address.street: it keeps those of whole columns alone.

-- The next version

-- Hive has to say just what the log says. The table is EXTERNAL: its data stay where they are.
DROP TABLE IF EXISTS `shop`.`orders`;
CREATE EXTERNAL TABLE `shop`.`orders` (
  `order_id` BIGINT COMMENT 'given by the shop',
  `country` STRING,
  `quantity` BIGINT,
  `placed_at` TIMESTAMP,
  `channel` STRING,
  `address` STRUCT<`street`: STRING, `city`: STRING, `zip`: STRING>,
  `items` ARRAY<STRUCT<`sku`: STRING, `price`: DECIMAL(10, 2)>>,
  `gift` BOOLEAN COMMENT 'wrapped'
)
COMMENT 'The shop\'s orders'
STORED BY 'io.delta.hive.DeltaStorageHandler'
LOCATION 's3a://lake/shop/orders';
-- Delta's storage handler for Hive is not told the comments of address.street: it keeps those of whole columns alone.

-- Registration

CREATE EXTERNAL TABLE `shop`.`orders` (
  `order_id` BIGINT COMMENT 'given by the shop',
  `country` STRING,
  `quantity` BIGINT,
  `placed_at` TIMESTAMP,
  `channel` STRING,
  `address` STRUCT<`street`: STRING, `city`: STRING, `zip`: STRING>,
  `items` ARRAY<STRUCT<`sku`: STRING, `price`: DECIMAL(10, 2)>>,
  `gift` BOOLEAN COMMENT 'wrapped'
)
COMMENT 'The shop\'s orders'
STORED BY 'io.delta.hive.DeltaStorageHandler'
LOCATION 's3a://lake/shop/orders';
-- (TYPE_SUBSTITUTED) placed_at is timestamp, and TIMESTAMP in Delta's storage handler for Hive: Hive shows it without a time zone.
-- (NOT_NULL_LEFT_OUT) Delta's storage handler for Hive takes no NOT NULL there: order_id. Who writes has to see to it.
-- (COMMENT_LEFT_OUT) Delta's storage handler for Hive is not told the comments of address.street: it keeps those of whole columns alone.
