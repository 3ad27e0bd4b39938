PRAGMA application_id = 1145653061;
PRAGMA user_version = 8;
BEGIN TRANSACTION;
CREATE TABLE aliases (
            id TEXT NOT NULL PRIMARY KEY,
            entry_id TEXT NOT NULL
        );
CREATE TABLE answers (
            mark TEXT NOT NULL PRIMARY KEY,
            text TEXT NOT NULL,
            made INTEGER NOT NULL
        );
CREATE TABLE bodies (
            sha256 TEXT NOT NULL PRIMARY KEY,
            packed BLOB NOT NULL
        );
INSERT INTO "bodies" VALUES('b8a3805e669decf7180d8c7f4af5d4706d615d0678c424bd1c6b853def3bf3d2',X'785EB3292A2ED6B7030007690202');
CREATE TABLE editions (
            number INTEGER NOT NULL PRIMARY KEY,
            digest TEXT NOT NULL,
            slot TEXT NOT NULL,
            window_end INTEGER NOT NULL,
            record BLOB NOT NULL, listing TEXT,
            UNIQUE (digest, slot)
        );
INSERT INTO "editions" VALUES(1,'daily','2026-02-05T07:00',1770271200000000,X'789CB5574B6FDB3810BEFB5708428F79486E9AB6B9B56881DD434E4DB1C01641418B63991B8AD4F251D55BF8BF2F5F9644898A5DA03582C0FA6638CF6FC6D48F5596E5A8AAB8664AE677D917F39C653FDC7F23C182B72D6023C8F38B23084C1145605077E8C7873FF2F0F4385615FBAF044F74A19CABEE00614A18585FEFB2FEA99737206AEF7338D322A1A6104595B5510E08273EB79BA2C724548A70667D29DE0E4EA4E22E5E2B90E580AB9D3001B93238E8B00AA1E714700DC2487CCDF28A3349300857B4E030DF2215859E4BAE451520831C9CA90649B5F36E8231C464174C857C72249FA2670CB540D8415B44250418300909F6BD7C82FDE8D11E25A6A0CA268511A1FB3E5B1B1FE54EB02ED6B797C5FAB278F550BCBE2B0AF377ECDCA12F0E45ACD6A8769D03968F7005715806645C11D7A011A10C9DA883EEB96084D583A4230CF32E0E1B189E8676EB43FB7B9CC29608975CE4DEB5D8902632703332304BAEE3027FDD68D3647BA85C170389FEE39EAD1FB59912B87E0FC23036F023B4A131AD39116CDE10A63D3DCA1E91D2966144181B8653298A9E2F81C489B1AD78D3A26A967DEE891D319E2868E2E91C4AED5683B5C234A517112C254C26CFE11BA890962E65D5F1EC48F3480723CBC3758C11896A01D0C0780DA522F2EE375CBB1E9A79C9CCD72D3524B9986A551491666E2D65D1E96F49AD0544648BBD36764B5AB72F5F1B1ED8CFCCE9B10E46D3D51ABEDB0A2E686122863DB4A4D400923EAC45951604E1F8398D7F3577B398BF30A1DF2F69C916B164B9FCA7481FCBB25749FC71C98BDEFC038E568BE16A469CFCF3A70F7942E3903A1676AA3DF601E453D274AE05B50A3BA55A79777D8D8DE2956951D352B8DECC5D1D26C8E36A491A8F017C03364FF0D44F9CD35958A641B60FBCDF0802DB58C8A04B0C64E2C7CFE37A4389DC41BC4A6F93ABD42F4DA5AD19EB662A4AFE647A996E1A24F6A7077AC3294E322FC5C5F226D5DB7539031FA7ED9BAD08CF99107D67C671BE45147C77257FC78E9B26E3DBECC5CBB7C5D59BFBAC43329300EC6A7E70C2356BBDE71A8AB93621F462794E248053BCEF13F853B968EDCA543B22F0E9909F1B8F65F22BA086D6F5196BFC783B745C2FE7E19C312F4EEF999971F29F23FBA8AE56FFAF242BCE210E71F7C205E92F644754C6F5F3657C304CCAC0DC09BA1DA4C2FA99524E6F0593C225B7F059840D856BCC2516FD2E92F6177AFFED926F2FA7DBEBCC161D9D0CEF204F84CD2F5AE6E23B7D7DE9EFBD0FBCCDEC1EB52F5593F78B6F20A4BF2194ABC3EA7FB0A7FBFD',NULL);
CREATE TABLE entries (
            id TEXT NOT NULL PRIMARY KEY,
            source_id TEXT NOT NULL,
            url TEXT NOT NULL,
            title TEXT NOT NULL,
            text TEXT NOT NULL,
            seen INTEGER NOT NULL,
            last_seen INTEGER NOT NULL,
            published INTEGER,
            updated INTEGER,
            language TEXT NOT NULL,
            authors TEXT NOT NULL,
            categories TEXT NOT NULL,
            date_origin TEXT NOT NULL
        , published_on TEXT, edited INTEGER, text_origin TEXT DEFAULT 'list' NOT NULL, document TEXT DEFAULT '' NOT NULL);
