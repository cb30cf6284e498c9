-- Messages to be sent: their content and how far they are. status is OPEN, DONE or DEAD, uncertain says that an attempt
-- was begun whose ending is not known. Times count milliseconds since 1970-01-01T00:00:00Z.
SELECT pg_advisory_xact_lock(7220511); -- two nodes that start at once create one after the other
CREATE TABLE IF NOT EXISTS onevisit_message (
    kind         VARCHAR(64)  NOT NULL,
    business_key VARCHAR(128) NOT NULL,
    digest       BYTEA        NOT NULL,
    payload      BYTEA,
    status       VARCHAR(4)   NOT NULL,
    uncertain    BOOLEAN      NOT NULL,
    tries        INTEGER      NOT NULL,
    reason       VARCHAR(2048),
    opened_at    BIGINT       NOT NULL,
    changed_at   BIGINT       NOT NULL,
    PRIMARY KEY (kind, business_key)
);
CREATE INDEX IF NOT EXISTS onevisit_message_status ON onevisit_message (status, changed_at);

-- When each open message is due and who is at it: the table of db-scheduler, under a name of our own.
CREATE TABLE IF NOT EXISTS onevisit_job (
    task_name            VARCHAR(64)  NOT NULL,
    task_instance        VARCHAR(128) NOT NULL,
    task_data            BYTEA,
    execution_time       BIGINT       NOT NULL,
    picked               BOOLEAN      NOT NULL,
    picked_by            VARCHAR(50),
    last_success         BIGINT,
    last_failure         BIGINT,
    consecutive_failures INTEGER,
    last_heartbeat       BIGINT,
    version              BIGINT       NOT NULL,
    priority             SMALLINT,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX IF NOT EXISTS onevisit_job_execution_time ON onevisit_job (execution_time);
CREATE INDEX IF NOT EXISTS onevisit_job_last_heartbeat ON onevisit_job (last_heartbeat);
