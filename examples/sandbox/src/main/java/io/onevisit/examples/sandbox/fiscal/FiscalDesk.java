package io.onevisit.examples.sandbox.fiscal;

import io.onevisit.examples.sandbox.Faults;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the platform knows and decides: its bills and receipts. Thread-safe. */
final class FiscalDesk {
    private static final String PDF = "JVBERi0xLjQKJSVFT0YK";

    private final Map<String, Map<String, String>> bills = new LinkedHashMap<>();
    private final Map<String, String> receipts = new LinkedHashMap<>();
    private long lastReceipt = 13_933_921;
    private long lastId = 1_478_622_255_595_388_900L;

    /** The answer to what the office asks. */
    synchronized Packet answer(Packet asked) {
        return switch (asked.number()) {
            case "8994" -> send(asked);
            case "8997" -> status(asked);
            case "8999" -> general(asked, "00000", "%010d".formatted(++lastReceipt));
            case "8981" -> issue(asked);
            case "8982" -> download(asked);
            default -> general(asked, "99999", "message " + asked.number() + " is not known here");
        };
    }

    private Packet send(Packet asked) {
        Map<String, String> bill = asked.voucher();
        String code = bill.getOrDefault("PayCode", "");
        if (bill.getOrDefault("PayStats", "").equals("2")) {
            return declareVoid(asked, bills.get(code));
        }
        if (bills.containsKey(code)) {
            return general(asked, "18001", "the code is in use");
        }
        bills.put(code, new LinkedHashMap<>(bill));
        return general(asked, "00000", "http://pay.example.gov.cn/fntop/qrcode?billId=" + code);
    }

    private Packet declareVoid(Packet asked, @Nullable Map<String, String> bill) {
        if (bill == null) {
            return general(asked, "11001", "");
        }
        Map<String, String> unpaid = new LinkedHashMap<>(asked.voucher());
        unpaid.put("PayStats", "0");
        if (!unpaid.equals(bill)) {
            return general(asked, "18002", "it is another bill, or not unpaid");
        }
        bill.put("PayStats", "2");
        return general(asked, "00000", "");
    }

    private Packet status(Packet asked) {
        Map<String, String> bill = bills.get(asked.voucher().getOrDefault("PayCode", ""));
        return bill == null ? general(asked, "11001", "") : reply(asked, "5997", bill);
    }

    private Packet issue(Packet asked) {
        String number = asked.voucher().getOrDefault("BillNo", "");
        receipts.put(number, PDF);
        Map<String, String> voucher = new LinkedHashMap<>();
        voucher.put("Result", "00000");
        voucher.put("Invoice_Url", "https://receipt.example.gov.cn/view/" + number);
        return reply(asked, "5981", voucher);
    }

    private Packet download(Packet asked) {
        String file = receipts.get(asked.voucher().getOrDefault("BillNo", ""));
        Map<String, String> voucher = new LinkedHashMap<>();
        voucher.put("Result", file == null ? "11001" : "00000");
        voucher.put("Invoicefiledata", file == null ? "" : file);
        return reply(asked, "5982", voucher);
    }

    private Packet general(Packet asked, String result, String information) {
        Map<String, String> voucher = new LinkedHashMap<>();
        voucher.put("OriMsgNo", asked.number());
        voucher.put("Result", result);
        voucher.put("Information", information);
        return reply(asked, "5001", voucher);
    }

    private Packet reply(Packet asked, String number, Map<String, String> voucher) {
        return new Packet(number, Long.toString(++lastId), asked.id(), voucher);
    }

    synchronized int bills() {
        return bills.size();
    }

    /** Somebody pays: the confirmation to push, as {@code faults} have it. */
    synchronized Packet paid(String code, String time, Faults faults) {
        Map<String, String> bill = bills.get(code);
        if (bill == null) {
            throw new IllegalArgumentException("no such bill");
        }
        bill.put("PayStats", "1");
        String id = Long.toString(++lastId);
        Map<String, String> voucher = new LinkedHashMap<>();
        voucher.put(
                "PayCode",
                faults.strikes(FiscalFault.F13_UNKNOWN_CODE, FiscalSandbox.PUSH) ? code.replaceAll(".$", "9") : code);
        voucher.put("CfmDate", time.substring(0, 8));
        voucher.put("CfmTime", time.substring(8));
        String amount = bill.getOrDefault("Amt", "");
        voucher.put("Amt", faults.strikes(FiscalFault.F11_WRONG_AMOUNT, FiscalSandbox.PUSH) ? "1" + amount : amount);
        voucher.put("BankOutlet", "00000");
        voucher.put("Operator", "G000001");
        voucher.put("PayMode", "51");
        voucher.put("TraNoBus", "T" + code);
        voucher.put("PayerName", bill.getOrDefault("PayerName", ""));
        voucher.put("PayerAcct", "");
        voucher.put("PayerOpBk", "");
        voucher.put("PayerOpBkNo", "");
        voucher.put("RecAcctType", "1");
        String account = bill.getOrDefault("RecAcct", "");
        voucher.put(
                "RecAcct", faults.strikes(FiscalFault.F12_WRONG_ACCOUNT, FiscalSandbox.PUSH) ? "9" + account : account);
        voucher.put("Hold1", "");
        voucher.put("Hold2", "");
        return new Packet("5996", id, id, voucher);
    }
}
