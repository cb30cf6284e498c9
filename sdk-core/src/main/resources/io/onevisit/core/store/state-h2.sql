-- States that survive a restart. expires_at counts milliseconds since 1970-01-01T00:00:00Z, null is never.
CREATE TABLE IF NOT EXISTS onevisit_state (
    kind       VARCHAR(64)       NOT NULL,
    id         VARCHAR(160)      NOT NULL,
    version    BIGINT            NOT NULL,
    expires_at BIGINT,
    content    VARBINARY(262144) NOT NULL,
    PRIMARY KEY (kind, id)
);
CREATE INDEX IF NOT EXISTS onevisit_state_expires_at ON onevisit_state (expires_at);
