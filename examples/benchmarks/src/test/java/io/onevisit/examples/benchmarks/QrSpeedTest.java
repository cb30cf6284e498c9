package io.onevisit.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.qr.QrCode;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** That both sides draw the same: one text, one version, one size. */
class QrSpeedTest {
    private final QrSpeed speed = new QrSpeed();

    @Test
    void both_draw_the_same_text_as_large() throws Exception {
        assertThat(QrCode.read(speed.png())).hasSize(300).isEqualTo(QrCode.read(speed.pngZxing()));
        assertThat(side(speed.png())).isEqualTo(side(speed.pngZxing())).isEqualTo((69 + 8) * 4);
    }

    @Test
    void both_make_the_same_version() throws Exception {
        assertThat(speed.code().version()).isEqualTo(13);
        assertThat(speed.code().size())
                .isEqualTo(speed.codeZxing().getWidth())
                .isEqualTo(speed.codeZxingOneMask().getWidth());
        assertThat(speed.pngOfCode()).isEqualTo(speed.png());
        assertThat(speed.svgOfCode()).isEqualTo(speed.code().svg());
    }

    private static int side(byte[] png) {
        return ByteBuffer.wrap(png).getInt(16); // width, ISO/IEC 15948 clause 11.2.2
    }
}
