-- A version

CREATE TABLE lake.shop.orders (
  order_id bigint NOT NULL COMMENT 'it''s the key',
  country varchar,
  quantity integer,
  placed_at timestamp(3) with time zone,
  "from" varchar,
  address row(street varchar, town varchar),
  items array(row(sku varchar, price decimal(8, 2))),
  coupon varchar
)
COMMENT 'The shop''s orders'
WITH (
  location = 's3a://lake/shop/orders',
  partitioned_by = ARRAY['country'],
  column_mapping_mode = 'NAME'
);
-- (TYPE_SUBSTITUTED) placed_at is timestamp, and timestamp(3) with time zone in Trino's Delta Lake connector: the Delta Lake connector reads milliseconds.
-- (COMMENT_LEFT_OUT) Trino's Delta Lake connector is not told the comments of address.street: it keeps those of whole columns alone.

-- The next version

ALTER TABLE lake.shop.orders DROP COLUMN IF EXISTS coupon;
ALTER TABLE lake.shop.orders RENAME COLUMN "from" TO channel;
-- address.town is not renamed to city: Trino's Delta Lake connector changes whole columns only. Make this change in Spark.
-- address.zip is not added: Trino's Delta Lake connector changes whole columns only. Make this change in Spark.
ALTER TABLE lake.shop.orders ADD COLUMN gift boolean COMMENT 'wrapped';
COMMENT ON COLUMN lake.shop.orders.order_id IS 'given by the shop';
-- quantity does not become bigint: Trino's Delta Lake connector changes no types. Make this change in Spark.
-- items.element.price does not become decimal(10, 2): Trino's Delta Lake connector changes whole columns only. Make this change in Spark.
-- Trino's Delta Lake connector is not told the comments of address.street: it keeps those of whole columns alone.
-- (SHARED_METADATA) DELTA keeps the columns with the table, where every engine finds them: run this in one engine alone.

-- Registration

-- The catalog has to allow it: delta.register-table-procedure.enabled = true.
CALL lake.system.register_table(schema_name => 'shop', table_name => 'orders', table_location => 's3a://lake/shop/orders');
