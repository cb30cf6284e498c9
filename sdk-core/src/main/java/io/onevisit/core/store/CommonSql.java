package io.onevisit.core.store;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of db-scheduler as every database in use understands it, in place of its own four variants: {@code LIMIT}, and
 * times in milliseconds, which no server, driver or session puts into another zone or rounds.
 */
final class CommonSql extends DefaultJdbcCustomization {
    private final String ofKinds;

    /** For a worker on {@code kinds}: it does not read what others are to work on, however much that is. */
    CommonSql(Collection<String> kinds) {
        super(false);
        this.ofKinds = kinds.stream().collect(Collectors.joining("', '", " AND task_name IN ('", "')"));
    }

    @Override
    public String getName() {
        return "OneVisit";
    }

    @Override
    public void setInstant(PreparedStatement statement, int index, @Nullable Instant value) throws SQLException {
        statement.setObject(index, value == null ? null : value.toEpochMilli());
    }

    @Override
    public @Nullable Instant getInstant(ResultSet rows, String column) throws SQLException {
        long millis = rows.getLong(column);
        return rows.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    @Override
    public String createSelectDueQuery(String table, int limit, String condition, boolean byPriority) {
        return super.createSelectDueQuery(table, limit, condition + ofKinds, byPriority);
    }

    @Override
    public String getQueryLimitPart(int limit) {
        return " LIMIT " + limit;
    }
}
