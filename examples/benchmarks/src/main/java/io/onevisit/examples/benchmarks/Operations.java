package io.onevisit.examples.benchmarks;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the table is about: every operation, its peers and its goals, in the order in which they are measured. */
final class Operations {
    static final String MINUTE = "time.minute";

    private static final String NAIVE = "Bouncy Castle, naive";
    private static final String BEST = "Bouncy Castle, best (width 10)";

    static final List<Operation> ALL = List.of(
            new Operation("SM2 verify, 1 KiB", "SM2 验签，1 KiB", "Sm2Speed.verify")
                    .beside(NAIVE, "Sm2Speed.verifyNaive")
                    .beside("Bouncy Castle, key ready", "Sm2Speed.verifyReady")
                    .beside(BEST, "Sm2Speed.verifyWide")
                    .beside("Hutool", "Sm2Speed.verifyHutool")
                    .beside("Tencent Kona, Java", "Sm2Speed.verifyKona")
                    .beside("Tencent Kona, its OpenSSL", "KonaNativeSpeed.verify")
                    .beside("OpenSSL (C), 20 octets", ProgramSpeed.OPENSSL.verifyId())
                    .beside("GmSSL (C), 20 octets", ProgramSpeed.GMSSL.verifyId()),
            new Operation("SM2 verify, key for heavy use", "SM2 验签，重负载公钥", "Sm2Speed.verifyHeavyUse")
                    .beside(NAIVE, "Sm2Speed.verifyNaive")
                    .beside(BEST, "Sm2Speed.verifyWide"),
            new Operation("SM2 verify, key read each time", "SM2 验签，每次读取公钥", "Sm2Speed.verifyNewKey")
                    .beside(NAIVE, "Sm2Speed.verifyNaive"),
            new Operation("SM2 sign, 1 KiB", "SM2 签名，1 KiB", "Sm2Speed.sign")
                    .beside(NAIVE, "Sm2Speed.signNaive")
                    .beside("Bouncy Castle, key ready", "Sm2Speed.signReady")
                    .beside("Hutool", "Sm2Speed.signHutool")
                    .beside("Tencent Kona, Java", "Sm2Speed.signKona")
                    .beside("Tencent Kona, its OpenSSL", "KonaNativeSpeed.sign")
                    .beside("OpenSSL (C), 20 octets", ProgramSpeed.OPENSSL.signId())
                    .beside("GmSSL (C), 20 octets", ProgramSpeed.GMSSL.signId()),
            new Operation("SM2 licence, issuer known", "SM2 证照核验（签发者已知）", "LicenceSpeed.sm2Licence")
                    .beside(NAIVE + ", signature alone", "LicenceSpeed.sm2Naive", 2.5, licenceGoal())
                    .beside(
                            BEST + ", signature alone",
                            "LicenceSpeed.sm2Wide",
                            0.6,
                            "an SM2 licence, issuer known, everything included: 0.6 of the best bare verification"),
            new Operation(
                            "SM2 licence, issuer's key for heavy use",
                            "SM2 证照核验（签发者公钥为重负载）",
                            "LicenceSpeed.sm2LicenceHeavyUse")
                    .beside(NAIVE + ", signature alone", "LicenceSpeed.sm2Naive", 2.5, licenceGoal()),
            new Operation(
                            "200 SM2 licences in a batch on two threads",
                            "两线程批量核验 200 份 SM2 证照",
                            "Batches.verifyAll threads=2")
                    .beside(
                            "on one thread",
                            "Batches.verifyAll threads=1",
                            1.8,
                            "a batch on 2 cores: 1.8 times one thread"),
            new Operation("SM2 presentation", "SM2 证照出示核验", "LicenceSpeed.sm2Presentation")
                    .beside(BEST + ", one signature", "LicenceSpeed.sm2Wide"),
            new Operation("SM2 licence on paper", "纸质证照（SM2 二维码）核验", "LicenceSpeed.sm2Paper")
                    .beside(NAIVE + ", signature alone", "LicenceSpeed.sm2Naive"),
            new Operation("SM2 licence signed anew", "SM2 证照重新签名", "LicenceSpeed.sm2Issue")
                    .beside(NAIVE + ", signature alone", "Sm2Speed.signNaive"),
            new Operation("status in a list met before", "证照状态查询（列表已核验）", "LicenceSpeed.status")
                    .beside("the same, list verified anew", "LicenceSpeed.statusInNewList"),
            new Operation("ES256 licence, issuer known", "ES256 证照核验（签发者已知）", "LicenceSpeed.es256Licence")
                    .beside(
                            "Nimbus on the JDK, signature alone",
                            "LicenceSpeed.es256Nimbus",
                            10,
                            "an ES256 licence: 10 times Nimbus on the JDK's provider (JDK 17)")
                    .beside("Nimbus on Bouncy Castle, signature alone", "LicenceSpeed.es256NimbusBouncyCastle")
                    .beside("jose4j on the JDK, signature alone", "LicenceSpeed.es256Jose4j")
                    .beside("Bouncy Castle, key ready, signature alone", "LicenceSpeed.es256Ready"),
            new Operation("ES256 licence signed anew", "ES256 证照重新签名", "LicenceSpeed.es256Issue")
                    .beside("Nimbus on the JDK, signature alone", "LicenceSpeed.es256IssueNimbus")
                    .beside("jose4j on the JDK, signature alone", "LicenceSpeed.es256IssueJose4j"),
            new Operation(
                            "seal signature, nothing met before, picture 2 KB",
                            "电子签章验证，首次，印模 2 KB",
                            "Sealing.signatureNew picture=1000")
                    .beside(NAIVE + ", one signature", "Sealing.naive picture=1000"),
            new Operation(
                            "seal signature, seal and signer known, picture 2 KB",
                            "电子签章验证，印章与签章人已知，印模 2 KB",
                            "Sealing.signatureAgain picture=1000")
                    .beside(NAIVE + ", one signature", "Sealing.naive picture=1000", 2, sesGoal())
                    .beside(BEST + ", one signature", "Sealing.wide picture=1000"),
            new Operation(
                            "seal signature, two known seals of one signer in turn, picture 2 KB",
                            "电子签章验证，同一签章人两枚已知印章交替，印模 2 KB",
                            "Sealing.signatureInTurn picture=1000")
                    .beside(NAIVE + ", one signature", "Sealing.naive picture=1000"),
            new Operation(
                            "seal signature, nothing met before, picture 11 KB",
                            "电子签章验证，首次，印模 11 KB",
                            "Sealing.signatureNew picture=10000")
                    .beside(NAIVE + ", one signature", "Sealing.naive picture=10000"),
            new Operation(
                            "seal signature, seal and signer known, picture 11 KB",
                            "电子签章验证，印章与签章人已知，印模 11 KB",
                            "Sealing.signatureAgain picture=10000")
                    .beside(NAIVE + ", one signature", "Sealing.naive picture=10000", 2, sesGoal()),
            new Operation(
                            "seal signature, two known seals of one signer in turn, picture 11 KB",
                            "电子签章验证，同一签章人两枚已知印章交替，印模 11 KB",
                            "Sealing.signatureInTurn picture=10000")
                    .beside(NAIVE + ", one signature", "Sealing.naive picture=10000"),
            new Operation("seal signature made, picture 11 KB", "电子签章生成，印模 11 KB", "Sealing.sign picture=10000"),
            new Operation(
                            "OFD of one page, nothing met before, picture 11 KB",
                            "单页 OFD 验签，首次，印模 11 KB",
                            "Sealing.documentNew picture=10000")
                    .beside("ofdrw", "Sealing.documentOfdrw picture=10000"),
            new Operation(
                            "OFD of one page, seal known, picture 2 KB",
                            "单页 OFD 验签，印章已知，印模 2 KB",
                            "Sealing.documentAgain picture=1000")
                    .beside("ofdrw", "Sealing.documentOfdrw picture=1000", 50, ofdGoal()),
            new Operation(
                            "OFD of one page, seal known, picture 11 KB",
                            "单页 OFD 验签，印章已知，印模 11 KB",
                            "Sealing.documentAgain picture=10000")
                    .beside("ofdrw", "Sealing.documentOfdrw picture=10000", 50, ofdGoal()),
            new Operation(
                            "OFD of one page sealed, picture 11 KB",
                            "单页 OFD 盖章，印模 11 KB",
                            "Sealing.signDocument picture=10000")
                    .beside("ofdrw", "Sealing.signDocumentOfdrw picture=10000"),
            new Operation("QR code to PNG, 300 characters", "二维码生成 PNG，300 字符", "QrSpeed.png")
                    .beside(
                            "ZXing + MatrixToImageWriter",
                            "QrSpeed.pngZxing",
                            12,
                            "QR text to PNG: 12 times ZXing with MatrixToImageWriter"),
            new Operation("EMV code read", "EMV 码解析", "EmvCodes.parse")
                    .beside(
                            "mvallim, with its checks",
                            "EmvCodes.parseMvallim",
                            5,
                            "an EMV code read: 5 times mvallim"),
            new Operation("EMV code written", "EMV 码生成", "EmvCodes.encode")
                    .beside("mvallim, with its checks", "EmvCodes.encodeCheckedMvallim", 8, emvGoal())
                    .beside("mvallim, unchecked", "EmvCodes.encodeMvallim", 8, emvGoal()),
            new Operation("citizen number parsed", "公民身份号码解析", "Parsing.citizenId")
                    .beside("Hutool", "Parsing.citizenIdHutool"),
            new Operation("credit code parsed", "统一社会信用代码解析", "Parsing.creditCode")
                    .beside("Hutool", "Parsing.creditCodeHutool"),
            new Operation("kind of a number told", "证件号码类型识别", "Parsing.detect"),
            new Operation("notice of payment verified", "支付结果通知验签", "Messages.verifyNotice")
                    .beside(NAIVE + ", signature alone", "Sm2Speed.verifyNaive")
                    .beside(BEST + ", signature alone", "Sm2Speed.verifyWide"),
            new Operation("notice of payment taken in, H2", "支付结果通知接收，H2", "Notices.receive database=h2")
                    .beside("verifying it alone", "Messages.verifyNotice"),
            new Operation(
                            "notice of payment taken in, PostgreSQL",
                            "支付结果通知接收，PostgreSQL",
                            "Notices.receive database=postgresql")
                    .beside("verifying it alone", "Messages.verifyNotice"),
            new Operation("request to the platform signed", "平台请求签名", "Messages.signRequest")
                    .beside("SM2 signature alone", "Sm2Speed.sign"),
            new Operation("first SM2 licence in a new JVM", "新 JVM 中首次核验 SM2 证照", "ColdStarts.live life=LICENCE")
                    .beside("a JVM that does nothing", "ColdStarts.live life=NOTHING")
                    .beside("a JVM, one signature by JCA", "ColdStarts.live life=JCA"),
            new Operation("first seal signature in a new JVM", "新 JVM 中首次验证电子签章", "ColdStarts.live life=SEAL")
                    .beside("a JVM that does nothing", "ColdStarts.live life=NOTHING")
                    .beside("a JVM, one signature by JCA", "ColdStarts.live life=JCA"),
            new Operation("a million payments reconciled", "百万笔对账", "LongDay.reconcile payments=1000000")
                    .beside("one minute", MINUTE, 1, "a million lines reconciled in a minute, in a heap of 256 MB"),
            new Operation("ten million payments reconciled", "千万笔对账", "LongDay.reconcile payments=10000000"));

