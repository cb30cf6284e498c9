-- States that survive a restart. expires_at counts milliseconds since 1970-01-01T00:00:00Z, null is never. Keys are UTF-8
-- octets, so that no collation takes two of them for one, at most three octets for each of 64 and 160 characters.
CREATE TABLE IF NOT EXISTS onevisit_state (
    kind       VARBINARY(192) NOT NULL,
    id         VARBINARY(480) NOT NULL,
    version    BIGINT         NOT NULL,
    expires_at BIGINT,
    content    MEDIUMBLOB     NOT NULL,
    PRIMARY KEY (kind, id),
    INDEX onevisit_state_expires_at (expires_at)
) ENGINE = InnoDB;
