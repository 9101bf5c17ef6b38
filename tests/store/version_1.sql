BEGIN TRANSACTION;
CREATE TABLE address (
	channel_id VARCHAR NOT NULL, 
	destination TEXT NOT NULL, 
	moved_to TEXT NOT NULL, 
	PRIMARY KEY (channel_id, destination)
);
CREATE TABLE alert (
	alert_id VARCHAR NOT NULL, 
	story_id VARCHAR NOT NULL, 
	watchlist_id VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	alert TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	PRIMARY KEY (alert_id)
);
INSERT INTO "alert" VALUES('s-000001:sahel:0','s-000001','sahel',0,'{"story_id":"s-000001","watchlist_id":"sahel","number":0,"decision":{"verdict":"alert","reason":"first_report","detail":""},"story":{"story_id":"s-000001","title":"Attaque contre la garnison de Kati","first_at":"2022-07-22T05:40:00Z","last_at":"2022-07-22T05:40:00Z","article_ids":["a-1"],"sources":["Radio du Fleuve"],"origins":["Radio du Fleuve"],"watches":[["sahel","kati"]],"event":{"type":"explosions_remote_violence","subtype":"suicide_bomb","status":"reported","killed":{"low":1,"high":1,"text":"Un soldat","source":"l''armée"},"wounded":null,"abducted":null,"arrested":null,"actors":[{"actor_id":"jnim","name":"JNIM","role":"perpetrator","claim":"attributed"}],"place":{"place_id":"kati","name":"Kati","country":"ML","lat":12.74,"lon":-8.07,"precision":"town","region":"Koulikoro"},"date":"2022-07-22","severity":8.0,"reasons":["explosions: +3"]}},"report":{"article":{"article_id":"a-1","feed_id":"fleuve","source":"Radio du Fleuve","url":"https://fleuve.example/kati-attaque","title":"Attaque contre la garnison de Kati","text":"Des explosions ont secoué Kati à l''aube. Un soldat est mort.","language":"fr","published_at":"2022-07-22T05:40:00Z","fetched_at":"2022-07-22T06:00:00Z","country":"ML","reliability":"B"},"matches":[{"watch_id":"kati","watchlist_id":"sahel","kind":"place","status":"accepted","score":3.5,"surface":"Kati","field":"title","start":30,"end":34,"mode":"exact","reasons":["+1.5 \"garnison\" 2 words away"]}],"event":{"type":"explosions_remote_violence","subtype":"suicide_bomb","status":"reported","killed":{"low":1,"high":1,"text":"Un soldat","source":"l''armée"},"wounded":null,"abducted":null,"arrested":null,"actors":[{"actor_id":"jnim","name":"JNIM","role":"perpetrator","claim":"attributed"}],"place":{"place_id":"kati","name":"Kati","country":"ML","lat":12.74,"lon":-8.07,"precision":"town","region":"Koulikoro"},"date":"2022-07-22","severity":8.0,"reasons":["explosions: +3"]}},"created_at":"2022-07-22T06:00:00Z"}','2022-07-22 06:00:00.000000');
CREATE TABLE article (
	article_id VARCHAR NOT NULL, 
	feed_id VARCHAR NOT NULL, 
	source TEXT NOT NULL, 
	url TEXT NOT NULL, 
	title TEXT NOT NULL, 
	text TEXT NOT NULL, 
	language VARCHAR, 
	published_at DATETIME, 
	fetched_at DATETIME NOT NULL, 
	country VARCHAR, 
	reliability VARCHAR NOT NULL, 
	content_hash VARCHAR NOT NULL, 
	PRIMARY KEY (article_id)
);
INSERT INTO "article" VALUES('a-1','fleuve','Radio du Fleuve','https://fleuve.example/kati-attaque','Attaque contre la garnison de Kati','Des explosions ont secoué Kati à l''aube. Un soldat est mort.','fr','2022-07-22 05:40:00.000000','2022-07-22 06:00:00.000000','ML','B','60ad86414f8cd8061c760083a68aa8f584e6b41d2b9848164bbd98aeacaaba56');
CREATE TABLE article_key (
	"key" TEXT NOT NULL, 
	article_id VARCHAR NOT NULL, 
	seen_at DATETIME NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "article_key" VALUES('guid:1','a-1','2022-07-22 06:00:00.000000');
CREATE TABLE attempt (
	id INTEGER NOT NULL, 
	delivery_key TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	started_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	fate VARCHAR, 
	detail TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(delivery_key) REFERENCES delivery ("key") ON DELETE CASCADE
);
CREATE TABLE decision (
	id INTEGER NOT NULL, 
	article_id VARCHAR NOT NULL, 
	watchlist_id VARCHAR NOT NULL, 
	story_id VARCHAR, 
	verdict VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	detail TEXT NOT NULL, 
	decided_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(article_id) REFERENCES article (article_id) ON DELETE CASCADE
);
INSERT INTO "decision" VALUES(1,'a-1','sahel','s-000001','alert','first_report','','2022-07-22 06:00:00.000000');
CREATE TABLE delivery (
	"key" TEXT NOT NULL, 
	channel_id VARCHAR NOT NULL, 
	destination TEXT NOT NULL, 
	message TEXT NOT NULL, 
	status VARCHAR NOT NULL, 
	attempt_count INTEGER NOT NULL, 
	unknown_count INTEGER NOT NULL, 
	next_attempt_at DATETIME NOT NULL, 
	created_at DATETIME NOT NULL, 
	sent_at DATETIME, 
	receipt TEXT, 
	failure TEXT, 
	reply_to TEXT, 
	claimed_until DATETIME, 
	position BIGINT NOT NULL, 
	PRIMARY KEY ("key"), 
	UNIQUE (position)
);
INSERT INTO "delivery" VALUES('s-000001:sahel:0:desk','desk','-1001','{"subject":"🔴 HIGH · Suicide attack on the garrison · Kati, Koulikoro, Mali","blocks":[{"kind":"text","text":"Killed 1 (army: 1 soldier)","url":null},{"kind":"link","text":"Radio du Fleuve","url":"https://fleuve.example/kati-attaque"}],"silent":false}','pending',0,0,'2022-07-22 06:00:00.000000','2022-07-22 06:00:00.000000',NULL,NULL,NULL,NULL,NULL,1);
CREATE TABLE digest (
	channel_id VARCHAR NOT NULL, 
	date DATE NOT NULL, 
	until DATETIME NOT NULL, 
	PRIMARY KEY (channel_id, date)
);
CREATE TABLE feed (
	feed_id VARCHAR NOT NULL, 
	url TEXT NOT NULL, 
	source TEXT NOT NULL, 
	language VARCHAR, 
	country VARCHAR, 
	reliability VARCHAR NOT NULL, 
	interval DOUBLE NOT NULL, 
	etag TEXT, 
	last_modified TEXT, 
	final_url TEXT, 
	body_hash VARCHAR, 
	next_poll_at DATETIME, 
	failure_count INTEGER NOT NULL, 
	failure TEXT, 
	polled_at DATETIME, 
	succeeded_at DATETIME, 
	learned_at DATETIME, 
	fresh_at DATETIME, 
	host VARCHAR NOT NULL, 
	claimed_until DATETIME, 
	removed_at DATETIME, 
	PRIMARY KEY (feed_id)
);
INSERT INTO "feed" VALUES('fleuve','https://fleuve.example/feed/','Radio du Fleuve','fr','ML','B',120.0,'W/"v1"','Fri, 22 Jul 2022 05:50:00 GMT','https://fleuve.example/feed/','0000000000000000000000000000000000000000000000000000000000000000','2022-07-22 06:02:00.000000',0,NULL,'2022-07-22 06:00:00.000000','2022-07-22 06:00:00.000000','2022-07-21 06:00:00.000000','2022-07-22 06:00:00.000000','fleuve.example',NULL,NULL);
CREATE TABLE meta (
	name VARCHAR NOT NULL, 
	value INTEGER NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "meta" VALUES('schema_version',1);
INSERT INTO "meta" VALUES('last_story_number',1);
CREATE TABLE pause (
	channel_id VARCHAR NOT NULL, 
	destination TEXT NOT NULL, 
	until DATETIME NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (channel_id, destination)
);
CREATE TABLE report (
	article_id VARCHAR NOT NULL, 
	matches TEXT NOT NULL, 
	event TEXT NOT NULL, 
	PRIMARY KEY (article_id), 
	FOREIGN KEY(article_id) REFERENCES article (article_id) ON DELETE CASCADE
);
INSERT INTO "report" VALUES('a-1','[{"watch_id":"kati","watchlist_id":"sahel","kind":"place","status":"accepted","score":3.5,"surface":"Kati","field":"title","start":30,"end":34,"mode":"exact","reasons":["+1.5 \"garnison\" 2 words away"]}]','{"type":"explosions_remote_violence","subtype":"suicide_bomb","status":"reported","killed":{"low":1,"high":1,"text":"Un soldat","source":"l''armée"},"wounded":null,"abducted":null,"arrested":null,"actors":[{"actor_id":"jnim","name":"JNIM","role":"perpetrator","claim":"attributed"}],"place":{"place_id":"kati","name":"Kati","country":"ML","lat":12.74,"lon":-8.07,"precision":"town","region":"Koulikoro"},"date":"2022-07-22","severity":8.0,"reasons":["explosions: +3"]}');
CREATE TABLE story (
	story_id VARCHAR NOT NULL, 
	title TEXT NOT NULL, 
	first_at DATETIME NOT NULL, 
	last_at DATETIME NOT NULL, 
	facts TEXT NOT NULL, 
	PRIMARY KEY (story_id)
);
INSERT INTO "story" VALUES('s-000001','Attaque contre la garnison de Kati','2022-07-22 05:40:00.000000','2022-07-22 05:40:00.000000','{"story_id":"s-000001","title":"Attaque contre la garnison de Kati","first_at":"2022-07-22T05:40:00Z","last_at":"2022-07-22T05:40:00Z","article_ids":["a-1"],"sources":["Radio du Fleuve"],"origins":["Radio du Fleuve"],"watches":[["sahel","kati"]],"event":{"type":"explosions_remote_violence","subtype":"suicide_bomb","status":"reported","killed":{"low":1,"high":1,"text":"Un soldat","source":"l''armée"},"wounded":null,"abducted":null,"arrested":null,"actors":[{"actor_id":"jnim","name":"JNIM","role":"perpetrator","claim":"attributed"}],"place":{"place_id":"kati","name":"Kati","country":"ML","lat":12.74,"lon":-8.07,"precision":"town","region":"Koulikoro"},"date":"2022-07-22","severity":8.0,"reasons":["explosions: +3"]}}');
CREATE TABLE story_article (
	article_id VARCHAR NOT NULL, 
	story_id VARCHAR NOT NULL, 
	assignment TEXT NOT NULL, 
	added_at DATETIME NOT NULL, 
	position BIGINT NOT NULL, 
	PRIMARY KEY (article_id), 
	FOREIGN KEY(article_id) REFERENCES article (article_id) ON DELETE CASCADE, 
	FOREIGN KEY(story_id) REFERENCES story (story_id), 
	UNIQUE (position)
);
INSERT INTO "story_article" VALUES('a-1','s-000001','{"story_id":"s-000001","is_new":true,"copy_of":null,"origin":"Radio du Fleuve","score":0.0,"reason":"no story is near"}','2022-07-22 06:00:00.000000',1);
CREATE INDEX ix_feed_next_poll_at ON feed (next_poll_at);
CREATE INDEX ix_article_fetched_at ON article (fetched_at);
CREATE INDEX ix_article_url ON article (url);
CREATE INDEX ix_article_key_article_id ON article_key (article_id);
CREATE INDEX ix_article_key_seen_at ON article_key (seen_at);
CREATE INDEX ix_story_last_at ON story (last_at);
CREATE INDEX ix_alert_created_at ON alert (created_at);
CREATE INDEX ix_alert_story_id ON alert (story_id);
CREATE INDEX ix_delivery_due ON delivery (channel_id, status, next_attempt_at);
CREATE INDEX ix_story_article_story_id ON story_article (story_id);
CREATE INDEX ix_story_article_added_at ON story_article (added_at);
CREATE INDEX ix_decision_article_watchlist ON decision (article_id, watchlist_id);
CREATE INDEX ix_decision_decided_at ON decision (decided_at);
CREATE UNIQUE INDEX ix_attempt_delivery_number ON attempt (delivery_key, number);
CREATE INDEX ix_attempt_started_at ON attempt (started_at);
COMMIT;
