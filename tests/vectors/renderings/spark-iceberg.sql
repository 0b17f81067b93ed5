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
USING iceberg
PARTITIONED BY (country)
LOCATION 's3a://lake/shop/orders'
COMMENT 'The shop\'s orders'
TBLPROPERTIES (
  'format-version' = '2'
);

-- The next version

ALTER TABLE lake.shop.orders DROP COLUMNS (coupon);
ALTER TABLE lake.shop.orders RENAME COLUMN `from` TO channel;
ALTER TABLE lake.shop.orders RENAME COLUMN address.town TO city;
ALTER TABLE lake.shop.orders ADD COLUMNS (address.zip STRING, gift BOOLEAN COMMENT 'wrapped');
ALTER TABLE lake.shop.orders ALTER COLUMN order_id COMMENT 'given by the shop';
ALTER TABLE lake.shop.orders ALTER COLUMN quantity TYPE BIGINT;
ALTER TABLE lake.shop.orders ALTER COLUMN address.street COMMENT 'with its number';
ALTER TABLE lake.shop.orders ALTER COLUMN items.element.price TYPE DECIMAL(10,2);
-- (SHARED_METADATA) ICEBERG keeps the columns with the table, where every engine finds them: run this in one engine alone.

-- Registration

-- An Iceberg catalog knows its tables. One that does not know this table takes it by its newest metadata file:
-- CALL lake.system.register_table(table => 'shop.orders', metadata_file => 's3a://lake/shop/orders/metadata/<newest>.metadata.json')
