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
USING parquet
PARTITIONED BY (country)
LOCATION 's3a://lake/shop/orders'
COMMENT 'The shop\'s orders';

-- The next version

-- coupon goes, from is called channel, address.town is called city, address.zip comes, quantity has another type, items.element.price has another type, address.street has another comment: the files need nothing; where a catalog lists the table, drop it there and create it anew.
ALTER TABLE lake.shop.orders ADD COLUMNS (gift BOOLEAN COMMENT 'wrapped');
ALTER TABLE lake.shop.orders ALTER COLUMN order_id COMMENT 'given by the shop';

-- Registration

CREATE TABLE lake.shop.orders (
  order_id BIGINT NOT NULL COMMENT 'given by the shop',
  country STRING,
  quantity BIGINT,
  placed_at TIMESTAMP,
  channel STRING,
  address STRUCT<street: STRING COMMENT 'with its number', city: STRING, zip: STRING>,
  items ARRAY<STRUCT<sku: STRING, price: DECIMAL(10,2)>>,
  gift BOOLEAN COMMENT 'wrapped'
)
USING parquet
PARTITIONED BY (country)
LOCATION 's3a://lake/shop/orders'
COMMENT 'The shop\'s orders';
MSCK REPAIR TABLE lake.shop.orders;
