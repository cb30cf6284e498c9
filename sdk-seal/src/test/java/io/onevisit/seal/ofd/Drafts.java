package io.onevisit.seal.ofd;

import io.onevisit.core.Bytes;
import io.onevisit.seal.Pictures;
import io.onevisit.seal.SealOffice;
import io.onevisit.seal.internal.Containers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Documents to be written in these tests. */
final class Drafts {
    static final String TOKEN = "eyJhbGciOiJTTTIifQ.e30.c2ln";

    private Drafts() {}

    /** A licence on one page, with its token and a note attached. */
    static OfdDraft licence() {
        return new OfdDraft(
                "食品经营许可证",
                "示例市政务服务局",
                LocalDate.of(2026, 11, 20),
                Map.of("licenceId", "1.2.156.3005.2.11100000000013338W032.001", "备注", "a & b <c>"),
                List.of(page()),
                List.of(
                        new OfdAttachment("licence.jwt", "application/dc+sd-jwt", SealOffice.utf8(TOKEN)),
                        new OfdAttachment("说明.txt", "text/plain", SealOffice.utf8("准予许可"))));
    }

    /** A document with a page of each size, width and height in millimetres; A4 for {@code A4} and null. */
    static Bytes pages(String... sizes) {
        List<OfdPage> pages = new ArrayList<>();
        for (String size : sizes) {
            List<OfdPage.Item> items = List.of(new OfdPage.Text(20, 20, "宋体", 5, "第" + (pages.size() + 1) + "页"));
            String[] sides = size == null || size.equals("A4") ? new String[] {"210", "297"} : size.split(" ");
            pages.add(new OfdPage(Double.parseDouble(sides[0]), Double.parseDouble(sides[1]), items));
        }
        return OfdWriter.write(
                new OfdDraft("多页文件", "示例市政务服务局", LocalDate.of(2026, 11, 20), Map.of(), pages, List.of()));
    }

    /** The files of a document. */
    static Map<String, Bytes> unzip(Bytes ofd) {
        return Containers.read(ofd.toArray());
    }

    private static OfdPage page() {
        List<OfdPage.Item> items = new ArrayList<>();
        items.add(new OfdPage.Text(52.5, 30, "黑体", 15, "食品经营许可证"));
        items.add(new OfdPage.Line(20, 52, 190, 52, 0.5));
        String[][] rows = {
            {"许可证编号", "JY13301000000017"},
            {"经营者名称", "示例市𠮷祥餐饮有限公司"},
            {"统一社会信用代码", "91330100MA27XL0N1Y"},
            {"经营项目", "热食类食品制售；自制饮品制售"},
            {"有效期至", "2031年11月19日"},
        };
        for (int i = 0; i < rows.length; i++) {
            double y = 60 + 14 * i;
            items.add(new OfdPage.Text(25, y, "黑体", 5, rows[i][0]));
            items.add(new OfdPage.Text(75, y, "宋体", 5, rows[i][1]));
            items.add(new OfdPage.Line(75, y + 7, 185, y + 7, 0.2));
        }
        items.add(new OfdPage.Picture(25, 215, 40, 40, Pictures.png(60, 60)));
        items.add(new OfdPage.Text(125, 240, "宋体", 5, "示例市政务服务局"));
        items.add(new OfdPage.Text(130, 248, "宋体", 5, "2026年11月20日"));
        items.add(new OfdPage.Line(15, 15, 195, 282, 0.1));
        return OfdPage.a4(items);
    }
}