INSERT INTO "entries" VALUES('a','wire','https://wire.example/a','a','It''s “so”; 汇率',1770184800000000,1770357600000000,1770184800000000,NULL,'','["A. Writer"]','[]','feed',NULL,1770357600000000,'list','');
INSERT INTO "entries" VALUES('b','wire','https://wire.example/b','b','',1770357600000000,1770357600000000,NULL,NULL,'','[]','[]','none',NULL,NULL,'list','');
CREATE TABLE judgements (
            number INTEGER NOT NULL PRIMARY KEY,
            at INTEGER NOT NULL,
            digest TEXT NOT NULL,
            day TEXT NOT NULL,
            story_id TEXT NOT NULL,
            thread TEXT NOT NULL,
            headline TEXT NOT NULL,
            mark INTEGER NOT NULL,
            subjects TEXT NOT NULL,
            sources TEXT NOT NULL
        );
INSERT INTO "judgements" VALUES(1,1770357600000000,'daily','2026-02-06','s1','t1','Quayside “drained”',1,'["quayside"]','["wire"]');
CREATE TABLE observations (
            series TEXT NOT NULL,
            subject TEXT NOT NULL,
            source_id TEXT NOT NULL,
            unit TEXT NOT NULL,
            "window" TEXT NOT NULL,
            as_of INTEGER NOT NULL,
            value TEXT NOT NULL,
            url TEXT NOT NULL,
            label TEXT NOT NULL,
            name TEXT NOT NULL,
            convention TEXT NOT NULL,
            PRIMARY KEY (series, subject, source_id, unit, "window", as_of)
        );
INSERT INTO "observations" VALUES('price','btc','prices','USD','',1770357600000000,'64512.25','','','','');
CREATE TABLE outcomes (
            source_id TEXT NOT NULL,
            at INTEGER NOT NULL,
            title TEXT NOT NULL,
            state TEXT NOT NULL,
            entries INTEGER NOT NULL,
            dated INTEGER NOT NULL,
            observations INTEGER NOT NULL,
            error TEXT NOT NULL,
            seconds FLOAT NOT NULL,
            size INTEGER NOT NULL,
            newest INTEGER,
            status INTEGER, whole BOOLEAN DEFAULT 1 NOT NULL,
            PRIMARY KEY (source_id, at)
        );
INSERT INTO "outcomes" VALUES('wire',1770357600000000,'Wire','answered',2,0,0,'',0.0,0,NULL,200,1);
INSERT INTO "outcomes" VALUES('desk',1770357600000000,'Desk','failed',0,0,0,'HTTP 404 Not Found',0.0,0,NULL,NULL,1);
CREATE TABLE receipts (
            number INTEGER NOT NULL PRIMARY KEY,
            edition TEXT NOT NULL,
            channel TEXT NOT NULL,
            target TEXT NOT NULL,
            at INTEGER NOT NULL,
            state TEXT NOT NULL,
            detail TEXT NOT NULL
        );
INSERT INTO "receipts" VALUES(1,'daily/2026-02-05T07:00','mail','a@example.com',1770357600000000,'failed','451 later');
INSERT INTO "receipts" VALUES(2,'daily/2026-02-05T07:00','mail','a@example.com',1770357600000000,'delivered','');
CREATE TABLE responses (
            number INTEGER NOT NULL PRIMARY KEY,
            source_id TEXT NOT NULL,
            url TEXT NOT NULL,
            final_url TEXT NOT NULL,
            status INTEGER NOT NULL,
            headers TEXT NOT NULL,
            body TEXT NOT NULL,
            received INTEGER NOT NULL,
            FOREIGN KEY (body) REFERENCES bodies (sha256)
        );
