package io.onevisit.examples.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JourneyPostgresTest {
    @Test
    void the_whole_way_runs_on_postgresql(@TempDir Path folder) throws Exception {
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.builder().setServerConfig("fsync", "off").start()) {
            String jdbc = postgres.getJdbcUrl("postgres", "postgres");

            OneVisit visit = OneVisit.of("li-mingxuan", folder, Visit.database(jdbc, folder));

            assertThat(visit.granted).isTrue();
            assertThat(visit.row.state()).isEqualTo("POSTED");
            assertThat(visit.row.payments()).isEqualTo(1);
        }
    }
}
