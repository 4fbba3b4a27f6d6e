BEGIN TRANSACTION;
CREATE TABLE "keys" (
   "key" TEXT PRIMARY KEY,
   "name" TEXT,
   "origins" TEXT,
   "contact" TEXT,
   "state" TEXT,
   "asked" TEXT
);
INSERT INTO "keys" VALUES('dk_of-an-old-desk','A shop','["https://shop.example"]','me@shop.example','pending','2026-11-25');
COMMIT;
