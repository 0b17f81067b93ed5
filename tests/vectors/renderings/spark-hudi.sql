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
USING hudi
PARTITIONED BY (country)
LOCATION 's3a://lake/shop/orders'
COMMENT 'The shop\'s orders'
TBLPROPERTIES (
  'hoodie.schema.on.read.enable' = 'true',
  'primaryKey' = 'order_id',
  'preCombineField' = 'placed_at'
);

-- The next version

SET hoodie.schema.on.read.enable = true;
SET hoodie.datasource.write.schema.allow.auto.evolution.column.drop = true;
ALTER TABLE lake.shop.orders DROP COLUMNS (coupon);
ALTER TABLE lake.shop.orders RENAME COLUMN `from` TO channel;
ALTER TABLE lake.shop.orders RENAME COLUMN address.town TO city;
SET hoodie.datasource.write.schema.allow.auto.evolution.column.drop = false;
ALTER TABLE lake.shop.orders ADD COLUMNS (address.zip STRING, gift BOOLEAN COMMENT 'wrapped');
ALTER TABLE lake.shop.orders ALTER COLUMN order_id COMMENT 'given by the shop';
ALTER TABLE lake.shop.orders ALTER COLUMN quantity TYPE BIGINT;
ALTER TABLE lake.shop.orders ALTER COLUMN address.street COMMENT 'with its number';
-- lake.shop.orders: items.element.price cannot become DECIMAL(10,2): Hudi changes nothing within arrays. Rewrite the table with its new columns before the next batch is written to it.

-- Registration

CREATE TABLE lake.shop.orders USING hudi LOCATION 's3a://lake/shop/orders';
