package io.onevisit.licence.delivery.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.oned.Code128Reader;
import io.onevisit.core.Bytes;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.id.DivisionCode;
import io.onevisit.licence.delivery.DeliveryOrder;
import io.onevisit.licence.delivery.Party;
import io.onevisit.licence.delivery.PostalAddress;
import io.onevisit.licence.delivery.Waybill;
import io.onevisit.licence.delivery.label.WaybillLabel.Resolution;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The label as others read it: ZXing the barcode, PDFBox the document, ImageIO the picture. */
class WaybillLabelTest {
    private final Font font = new Font(Font.DIALOG, Font.PLAIN, 12);

    @BeforeEach
    void this_machine_has_a_font_with_chinese_characters() {
        assumeTrue(font.canDisplayUpTo("张三丰寄付月结送货上门") < 0, "no Chinese font is installed");
    }

    @ParameterizedTest
    @EnumSource(Resolution.class)
    void its_barcode_reads_back_from_the_png(Resolution resolution) throws Exception {
        BufferedImage image = image(label("9912345678901", order()).png(font, resolution));
        keep(label("9912345678901", order()).png(font, resolution), "label-" + resolution + ".png");

        assertThat(barcode(image)).isEqualTo("9912345678901");
        int dots = resolution == Resolution.DPI_203 ? 203 : 300;
        assertThat(image.getWidth()).isEqualTo(Math.round(100 * dots / 25.4f));
        assertThat(image.getHeight()).isEqualTo(Math.round(150 * dots / 25.4f));
    }

