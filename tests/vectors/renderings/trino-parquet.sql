-- A version

CREATE TABLE lake.shop.orders (
  order_id bigint COMMENT 'it''s the key',
  quantity integer,
  placed_at timestamp(3),
  "from" varchar,
  address row(street varchar, town varchar),
  items array(row(sku varchar, price decimal(8, 2))),
  coupon varchar,
  country varchar
)
COMMENT 'The shop''s orders'
WITH (
  external_location = 's3a://lake/shop/orders',
  format = 'PARQUET',
  partitioned_by = ARRAY['country']
);
-- (TYPE_SUBSTITUTED) placed_at is timestamp, and timestamp(3) in Trino's Hive connector: the Hive connector knows no time zones, and reads milliseconds unless hive.timestamp-precision says otherwise.
-- (NOT_NULL_LEFT_OUT) Trino's Hive connector takes no NOT NULL there: order_id. Who writes has to see to it.
-- (COMMENT_LEFT_OUT) Trino's Hive connector is not told the comments of address.street: it keeps those of whole columns alone.

-- The next version

-- Files of before hold channel as from: there it shows as null.
ALTER TABLE lake.shop.orders DROP COLUMN IF EXISTS coupon;
ALTER TABLE lake.shop.orders RENAME COLUMN "from" TO channel;
-- address.town is not renamed to city: Trino's Hive connector changes whole columns only. Make this change in Hive.
-- address.zip is not added: Trino's Hive connector changes whole columns only. Make this change in Hive.
ALTER TABLE lake.shop.orders ADD COLUMN gift boolean COMMENT 'wrapped';
COMMENT ON COLUMN lake.shop.orders.order_id IS 'given by the shop';
-- quantity does not become bigint: Trino's Hive connector changes no types. Make this change in Hive.
-- items.element.price does not become decimal(10, 2): Trino's Hive connector changes whole columns only. Make this change in Hive.
-- Trino's Hive connector is not told the comments of address.street: it keeps those of whole columns alone.

-- Registration

CREATE TABLE lake.shop.orders (
  order_id bigint COMMENT 'given by the shop',
  quantity bigint,
  placed_at timestamp(3),
  channel varchar,
  address row(street varchar, city varchar, zip varchar),
  items array(row(sku varchar, price decimal(10, 2))),
  gift boolean COMMENT 'wrapped',
  country varchar
)
COMMENT 'The shop''s orders'
WITH (
  external_location = 's3a://lake/shop/orders',
  format = 'PARQUET',
  partitioned_by = ARRAY['country']
);
CALL lake.system.sync_partition_metadata(schema_name => 'shop', table_name => 'orders', mode => 'FULL');
-- (TYPE_SUBSTITUTED) placed_at is timestamp, and timestamp(3) in Trino's Hive connector: the Hive connector knows no time zones, and reads milliseconds unless hive.timestamp-precision says otherwise.
-- (NOT_NULL_LEFT_OUT) Trino's Hive connector takes no NOT NULL there: order_id. Who writes has to see to it.
-- (COMMENT_LEFT_OUT) Trino's Hive connector is not told the comments of address.street: it keeps those of whole columns alone.
