-- A version

CREATE TABLE lake.shop.orders (
  order_id BIGINT NOT NULL COMMENT 'it\'s the key',
  country STRING,
  quantity INT,
  placed_at TIMESTAMP,
  `from` STRING,
  address STRUCT<street: STRING COMMENT 'and number', town: STRING>,
  items ARRAY<STRUCT<sku: STRING, price: DECIMAL(8,2)>>,
  coupon STRING
)
USING delta
PARTITIONED BY (country)
LOCATION 's3a://lake/shop/orders'
COMMENT 'The shop\'s orders'
TBLPROPERTIES (
  'delta.columnMapping.mode' = 'name'
);

-- The next version

ALTER TABLE lake.shop.orders DROP COLUMNS (coupon);
ALTER TABLE lake.shop.orders RENAME COLUMN `from` TO channel;
ALTER TABLE lake.shop.orders RENAME COLUMN address.town TO city;
ALTER TABLE lake.shop.orders ADD COLUMNS (address.zip STRING, gift BOOLEAN COMMENT 'wrapped');
ALTER TABLE lake.shop.orders ALTER COLUMN order_id COMMENT 'given by the shop';
-- lake.shop.orders: quantity cannot become BIGINT: DELTA without type widening cannot turn integer into long. Rewrite the table with its new columns before the next batch is written to it.
ALTER TABLE lake.shop.orders ALTER COLUMN address.street COMMENT 'with its number';
-- lake.shop.orders: items.element.price cannot become DECIMAL(10,2): DELTA without type widening cannot turn decimal(8,2) into decimal(10,2). Rewrite the table with its new columns before the next batch is written to it.
-- (SHARED_METADATA) DELTA keeps the columns with the table, where every engine finds them: run this in one engine alone.

-- Registration

CREATE TABLE lake.shop.orders USING delta LOCATION 's3a://lake/shop/orders';
