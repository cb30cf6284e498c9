package io.onevisit.seal.ofd;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WrittenFromTest {
    private static final OfdDraft DRAFT = draft("Licence", "text", Map.of("a", "1"), new byte[] {1});

    @Test
    void a_document_is_written_from_its_own_draft() {
        assertThat(document(DRAFT).isWrittenFrom(DRAFT)).isTrue();
    }

    @Test
    void a_document_is_not_written_from_any_other_draft() {
        OfdDocument document = document(DRAFT);

        assertThat(document.isWrittenFrom(draft("Licenc", "text", Map.of("a", "1"), new byte[] {1})))
                .isFalse();
        assertThat(document.isWrittenFrom(draft("Licence", "test", Map.of("a", "1"), new byte[] {1})))
                .isFalse();
        assertThat(document.isWrittenFrom(draft("Licence", "text", Map.of("a", "2"), new byte[] {1})))
                .isFalse();
        assertThat(document.isWrittenFrom(draft("Licence", "text", Map.of("a", "1"), new byte[] {2})))
                .isFalse();
    }

    private static OfdDocument document(OfdDraft draft) {
        return OfdDocument.readWithoutVerification(OfdWriter.write(draft).toArray());
    }

    private static OfdDraft draft(String title, String text, Map<String, String> metadata, byte[] attached) {
        return new OfdDraft(
                title,
                "OneVisit",
                LocalDate.of(2026, 11, 21),
                metadata,
                List.of(OfdPage.a4(List.of(new OfdPage.Text(20, 20, "宋体", 4, text)))),
                List.of(new OfdAttachment("a", "application/octet-stream", Bytes.of(attached))));
    }
}
