package io.onevisit.payment.reconcile;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Hash;
import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a bank says it has collected in a day (银行对账单), as a text file that Chinese banks exchange for collected bills:
 *
 * <pre>
 * 2|230.50
 * ICBC0001|32068226300000000001|80.50|20261121091502|S
 * ICBC0002|32068226300000000002|150.00|20261121101733|S
 * </pre>
 *
 * <p>The first line has the number of lines that follow and the sum of those in state {@code S}, in yuan with two
 * decimals. Then one line for each collection: bank serial, payment code, yuan, time in Asia/Shanghai, and {@code S} for
 * collected or {@code R} for reversed. Every line ends in LF. Immutable and thread-safe.
 */
public final class BankStatement {
    private final List<StatementLine> lines;
    private final Bytes digest;

    private BankStatement(List<StatementLine> lines, Bytes digest) {
        this.lines = lines;
        this.digest = digest;
    }

    /**
     * Reads a file that must be right to the last octet.
     *
     * @param file at most 64 MiB
     * @param charset what the bank writes: UTF-8, GBK or GB18030
     * @throws MalformedMessageException for any damage; names the line and the reason, and nothing of the file is used
     */
    public static BankStatement read(byte[] file, Charset charset) {
        Bytes digest = digest(file);
        return new BankStatement(new StatementReader(file, Require.present(charset, "charset")).read(), digest);
    }

    /**
     * The file of these lines, in UTF-8.
     *
     * @throws InvalidValueException when two have one serial number, or the file would be over 64 MiB
     */
    public static byte[] write(List<StatementLine> lines) {
        Set<String> serials = new HashSet<>();
        for (StatementLine line : Require.present(lines, "lines")) {
            Require.that(
                    serials.add(Require.present(line, "line").bankSerial()), "lines", "must have different serials");
        }
        return StatementFormat.write(lines);
    }

    /** SM3 over the octets of a file: one file, one digest. */
    static Bytes digest(byte[] file) {
        return Bytes.of(Hash.SM3.digest(Require.present(file, "statement")));
    }

    /** The lines as the file has them. */
    public List<StatementLine> lines() {
        return lines;
    }

    /** The sum of what was collected and not reversed, as the first line says and the others prove. */
    public Money total() {
        return lines.stream().map(StatementLine::counting).reduce(Yuan.NOTHING, Money::plus);
    }

    /** SM3 (GB/T 32905) over the file's octets. */
    public Bytes digest() {
        return digest;
    }

    /** The number of lines and the digest. */
    @Override
    public String toString() {
        return "statement of " + lines.size() + " lines, SM3 " + digest.toHex();
    }
}
