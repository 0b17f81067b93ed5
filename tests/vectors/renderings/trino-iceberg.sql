-- A version

CREATE TABLE lake.shop.orders (
  order_id bigint NOT NULL COMMENT 'it''s the key',
  country varchar,
  quantity integer,
  placed_at timestamp(6) with time zone,
  "from" varchar,
  address row(street varchar, town varchar),
  items array(row(sku varchar, price decimal(8, 2))),
  coupon varchar
)
COMMENT 'The shop''s orders'
WITH (
  location = 's3a://lake/shop/orders',
  partitioning = ARRAY['country'],
  format_version = 2
);
-- (COMMENT_LEFT_OUT) Trino's Iceberg connector is not told the comments of address.street: it keeps those of whole columns alone.

-- The next version

ALTER TABLE lake.shop.orders DROP COLUMN IF EXISTS coupon;
ALTER TABLE lake.shop.orders RENAME COLUMN "from" TO channel;
ALTER TABLE lake.shop.orders RENAME COLUMN address.town TO city;
ALTER TABLE lake.shop.orders ADD COLUMN address.zip varchar;
ALTER TABLE lake.shop.orders ADD COLUMN gift boolean COMMENT 'wrapped';
COMMENT ON COLUMN lake.shop.orders.order_id IS 'given by the shop';
ALTER TABLE lake.shop.orders ALTER COLUMN quantity SET DATA TYPE bigint;
ALTER TABLE lake.shop.orders ALTER COLUMN items.element.price SET DATA TYPE decimal(10, 2);
-- Trino's Iceberg connector is not told the comments of address.street: it keeps those of whole columns alone.
-- (SHARED_METADATA) ICEBERG keeps the columns with the table, where every engine finds them: run this in one engine alone.

-- Registration

-- The catalog has to allow it: iceberg.register-table-procedure.enabled = true.
CALL lake.system.register_table(schema_name => 'shop', table_name => 'orders', table_location => 's3a://lake/shop/orders');
