-- Old notices are looked for by their time, and of each who has read it; taking one away asks for its readers too.
CREATE INDEX notice_at ON notice (at);
CREATE INDEX notice_read_notice ON notice_read (notice_id);
