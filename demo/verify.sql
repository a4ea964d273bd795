-- The witness: plain SELECTs on the readable views. Run one with: ./millrace sql "SELECT …"

-- 10000 strikes, 40545276 dollars
SELECT count(*) AS strikes, sum("Cost Total $") AS dollars FROM "strikes";

-- 50 claims, 37128803 dollars
SELECT count(*) AS claims, sum("Cost Total $") AS dollars FROM "strikes" WHERE "Cost Total $" > 100000;

-- 15 damage codes that are none of ours: B and C
SELECT "Effect Amount of damage" AS code, count(*) AS strikes
FROM "strikes"
WHERE "Effect Amount of damage" NOT IN ('None', 'Minor', 'Medium', 'Substantial')
GROUP BY ALL
ORDER BY code;

-- the largest claim: 7043545 dollars, FEDEX EXPRESS, 1998-02-24
SELECT "Aircraft Airline Operator", "Airport Name", "Flight Date", "Cost Total $"
FROM "strikes"
ORDER BY "Cost Total $" DESC, "ID"
LIMIT 1;

-- every case with its strike; no case without one
SELECT c."ID", c."Status", c."Amount", s."Airport Name", s."Flight Date", c."CREATED_BY", c."CREATED_AT"
FROM "cases" c LEFT JOIN "strikes" s ON s."ID" = c."Strike"
ORDER BY c."CREATED_AT", c."ID";

-- cases whose amount is not their strike's cost: none until somebody edits one
SELECT c."ID", c."Amount", s."Cost Total $"
FROM "cases" c JOIN "strikes" s ON s."ID" = c."Strike"
WHERE c."Amount" IS DISTINCT FROM s."Cost Total $";