INSERT INTO "responses" VALUES(1,'wire','https://wire.example/feed','https://wire.example/feed',200,'{"content-type": "text/xml"}','b8a3805e669decf7180d8c7f4af5d4706d615d0678c424bd1c6b853def3bf3d2',1770357600000000);
CREATE TABLE robots (
            origin TEXT NOT NULL PRIMARY KEY,
            rules TEXT NOT NULL,
            read INTEGER NOT NULL
        );
INSERT INTO "robots" VALUES('https://a.example','User-agent: *
Disallow: /x
',1770361200000000);
CREATE TABLE runs (
            number INTEGER NOT NULL PRIMARY KEY,
            edition TEXT NOT NULL,
            began INTEGER NOT NULL,
            ended INTEGER,
            state TEXT NOT NULL,
            problems TEXT NOT NULL
        );
INSERT INTO "runs" VALUES(1,'daily/2026-02-05T07:00',1770357600000000,1770357600000000,'published','["desk: HTTP 404 Not Found"]');
INSERT INTO "runs" VALUES(2,'daily/2026-02-06T07:00',1770357600000000,NULL,'','[]');
CREATE TABLE sources (
            id TEXT NOT NULL PRIMARY KEY,
            first_answered INTEGER NOT NULL
        );
INSERT INTO "sources" VALUES('wire',1770357600000000);
CREATE TABLE stories (
            edition INTEGER NOT NULL,
            place INTEGER NOT NULL,
            id TEXT NOT NULL,
            thread TEXT NOT NULL,
            day INTEGER NOT NULL,
            event TEXT NOT NULL,
            headline TEXT NOT NULL,
            text TEXT NOT NULL,
            entities TEXT NOT NULL,
            figures TEXT NOT NULL,
            urls TEXT NOT NULL,
            sources TEXT NOT NULL, entries TEXT DEFAULT '[]' NOT NULL,
            PRIMARY KEY (edition, place),
            FOREIGN KEY (edition) REFERENCES editions (number) ON DELETE CASCADE
        );
INSERT INTO "stories" VALUES(1,0,'s1','thread-of-s1',2,'','A headline','A headline
An outflow of $390.8M was seen.
It was the third.
Told elsewhere','["ETH"]','["$390.8M", "$372M"]','["https://wire.example/a", "https://desk.example/b"]','["wire", "desk"]','["e1"]');
CREATE TABLE validators (
            source_id TEXT NOT NULL,
            url TEXT NOT NULL,
            reader TEXT NOT NULL,
            etag TEXT NOT NULL,
            last_modified TEXT NOT NULL,
            body TEXT NOT NULL, moved TEXT DEFAULT '' NOT NULL, fresh FLOAT DEFAULT 0 NOT NULL, pace TEXT DEFAULT '[]' NOT NULL, answered INTEGER,
            PRIMARY KEY (source_id, url)
        );
INSERT INTO "validators" VALUES('wire','https://wire.example/feed','r1','"e1"','Fri, 06 Feb 2026 06:00:00 GMT','00','',0.0,'[]',NULL);
CREATE TABLE waits (
            source_id TEXT NOT NULL,
            url TEXT NOT NULL,
            reader TEXT NOT NULL,
            failures INTEGER NOT NULL,
            until INTEGER,
            status INTEGER,
            told TEXT NOT NULL,
            asked INTEGER NOT NULL,
            PRIMARY KEY (source_id, url)
        );
INSERT INTO "waits" VALUES('wire','https://a.example/dead','r',1,NULL,410,'HTTP 410 Gone',1770361200000000);
CREATE INDEX entries_by_last_seen ON entries (last_seen);
CREATE INDEX observations_by_time ON observations (as_of);
CREATE INDEX receipts_by_edition ON receipts (edition);
CREATE INDEX responses_by_address ON responses (source_id, url, received);
CREATE INDEX responses_by_body ON responses (body);
CREATE INDEX entries_by_source ON entries (source_id, last_seen);
CREATE INDEX judgements_by_digest ON judgements (digest, at);
COMMIT;