    @ParameterizedTest
    @EnumSource(Resolution.class)
    void the_pdf_is_one_page_of_100_by_150_mm_with_the_very_same_picture(Resolution resolution) throws Exception {
        WaybillLabel label = label("SF7444400043266", order());
        Bytes pdf = label.pdf(font, resolution);
        try (PDDocument document = PDDocument.load(pdf.toArray())) {
            assertThat(document.getNumberOfPages()).isOne();
            PDRectangle page = document.getPage(0).getMediaBox();
            assertThat(page.getWidth() / 72 * 25.4).isCloseTo(100, within(0.1));
            assertThat(page.getHeight() / 72 * 25.4).isCloseTo(150, within(0.1));
            BufferedImage drawn =
                    new PDFRenderer(document).renderImageWithDPI(0, resolution == Resolution.DPI_203 ? 203 : 300);
            assertThat(barcode(drawn)).isEqualTo("SF7444400043266");
            BufferedImage png = image(label.png(font, resolution));
            assertThat(difference(drawn, png)).isLessThan(png.getWidth());
            keep(pdf, "label-" + resolution + ".pdf");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RR473124829GB", "JD0012345678-1-1", "00001", "abcXYZ-90"})
    void numbers_of_every_form_fit(String number) throws Exception {
        assertThat(barcode(image(label(number, order()).png(font, Resolution.DPI_203))))
                .isEqualTo(number);
    }

    @Test
    void a_number_too_long_for_a_scanner_is_refused() {
        assertThatThrownBy(() -> label("A".repeat(64), order()).png(font, Resolution.DPI_203))
                .isInstanceOf(InvalidValueException.class);
    }

    /** 31 places are 396 modules with their quiet zones: too fine with two dots of 0.085 mm each. */
    @Test
    void a_number_is_not_drawn_finer_because_the_printer_could() {
        assertThatThrownBy(() -> label("A".repeat(31), order()).png(font, Resolution.DPI_300))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_long_carriers_name_leaves_room_for_who_pays() throws Exception {
        Waybill waybill = new Waybill(order().orderNumber(), "1");
        BufferedImage shortName = image(new WaybillLabel("EMS", waybill, order()).png(font, Resolution.DPI_203));
        BufferedImage longName =
                image(new WaybillLabel("中国邮政速递物流股份有限公司", waybill, order()).png(font, Resolution.DPI_203));

        assertThat(difference(besideTheName(longName), besideTheName(shortName)))
                .isZero();
    }

    @Test
    void who_pays_is_drawn_beside_the_carriers_name() throws Exception {
        Waybill waybill = new Waybill(order().orderNumber(), "1");
        BufferedImage department = image(
                new WaybillLabel("EMS", waybill, paidBy(DeliveryOrder.Payer.DEPARTMENT, DeliveryOrder.Destination.DOOR))
                        .png(font, Resolution.DPI_203));
        BufferedImage citizen = image(
                new WaybillLabel("EMS", waybill, paidBy(DeliveryOrder.Payer.CITIZEN, DeliveryOrder.Destination.DOOR))
                        .png(font, Resolution.DPI_203));

        assertThat(difference(besideTheName(department), besideTheName(citizen)))
                .isPositive();
    }

    private static BufferedImage besideTheName(BufferedImage label) {
        int left = Resolution.DPI_203.dots(61);
        return label.getSubimage(left, 0, label.getWidth() - left, Resolution.DPI_203.dots(17));
    }

    private static DeliveryOrder paidBy(DeliveryOrder.Payer payer, DeliveryOrder.Destination destination) {
        DeliveryOrder order = order();
        return new DeliveryOrder(
                order.orderNumber(),
                order.caseNumber(),
                order.sender(),
                order.recipient(),
                order.content(),
                payer,
                destination);
    }

    @ParameterizedTest
    @CsvSource({
        "DEPARTMENT, DOOR, 寄付月结",
        "DEPARTMENT, OFFICE, 到付月结",
        "CITIZEN, DOOR, 到付",
        "CITIZEN, COUNTER, 到付",
        "CITIZEN, OFFICE, 寄付现结"
    })
    void it_says_who_pays_in_the_couriers_words(
            DeliveryOrder.Payer payer, DeliveryOrder.Destination destination, String words) {
        assertThat(WaybillLabel.payment(paidBy(payer, destination))).isEqualTo(words);
    }

    /** The office's address is not masked, so that its last character must show. */
    @Test
    void the_longest_address_is_there_to_its_last_character() throws Exception {
        DeliveryOrder there = longOffice("街".repeat(199) + "东");

        assertThat(label("1", there).png(font, Resolution.DPI_203))
                .isNotEqualTo(label("1", longOffice("街".repeat(199) + "西")).png(font, Resolution.DPI_203));
        keep(label("1", there).png(font, Resolution.DPI_203), "label-long.png");
    }

    private static DeliveryOrder longOffice(String detail) {
        DeliveryOrder order = order();
        return new DeliveryOrder(
                order.orderNumber(),
                order.caseNumber(),
                new Party("行".repeat(64), "0571-87654321", address(detail)),
                order.recipient(),
                order.content(),
                order.payer());
    }

    @Test
    void what_is_masked_leaves_no_trace_in_the_picture() {
        Bytes label =
                label("1", order("张三丰", "13800138000", "体育场路 2 号 3 单元 401 室")).png(font, Resolution.DPI_203);

        assertThat(label("1", order("张大千", "13899999900", "体育场路 2 号 7 单元 1203 室"))
                        .png(font, Resolution.DPI_203))
                .isEqualTo(label);
        assertThat(label("1", order("李三丰", "13800138000", "体育场路 2 号 3 单元 401 室"))
                        .png(font, Resolution.DPI_203))
                .as("what is shown does change it")
                .isNotEqualTo(label);
    }

    @Test
    void on_the_way_back_the_citizen_is_the_sender_and_masked_there() {
        DeliveryOrder there = order("张三丰", "13800138000", "体育场路 2 号 3 单元 401 室");
        DeliveryOrder other = order("张大千", "13899999900", "体育场路 2 号 7 单元 1203 室");

        assertThat(back(there)).isEqualTo(back(other));
    }

    private Bytes back(DeliveryOrder order) {
        DeliveryOrder back = order.back("D-0001-B", "旧证");
        return new WaybillLabel("EMS", new Waybill("D-0001-B", "1"), back).png(font, Resolution.DPI_203);
    }

    @Test
    void the_name_of_a_municipality_stands_once() {
        assertThat(inBeijing("北京市")).isEqualTo(inBeijing("朝阳区"));
    }

    private Bytes inBeijing(String city) {
        DeliveryOrder order = order();
        PostalAddress address = new PostalAddress(DivisionCode.parse("110105"), "北京市", city, "朝阳区", "建国路 1 号", null);
        return label(
                        "1",
                        new DeliveryOrder(
                                order.orderNumber(),
                                order.caseNumber(),
                                new Party("北京市朝阳区政务服务中心", "010-87654321", address),
                                order.recipient(),
                                order.content(),
                                order.payer()))
                .png(font, Resolution.DPI_203);
    }

    @Test
    void a_font_that_lacks_a_character_is_refused() {
        DeliveryOrder order = order("\uDBFF\uDFFF张三", "13800138000", "文三路");

        assertThatThrownBy(() -> label("1", order).png(font, Resolution.DPI_203))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageNotContaining("\uDBFF\uDFFF");
    }

    @Test
    void a_waybill_of_another_order_is_refused() {
        assertThatThrownBy(() -> new WaybillLabel("EMS", new Waybill("D-0002", "1"), order()))
                .isInstanceOf(InvalidValueException.class);
    }

    private static WaybillLabel label(String waybillNumber, DeliveryOrder order) {
        return new WaybillLabel("EMS", new Waybill(order.orderNumber(), waybillNumber), order);
    }

    private static DeliveryOrder order() {
        return order("张三丰", "13800138000", "体育场路 2 号 3 单元 401 室");
    }

    private static DeliveryOrder order(String name, String phone, String detail) {
        return new DeliveryOrder(
                "D-0001",
                new CaseNumber("330106-2026-000123"),
                new Party("杭州市西湖区政务服务中心", "0571-87654321", address("文三路 1 号")),
                new Party(name, phone, address(detail)),
                "居住证 1 本",
                DeliveryOrder.Payer.DEPARTMENT);
    }

    private static PostalAddress address(String detail) {
        return new PostalAddress(DivisionCode.parse("330106"), "浙江省", "杭州市", "西湖区", detail, null);
    }

    private static BufferedImage image(Bytes png) throws IOException {
        try (InputStream octets = png.stream()) {
            return ImageIO.read(octets);
        }
    }

    private static String barcode(BufferedImage image) throws ReaderException {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        BinaryBitmap bitmap = new BinaryBitmap(
                new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels)));
        return new Code128Reader()
                .decode(bitmap, Map.of(DecodeHintType.TRY_HARDER, true))
                .getText();
    }

    /** How many dots are dark in one and light in the other. */
    private static int difference(BufferedImage drawn, BufferedImage png) {
        int different = 0;
        for (int y = 0; y < Math.min(drawn.getHeight(), png.getHeight()); y++) {
            for (int x = 0; x < Math.min(drawn.getWidth(), png.getWidth()); x++) {
                different += (drawn.getRGB(x, y) & 0xFF) / 128 == (png.getRGB(x, y) & 0xFF) / 128 ? 0 : 1;
            }
        }
        return different;
    }

    /** For people to look at. */
    private static void keep(Bytes octets, String name) throws IOException {
        Files.write(Files.createDirectories(Path.of("target", "labels")).resolve(name), octets.toArray());
    }
}