    static final List<Growth> GROWING = List.of(
            new Growth("OFD verified, attachments of", "OFD 验签，附件", "DocumentSizes.verify", "octets"),
            new Growth("licences verified", "证照逐份核验", "LicenceCounts.verify", "licences"),
            new Growth("payments reconciled", "对账", "LongDay.reconcile", "payments"));

    private Operations() {}

    private static String licenceGoal() {
        return "an SM2 licence, issuer known: 2.5 times naive Bouncy Castle, which verifies nothing but the signature";
    }

    private static String sesGoal() {
        return "a seal signature, seal and signer known: 2 times naive Bouncy Castle, which verifies one signature";
    }

    private static String emvGoal() {
        return "an EMV code written: 8 times mvallim";
    }

    private static String ofdGoal() {
        return "an OFD of one page: 50 times ofdrw";
    }

    /** The benchmarks of this project that all of this takes, each once and peers beside ours; what grows in all its sizes. */
    static List<String> ids() {
        Set<String> ids = new LinkedHashSet<>();
        for (Operation operation : ALL) {
            ids.add(operation.ours());
            operation.peers().forEach(peer -> ids.add(peer.id()));
        }
        for (Growth growth : GROWING) {
            ids.removeIf(id -> id.startsWith(growth.benchmark() + " "));
            ids.add(growth.benchmark());
        }
        ids.removeIf(id -> !isBenchmark(id));
        return List.copyOf(ids);
    }

    /** Programs and limits have small letters. */
    static boolean isBenchmark(String id) {
        return Character.isUpperCase(id.charAt(0));
    }
}
