package io.onevisit.payment.reconcile.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Money;
import io.onevisit.payment.reconcile.CollectionState;
import io.onevisit.payment.reconcile.Entry;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Laid out as the schemas camt.053.001.02 and .08 and camt.054.001.08 of ISO 20022 have it. */
class CamtStatementTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-21");
    private static final String DAY_STATEMENT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- version 1.4 of the bank -->
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
            <BkToCstmrStmt>
            <GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-11-22T01:00:00+08:00</CreDtTm>\
            <MsgPgntn><PgNb>1</PgNb><LastPgInd>true</LastPgInd></MsgPgntn></GrpHdr>
            <Stmt>
            <Id>S1</Id><ElctrncSeqNb>325</ElctrncSeqNb><CreDtTm>2026-11-22T01:00:00+08:00</CreDtTm>
            <FrToDt><FrDtTm>2026-11-21T00:00:00+08:00</FrDtTm><ToDtTm>2026-11-22T00:00:00+08:00</ToDtTm></FrToDt>
            <Acct><Id><Othr><Id>33050161772700000000</Id></Othr></Id><Ccy>CNY</Ccy></Acct>
            <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">1000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-20</Dt></Dt></Bal>
            <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">1290.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-21</Dt></Dt></Bal>
            <Bal><Tp><CdOrPrtry><Cd>CLAV</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-21</Dt></Dt></Bal>
            <TxsSummry><TtlNtries><NbOfNtries>6</NbOfNtries><Sum>469.50</Sum></TtlNtries>\
            <TtlCdtNtries><NbOfNtries>4</NbOfNtries><Sum>380.00</Sum></TtlCdtNtries>\
            <TtlDbtNtries><NbOfNtries>2</NbOfNtries><Sum>89.50</Sum></TtlDbtNtries></TxsSummry>
            <Ntry><NtryRef>1</NtryRef><Amt Ccy="CNY">80.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><DtTm>2026-11-21T09:15:02+08:00</DtTm></BookgDt><AcctSvcrRef>B1</AcctSvcrRef>
            <NtryDtls><TxDtls><Refs><EndToEndId>32068226300000000001</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>
            <Ntry><NtryRef>2</NtryRef><Amt Ccy="CNY">30.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-21</Dt></BookgDt><AcctSvcrRef>B2</AcctSvcrRef>
            <NtryDtls><Btch><NbOfTxs>2</NbOfTxs><TtlAmt Ccy="CNY">30.00</TtlAmt></Btch>
            <TxDtls><Refs><EndToEndId>32068226300000000002</EndToEndId></Refs><Amt Ccy="CNY">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls>
            <TxDtls><Refs><AcctSvcrRef>B2b</AcctSvcrRef><EndToEndId>32068226300000000003</EndToEndId></Refs><Amt Ccy="CNY">20.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls></NtryDtls></Ntry>
            <Ntry><NtryRef>3</NtryRef><Amt Ccy="CNY">80.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-21</Dt></BookgDt><AcctSvcrRef>B1</AcctSvcrRef>
            <NtryDtls><TxDtls><Refs><EndToEndId>32068226300000000001</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>
            <Ntry><NtryRef>4</NtryRef><Amt Ccy="CNY">260.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-21</Dt></BookgDt>
            <NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId><UETR>8a562c67-ca16-48ba-b074-65581be6f001</UETR></Refs></TxDtls></NtryDtls></Ntry>
            <Ntry><NtryRef>5</NtryRef><Amt Ccy="CNY">9.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts></Ntry>
            <Ntry><NtryRef>6</NtryRef><Amt Ccy="CNY">9.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts></Ntry>
            </Stmt>
            </BkToCstmrStmt>
            </Document>
            """;
    private static final String NOTICE = """
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.02">
            <BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-11-22T01:00:00</CreDtTm></GrpHdr>
            <Ntfctn><Id>N1</Id><CreDtTm>2026-11-22T01:00:00</CreDtTm><Acct><Id><IBAN>DE02120300000000202051</IBAN></Id></Acct>
            <Ntry><Amt Ccy="CNY">60</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><DtTm>2026-11-21T12:00:00</DtTm></BookgDt>
            <AcctSvcrRef>B7</AcctSvcrRef><NtryDtls><Btch><PmtInfId>P2026112100001</PmtInfId></Btch></NtryDtls></Ntry>
            </Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
            """;

    /** Found by damage at random: two lines of the file in each other's place. */
    @Test
    void f35_refuses_entries_that_would_be_passed_over() {
        String after = "has an entry in a place where it would be passed over";
        String entry = "<Ntry><Amt Ccy=\"CNY\">1</Amt></Ntry>";

        refused(DAY_STATEMENT.replace("</Stmt>", "</Stmt>" + entry), after);
        refused(DAY_STATEMENT.replace("</Stmt>", "</Stmt><SplmtryData><X>" + entry + "</X></SplmtryData>"), after);
        refused(DAY_STATEMENT.replace("<Id>S1</Id>", "<Id>S1" + entry + "</Id>"), after);
        refused(DAY_STATEMENT.replace("<Othr>", "<Othr>" + entry), after);
    }

    /** The parser remembers each name for as long as it reads: a file of nothing but new ones would fill the memory. */
    @ParameterizedTest
    @ValueSource(strings = {"<a%d/>", "<a b%d=\"\"/>", "<a xmlns:b%d=\"c\"/>", "<a xmlns:b=\"c%d\"/>"})
    void f35_refuses_names_without_end(String element) {
        String names = IntStream.range(0, 2_001).mapToObj(element::formatted).collect(Collectors.joining());

        refused(DAY_STATEMENT.replace("</Stmt>", "<SplmtryData>" + names + "</SplmtryData></Stmt>"), "different names");
    }

    /** 1,900 name spaces of 250,000 characters each are few names, and 475 MB. */
    @ParameterizedTest
    @ValueSource(strings = {"<a xmlns:b=\"%s\"/>", "<%s/>", "<a %s=\"\"/>"})
    void f35_refuses_names_of_more_than_64_ki_characters_together(String element) {
        String names = IntStream.range(0, 80)
                .mapToObj(i -> element.formatted("n" + i + "x".repeat(900)))
                .collect(Collectors.joining());

        refused(
                DAY_STATEMENT.replace("</Stmt>", "<SplmtryData>" + names + "</SplmtryData></Stmt>"),
                "65536 characters of different names");
    }

    /** 60 prefixes and 60 names are 120 names, and 3,600 that the parser keeps. */
    @Test
    void f35_counts_a_name_with_each_of_its_prefixes() {
        String prefixes =
                IntStream.range(0, 60).mapToObj(" xmlns:p%d=\"p\""::formatted).collect(Collectors.joining());
        String names = IntStream.range(0, 3_600)
                .mapToObj(i -> "<p%d:a%d/>".formatted(i / 60, i % 60))
                .collect(Collectors.joining());

        refused(
                DAY_STATEMENT.replace("</Stmt>", "<SplmtryData" + prefixes + ">" + names + "</SplmtryData></Stmt>"),
                "different names");
    }

    @Test
    void reads_credits_batches_reversals_and_money_without_a_code() {
        assertThat(read(DAY_STATEMENT))
                .containsExactlyInAnyOrder(
                        Entry.of(
                                "32068226300000000001",
                                "B1",
                                Money.yuan("80.50"),
                                Reading.at("2026-11-21 09:15:02"),
                                CollectionState.COLLECTED),
                        dated("32068226300000000001", "B1/RVSL", "80.50", CollectionState.REFUNDED),
                        dated("32068226300000000002", "B2", "10.00", CollectionState.COLLECTED),
                        dated("32068226300000000003", "B2b", "20.00", CollectionState.COLLECTED),
                        new Entry(
                                "8a562c67-ca16-48ba-b074-65581be6f001",
                                null,
                                "8a562c67-ca16-48ba-b074-65581be6f001",
                                Money.yuan("260.50"),
                                Reading.at("2026-11-21 00:00:00"),
                                true,
                                CollectionState.COLLECTED));
    }

    @Test
    void reads_a_notice_of_a_batch_without_details_by_its_number() {
        assertThat(Reading.entries(CamtStatement.camt054(), DAY, NOTICE.getBytes(UTF_8)))
                .containsExactly(new Entry(
                        "P2026112100001",
                        null,
                        "P2026112100001",
                        Money.yuan("60.00"),
                        Reading.at("2026-11-21 12:00:00"),
                        false,
                        CollectionState.COLLECTED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13"})
    void reads_every_version_from_2_to_13(String version) {
        assertThat(read(DAY_STATEMENT.replace("camt.053.001.08", "camt.053.001." + version)))
                .hasSize(5);
    }

    @Test
    void reads_a_byte_order_mark() {
        assertThat(read("\uFEFF" + DAY_STATEMENT)).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\'',
            value = {
                "1290.50~1290.51~CLBD: says CNY 1290.51, opening and entries come to CNY 1290.50",
                "1000.00~1000.01~CLBD: says",
                "<Cd>CLBD~<Cd>CLXX~Bal: must have OPBD and CLBD",
                "<Cd>CLAV~<Cd>CLBD~Bal: must have CLBD once",
                "<NbOfNtries>6~<NbOfNtries>7~TtlNtries: does not count the 6 entries",
                "<Sum>380.00~<Sum>380.01~TtlCdtNtries: has another sum",
                "<Sum>89.50~<Sum>89.51~TtlDbtNtries: has another sum",
                "80.50</Amt><CdtDbtInd>DBIT~80.51</Amt><CdtDbtInd>DBIT~TtlNtries: has another sum",
                "<Amt Ccy=\"CNY\">10.00~<Amt Ccy=\"CNY\">10.01~Ntry: says CNY 30.00, its details come to CNY 30.01",
                "<Amt Ccy=\"CNY\">10.00~<Amt Ccy=\"EUR\">10.00~Amt: must be in CNY",
                "<Amt Ccy=\"CNY\">10.00</Amt>~~must have an amount each",
                "<Amt Ccy=\"CNY\">10.00~<Amt Ccy=\"CNY\">-10.00~must be a decimal number that is not negative",
                "<Amt Ccy=\"CNY\">10.00~<Amt Ccy=\"CNY\">10.001~amount",
                "<NbOfTxs>2~<NbOfTxs>3~Btch: does not count the 2 details",
                "<TtlAmt Ccy=\"CNY\">30.00~<TtlAmt Ccy=\"CNY\">31.00~Btch: must come to the entry's amount",
                "CRDT</CdtDbtInd><Sts>~CREDIT</CdtDbtInd><Sts>~must be CRDT or DBIT",
                "<CdtDbtInd>CRDT</CdtDbtInd><Sts>~<Sts>~CdtDbtInd: is missing",
                "<Sts><Cd>BOOK</Cd></Sts>~~Sts: is missing",
                "<Sts><Cd>BOOK~<Sts><Cd>BOOKED~Sts: must be",
                "<BookgDt><Dt>2026-11-21</Dt></BookgDt>~~BookgDt: is missing",
                "<BookgDt><Dt>2026-11-21~<BookgDt><Dt>2026-11-31~BookgDt: is not on the calendar",
                "<BookgDt><Dt>2026-11-21~<BookgDt><Dt>2026-11-20~time: is not of the day",
                "<AcctSvcrRef>B2<~<AcctSvcrRef>B1<~has a serial that line",
                "camt.053.001.08~camt.053.001.01~is not camt.053.001.02 to 13",
                "camt.053.001.08~camt.053.001.14~is not camt.053.001.02 to 13",
                "camt.053.001.08~camt.052.001.08~is not camt.053.001.02 to 13",
                "<Acct><Id><Othr><Id>33050161772700000000</Id></Othr></Id><Ccy>CNY</Ccy></Acct>~~must have Id and Acct",
                "<Ccy>CNY~<Ccy>USD~Ccy: must be CNY",
                "<LastPgInd>true~<LastPgInd>false~pages",
                "<PgNb>1~<PgNb>2~pages",
                "</Stmt>~</Stmt><Stmt></Stmt>~must have one Stmt",
                "<Id>S1</Id>~<Id>S1</Id><Id>S2</Id>~has Id twice",
                "<Stmt>~<Stmt>text~has text between elements",
                "<Stmt>~<Stmt xmlns=\"urn:other\">~has an element of another name space",
                "<NtryRef>1</NtryRef><Amt Ccy=\"CNY\">80.50</Amt>~<Amt Ccy=\"CNY\">80.50</Amt><NtryRef>1</NtryRef>~in another order",
                "</Document>~</Document><x/>~is not well-formed XML",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>~<?xml version=\"1.0\" encoding=\"GBK\"?>~another encoding",
                "<Stmt>~<?x y?><Stmt>~has a processing instruction",
                "<MsgId>M1</MsgId>~~MsgId: is missing",
            })
    void f35_refuses_the_whole_file_with_line_and_reason(String from, String to, String reason) {
        assertThat(DAY_STATEMENT).contains(from);
        String damaged = DAY_STATEMENT.replaceFirst(Pattern.quote(from), to == null ? "" : to);

        refused(damaged, reason);
        refused(damaged, "line ");
    }

    @Test
    void f35_refuses_documents_that_ask_the_parser_for_more_than_reading() {
        String root = "<Document xmlns";
        refused(DAY_STATEMENT.replaceFirst(root, "<!DOCTYPE Document><Document xmlns"), "has a document type");
        String file = "<!DOCTYPE D [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>";
        refused(DAY_STATEMENT.replaceFirst(root, file + root).replace("S1", "&x;"), "line ");
        String bomb = "<!DOCTYPE D [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]>";
        refused(DAY_STATEMENT.replaceFirst(root, bomb + root).replace("S1", "&b;"), "line ");
    }

    @Test
    void f35_refuses_what_is_too_deep_too_long_or_too_much() {
        refused(DAY_STATEMENT.replace("<Stmt>", "<Stmt>" + "<X>".repeat(100) + "</X>".repeat(100)), "deep");
        refused(DAY_STATEMENT.replace("M1", "M".repeat(2_000)), "more than 1024 characters");
        refused(DAY_STATEMENT.replace("<Stmt>", "<!--" + "-x".repeat(400_000) + "--><Stmt>"), "one piece of more than");
        refused(DAY_STATEMENT.replace("Ccy=\"CNY\"", "Ccy=\"" + "C".repeat(600_000) + "\""), "one piece of more than");
        refused(DAY_STATEMENT.replace("<MsgId>", "<X/>".repeat(3_000) + "<MsgId>"), "more than 2000 elements");
    }

    @Test
    void f35_refuses_another_charset_and_a_file_that_is_cut_anywhere() {
        byte[] gbk = DAY_STATEMENT.replace("version 1.4", "第一版").getBytes(Charset.forName("GBK"));
        Reading.assertRefused(CamtStatement.camt053(), DAY, gbk, "is not well-formed XML in UTF-8");
        int end = DAY_STATEMENT.indexOf("</Document>") + "</Document>".length();
        for (int length = 0; length < end; length += 7) {
            refused(DAY_STATEMENT.substring(0, length), "line ");
        }
    }

    private static List<Entry> read(String file) {
        return Reading.entries(CamtStatement.camt053(), DAY, file.getBytes(UTF_8));
    }

    private static void refused(String file, String reason) {
        Reading.assertRefused(CamtStatement.camt053(), DAY, file.getBytes(UTF_8), reason);
    }

    private static Entry dated(String code, String serial, String yuan, CollectionState state) {
        return new Entry(code, code, serial, Money.yuan(yuan), Reading.at("2026-11-21 00:00:00"), true, state);
    }
}
